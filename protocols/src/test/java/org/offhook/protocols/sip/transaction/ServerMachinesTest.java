package org.offhook.protocols.sip.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Runs the server machines under a clock turned by hand and writes down, in milliseconds, what they do.
class ServerMachinesTest {

    private static final long MS = 1_000_000;
    private static final byte[] RINGING = {1};
    private static final byte[] OK = {2};
    private static final byte[] BUSY = {4};

    private final List<String> trace = new ArrayList<>();
    private long now;

    @Test
    void aRefusalOfAnInviteIsRepeatedUntilTimerH() {
        InviteServer state = invite(InviteServer.start(), new ServerInput.Respond(486, BUSY), Timers.DATAGRAM);
        runOut(state, Timers.DATAGRAM);
        assertThat(trace)
                .containsExactly(
                        "0 send 4",
                        "500 send 4",
                        "1500 send 4",
                        "3500 send 4",
                        "7500 send 4",
                        "11500 send 4",
                        "15500 send 4",
                        "19500 send 4",
                        "23500 send 4",
                        "27500 send 4",
                        "31500 send 4",
                        "32000 failed TIMEOUT",
                        "32000 Terminated");
    }

    @Test
    void anAckEndsTheRepetitionAndTimerIEndsTheTransaction() {
        InviteServer state = invite(InviteServer.start(), new ServerInput.Respond(486, BUSY), Timers.DATAGRAM);
        now = 100 * MS;
        state = invite(state, new ServerInput.Acknowledged(), Timers.DATAGRAM);
        state = invite(state, new ServerInput.Acknowledged(), Timers.DATAGRAM);
        runOut(state, Timers.DATAGRAM);
        assertThat(trace).containsExactly("0 send 4", "5100 Terminated");
    }

    @Test
    void overAStreamARefusalIsSentOnceAndTheAckEndsAll() {
        InviteServer state = invite(InviteServer.start(), new ServerInput.Respond(486, BUSY), Timers.STREAM);
        assertThat(state.deadline()).isEqualTo(32_000 * MS);
        state = invite(state, new ServerInput.Acknowledged(), Timers.STREAM);
        assertThat(state).isInstanceOf(InviteServer.Terminated.class);
        assertThat(trace).containsExactly("0 send 4");
    }

    @Test
    void aRepeatedInviteGetsTheLatestProvisionalResponse() {
        InviteServer state = invite(InviteServer.start(), new ServerInput.Repeated(), Timers.DATAGRAM);
        state = invite(state, new ServerInput.Respond(180, RINGING), Timers.DATAGRAM);
        invite(state, new ServerInput.Repeated(), Timers.DATAGRAM);
        assertThat(trace).containsExactly("0 send 1", "0 send 1");
    }

    @Test
    void anAcceptedInviteAbsorbsRepetitionsAndLetsTheUsersResponsesThrough() {
        InviteServer state = invite(InviteServer.start(), new ServerInput.Respond(200, OK), Timers.STREAM);
        state = invite(state, new ServerInput.Repeated(), Timers.STREAM);
        state = invite(state, new ServerInput.Respond(200, OK), Timers.STREAM);
        state = invite(state, new ServerInput.Respond(486, BUSY), Timers.STREAM);
        runOut(state, Timers.STREAM);
        assertThat(trace).containsExactly("0 send 2", "0 send 2", "32000 Terminated");
    }

    @Test
    void aFailingTransportEndsTheTransaction() {
        InviteServer state = invite(InviteServer.start(), new ServerInput.TransportFailed(), Timers.STREAM);
        assertThat(state).isInstanceOf(InviteServer.Terminated.class);
        assertThat(trace).containsExactly("0 failed TRANSPORT");
    }

    @Test
    void anotherRequestIsAbsorbedUntilAnsweredAndThenAnsweredAgain() {
        NonInviteServer state = other(NonInviteServer.start(), new ServerInput.Repeated(), Timers.DATAGRAM);
        state = other(state, new ServerInput.Respond(180, RINGING), Timers.DATAGRAM);
        state = other(state, new ServerInput.Repeated(), Timers.DATAGRAM);
        state = other(state, new ServerInput.Respond(200, OK), Timers.DATAGRAM);
        state = other(state, new ServerInput.Respond(486, BUSY), Timers.DATAGRAM);
        state = other(state, new ServerInput.Repeated(), Timers.DATAGRAM);
        now = state.deadline();
        state = other(state, new ServerInput.Tick(), Timers.DATAGRAM);
        assertThat(state).isInstanceOf(NonInviteServer.Terminated.class);
        assertThat(now).isEqualTo(32_000 * MS);
        assertThat(trace).containsExactly("0 send 1", "0 send 1", "0 send 2", "0 send 2");
    }

    @Test
    void overAStreamAnAnswerEndsTheTransaction() {
        NonInviteServer state = other(NonInviteServer.start(), new ServerInput.Respond(200, OK), Timers.STREAM);
        assertThat(state).isInstanceOf(NonInviteServer.Terminated.class);
    }

    private void runOut(InviteServer state, Timers timers) {
        InviteServer at = state;
        while (!(at instanceof InviteServer.Terminated)) {
            assertThat(at.deadline()).isGreaterThan(now);
            now = at.deadline();
            at = invite(at, new ServerInput.Tick(), timers);
        }
        trace.add(now / MS + " Terminated");
    }

    private InviteServer invite(InviteServer state, ServerInput input, Timers timers) {
        Step<InviteServer, ServerEffect> step = InviteServer.step(state, input, now, timers);
        step.effects().forEach(this::note);
        return step.next();
    }

    private NonInviteServer other(NonInviteServer state, ServerInput input, Timers timers) {
        Step<NonInviteServer, ServerEffect> step = NonInviteServer.step(state, input, now, timers);
        step.effects().forEach(this::note);
        return step.next();
    }

    private void note(ServerEffect effect) {
        trace.add(now / MS
                + switch (effect) {
                    case ServerEffect.Transmit(byte[] bytes) -> " send " + bytes[0];
                    case ServerEffect.Failed(Failure cause) -> " failed " + cause;
                });
    }
}
