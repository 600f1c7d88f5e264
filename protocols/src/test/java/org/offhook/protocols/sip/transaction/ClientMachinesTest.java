package org.offhook.protocols.sip.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offhook.protocols.sip.Body;
import org.offhook.protocols.sip.HeaderName;
import org.offhook.protocols.sip.Headers;
import org.offhook.protocols.sip.Method;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.SipResponse;
import org.offhook.protocols.sip.SipUri;

/// Runs the client machines under a clock turned by hand and writes down, in milliseconds, what they do.
class ClientMachinesTest {

    private static final long MS = 1_000_000;
    private static final byte[] REQUEST = {7};

    private final List<String> trace = new ArrayList<>();
    private long now;

    @Test
    void anInviteThatNobodyHearsIsRepeatedUntilTimerB() {
        runOut(invite(Timers.DATAGRAM), Timers.DATAGRAM);
        assertThat(trace)
                .containsExactly(
                        "0 send",
                        "500 send",
                        "1500 send",
                        "3500 send",
                        "7500 send",
                        "15500 send",
                        "31500 send",
                        "32000 failed TIMEOUT",
                        "32000 Terminated");
    }

    @Test
    void overAStreamAnInviteIsSentOnce() {
        runOut(invite(Timers.STREAM), Timers.STREAM);
        assertThat(trace).containsExactly("0 send", "32000 failed TIMEOUT", "32000 Terminated");
    }

    @Test
    void aProvisionalResponseEndsTheRepetitionAndTheWaiting() {
        InviteClient state = step(invite(Timers.DATAGRAM), received(180), Timers.DATAGRAM);
        assertThat(state.deadline()).isEqualTo(Timers.NEVER);
        assertThat(trace).containsExactly("0 send", "0 deliver 180");
    }

    @Test
    void aRefusalIsAcknowledgedEachTimeAndDeliveredOnce() {
        InviteClient state = step(invite(Timers.DATAGRAM), received(486), Timers.DATAGRAM);
        state = step(state, received(486), Timers.DATAGRAM);
        state = step(state, received(180), Timers.DATAGRAM);
        runOut(state, Timers.DATAGRAM);
        assertThat(trace).containsExactly("0 send", "0 ack 486", "0 deliver 486", "0 ack 486", "32000 Terminated");
    }

    @Test
    void everySuccessIsDeliveredUntilTimerM() {
        InviteClient state = step(invite(Timers.STREAM), received(200), Timers.STREAM);
        state = step(state, received(200), Timers.STREAM);
        state = step(state, received(486), Timers.STREAM);
        runOut(state, Timers.STREAM);
        assertThat(trace).containsExactly("0 send", "0 deliver 200", "0 deliver 200", "32000 Terminated");
    }

    @Test
    void anotherRequestIsRepeatedUpToT2UntilTimerF() {
        runOutOther(other(Timers.DATAGRAM), Timers.DATAGRAM);
        assertThat(trace)
                .containsExactly(
                        "0 send",
                        "500 send",
                        "1500 send",
                        "3500 send",
                        "7500 send",
                        "11500 send",
                        "15500 send",
                        "19500 send",
                        "23500 send",
                        "27500 send",
                        "31500 send",
                        "32000 failed TIMEOUT",
                        "32000 Terminated");
    }

    @Test
    void afterAProvisionalResponseAnotherRequestIsRepeatedEveryT2() {
        NonInviteClient state = stepOther(other(Timers.DATAGRAM), received(100), Timers.DATAGRAM);
        now = 500 * MS;
        state = stepOther(state, new ClientInput.Tick(), Timers.DATAGRAM);
        assertThat(state.deadline()).isEqualTo(4_500 * MS);
        state = stepOther(state, received(200), Timers.DATAGRAM);
        state = stepOther(state, received(200), Timers.DATAGRAM);
        assertThat(state.deadline()).isEqualTo(5_500 * MS);
        assertThat(trace).containsExactly("0 send", "0 deliver 100", "500 send", "500 deliver 200");
    }

    @Test
    void aFailingTransportIsReported() {
        assertThat(step(invite(Timers.STREAM), new ClientInput.TransportFailed(), Timers.STREAM))
                .isInstanceOf(InviteClient.Terminated.class);
        assertThat(trace).containsExactly("0 send", "0 failed TRANSPORT");
    }

    @Test
    void theAckOfARefusalStaysOnTheHopOfItsInvite() {
        SipRequest invite = request();
        SipResponse busy = SipResponse.to(invite, 486, "remote").build();
        SipRequest ack = Requests.ack(invite, busy);
        assertThat(ack.method()).isEqualTo(Method.ACK);
        assertThat(ack.topVia()).isEqualTo(invite.topVia());
        assertThat(ack.vias()).hasSize(1);
        assertThat(ack.to().tag()).isEqualTo("remote");
        assertThat(ack.cseq().number()).isEqualTo(5);
        assertThat(ack.cseq().method()).isEqualTo(Method.ACK);
        assertThat(ack.routes()).isEqualTo(invite.routes());
        assertThat(ack.defect()).isNull();
        assertThat(ServerKey.of(ack)).isEqualTo(ServerKey.of(invite));
    }

    @Test
    void aCancelPointsAtItsInvite() {
        SipRequest invite = request();
        SipRequest cancel = Requests.cancel(invite);
        assertThat(ServerKey.cancelledBy(cancel)).isEqualTo(ServerKey.of(invite));
        assertThat(ServerKey.of(cancel)).isNotEqualTo(ServerKey.of(invite));
        assertThat(cancel.to()).isEqualTo(invite.to());
        assertThat(cancel.defect()).isNull();
    }

    @Test
    void senderWithoutUniqueBranchesAreMatchedByWhatIdentifiesTheirRequest() {
        SipRequest old = old("5 INVITE", Method.INVITE, "");
        assertThat(ServerKey.of(old("5 ACK", Method.ACK, ";tag=ours"))).isEqualTo(ServerKey.of(old));
        assertThat(ServerKey.of(old("6 INVITE", Method.INVITE, ""))).isNotEqualTo(ServerKey.of(old));
    }

    private static SipRequest old(String cseq, Method method, String toTag) {
        Headers headers = Headers.builder()
                .add(HeaderName.VIA, "SIP/2.0/UDP old.example")
                .add(HeaderName.FROM, "<sip:a@old.example>;tag=1")
                .add(HeaderName.TO, "<sip:b@new.example>" + toTag)
                .add(HeaderName.CALL_ID, "x")
                .add(HeaderName.CSEQ, cseq)
                .build();
        return new SipRequest(method, SipUri.of("b", "new.example", -1), headers, Body.NONE);
    }

    private static SipRequest request() {
        Headers headers = Headers.builder()
                .add(HeaderName.VIA, "SIP/2.0/UDP us.example;branch=z9hG4bK77")
                .add(HeaderName.ROUTE, "<sip:proxy.example;lr>")
                .add(HeaderName.MAX_FORWARDS, "70")
                .add(HeaderName.FROM, "<sip:a@us.example>;tag=1")
                .add(HeaderName.TO, "<sip:b@them.example>")
                .add(HeaderName.CALL_ID, "x")
                .add(HeaderName.CSEQ, "5 INVITE")
                .build();
        return new SipRequest(Method.INVITE, SipUri.of("b", "them.example", -1), headers, Body.NONE);
    }

    private static ClientInput received(int status) {
        return new ClientInput.Received(
                SipResponse.to(request(), status, "remote").build());
    }

    private InviteClient invite(Timers timers) {
        Step<InviteClient, ClientEffect> step = InviteClient.start(REQUEST, now, timers);
        step.effects().forEach(this::note);
        return step.next();
    }

    private InviteClient step(InviteClient state, ClientInput input, Timers timers) {
        Step<InviteClient, ClientEffect> step = InviteClient.step(state, input, now, timers);
        step.effects().forEach(this::note);
        return step.next();
    }

    private void runOut(InviteClient state, Timers timers) {
        InviteClient at = state;
        while (!(at instanceof InviteClient.Terminated)) {
            now = at.deadline();
            at = step(at, new ClientInput.Tick(), timers);
        }
        trace.add(now / MS + " Terminated");
    }

    private NonInviteClient other(Timers timers) {
        Step<NonInviteClient, ClientEffect> step = NonInviteClient.start(REQUEST, now, timers);
        step.effects().forEach(this::note);
        return step.next();
    }

    private NonInviteClient stepOther(NonInviteClient state, ClientInput input, Timers timers) {
        Step<NonInviteClient, ClientEffect> step = NonInviteClient.step(state, input, now, timers);
        step.effects().forEach(this::note);
        return step.next();
    }

    private void runOutOther(NonInviteClient state, Timers timers) {
        NonInviteClient at = state;
        while (!(at instanceof NonInviteClient.Terminated)) {
            now = at.deadline();
            at = stepOther(at, new ClientInput.Tick(), timers);
        }
        trace.add(now / MS + " Terminated");
    }

    private void note(ClientEffect effect) {
        trace.add(now / MS
                + switch (effect) {
                    case ClientEffect.Transmit _ -> " send";
                    case ClientEffect.Acknowledge(SipResponse response) -> " ack " + response.status();
                    case ClientEffect.Deliver(SipResponse response) -> " deliver " + response.status();
                    case ClientEffect.Failed(Failure cause) -> " failed " + cause;
                });
    }
}
