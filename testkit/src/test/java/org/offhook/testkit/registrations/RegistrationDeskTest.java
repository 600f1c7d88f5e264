package org.offhook.testkit.registrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.offhook.core.events.EventLog;
import org.offhook.core.events.EventQuery;
import org.offhook.core.events.StoredEvent;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.Sids;
import org.offhook.core.registrations.Registered;
import org.offhook.core.registrations.RegistrationDesk;
import org.offhook.core.signalling.event.Watched;
import org.offhook.core.signalling.net.Flow;
import org.offhook.core.signalling.register.Bindings.Accepted;
import org.offhook.core.signalling.register.Domain;
import org.offhook.core.store.Query;
import org.offhook.core.time.Scheduler;
import org.offhook.core.trunks.Registrations.Binding;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.registrar.RegistrarLimits;
import org.offhook.protocols.sip.registrar.Registration;
import org.offhook.protocols.sip.wire.ParseResult;
import org.offhook.protocols.sip.wire.SipParser;
import org.offhook.protocols.sip.wire.WireLimits;
import org.offhook.testkit.contracts.Samples;
import org.offhook.testkit.kernel.Timeline;
import org.offhook.testkit.store.MemoryStore;

final class RegistrationDeskTest {

    private static final Sid ACCOUNT = Samples.sid("AC", 1);
    private static final Domain HOME = new Domain("offhook", "offhook", ACCOUNT, true, true, true);
    private static final Flow DESK = Flow.udp("192.0.2.66", 5066);

    private final Timeline time = Timeline.seeded(5);
    private final MemoryStore store = new MemoryStore();
    private final List<Watched> told = new ArrayList<>();
    private int starts;
    private RegistrationDesk desk = desk();
    private int cseq;

    @Test
    void aPhoneIsReachedByTheWayItsRegisterCame() {
        Accepted accepted = register("a", "<sip:alice@10.0.0.5>", "600", DESK);

        assertThat(accepted.registration()).isInstanceOf(Registration.Current.class);
        assertThat(desk.find("alice"))
                .containsExactly(new Binding("sip:alice@10.0.0.5", "sip:192.0.2.66:5066;transport=udp"));
        assertThat(desk.find("bob")).isEmpty();
    }

    /// A phone may name any place as its Path: where it did not come from itself, it leads no further than its
    /// owner may call.
    @Test
    void proxiesThatAPhoneNamesAreItsChoiceUnlessItsRegisterCameFromThere() {
        SipRequest request = request(
                "a", "Path: <sip:192.0.2.66;lr>\r\nPath: <sip:10.0.0.1;lr>\r\nContact: <sip:alice@10.0.0.5>\r\n");
        desk.register(HOME, "alice", request, DESK).toCompletableFuture().join();
        assertThat(desk.find("alice"))
                .containsExactly(
                        new Binding("sip:alice@10.0.0.5", "<sip:192.0.2.66;lr>, <sip:10.0.0.1;lr>", 1000, false));

        desk.register(HOME, "alice", request, Flow.udp("203.0.113.9", 5060))
                .toCompletableFuture()
                .join();
        request = request("a", "Path: <sip:192.0.2.66;lr>\r\nContact: <sip:alice@10.0.0.5>\r\n");
        desk.register(HOME, "alice", request, Flow.udp("203.0.113.9", 5060))
                .toCompletableFuture()
                .join();
        assertThat(desk.find("alice"))
                .containsExactly(new Binding("sip:alice@10.0.0.5", "<sip:192.0.2.66;lr>", 1000, true));
    }

    @Test
    void theBestPlaceComesFirst() {
        register("a", "<sip:alice@10.0.0.5>;q=0.2", "600", DESK);
        register("b", "<sip:alice@10.0.0.6>;q=0.8", "600", Flow.udp("192.0.2.67", 5060));

        assertThat(desk.find("alice"))
                .containsExactly(
                        new Binding("sip:alice@10.0.0.6", "sip:192.0.2.67:5060;transport=udp", 800),
                        new Binding("sip:alice@10.0.0.5", "sip:192.0.2.66:5066;transport=udp", 200));
    }

    @Test
    void aPhoneThatMovedIsReachedWhereItIsNow() {
        register("a", "<sip:alice@10.0.0.5>", "600", DESK);
        register("a", "<sip:alice@10.0.0.5>", "600", Flow.udp("192.0.2.99", 7000));

        assertThat(desk.find("alice"))
                .containsExactly(new Binding("sip:alice@10.0.0.5", "sip:192.0.2.99:7000;transport=udp"));
    }

    @Test
    void whatWasAcceptedIsThereAfterARestart() {
        register("a", "<sip:alice@10.0.0.5>;q=0.5", "600", DESK);
        List<Binding> before = desk.find("alice");

        desk = desk();
        assertThat(desk.find("alice")).isEmpty();
        desk.recover();

        assertThat(desk.find("alice")).isEqualTo(before);
        assertThat(register("a", "<sip:alice@10.0.0.5>", "600", DESK).registration())
                .isInstanceOf(Registration.Current.class);
        assertThat(store.count(Registered.KIND, Query.of(ACCOUNT))).isEqualTo(1);
    }

    @Test
    void whoOnlyRenewsIsNotWrittenAndKnownAfterARestartAllTheSame() {
        register("a", "<sip:alice@10.0.0.5>", "600", DESK);
        Registered written = row();
        time.runFor(Duration.ofMinutes(5));
        register("a", "<sip:alice@10.0.0.5>", "600", DESK);
        assertThat(row()).isEqualTo(written);

        desk = desk();
        desk.recover();
        time.runFor(Duration.ofSeconds(599));
        assertThat(desk.find("alice")).hasSize(1);
    }

    @Test
    void whoRenewsForLongerThanIsWrittenIsWritten() {
        register("a", "<sip:alice@10.0.0.5>", "600", DESK);
        Registered written = row();
        time.runFor(Duration.ofSeconds(301));
        register("a", "<sip:alice@10.0.0.5>", "600", DESK);
        assertThat(row()).isNotEqualTo(written);

        desk = desk();
        desk.recover();
        time.runFor(Duration.ofSeconds(599));
        assertThat(desk.find("alice")).hasSize(1);
    }

    @Test
    void whoRenewsFromElsewhereOrWithAnotherPreferenceIsWritten() {
        register("a", "<sip:alice@10.0.0.5>", "600", DESK);
        register("a", "<sip:alice@10.0.0.5>", "600", Flow.udp("192.0.2.99", 7000));
        assertThat(row().places().getFirst().source()).contains("192.0.2.99");

        register("a", "<sip:alice@10.0.0.5>;q=0.3", "600", Flow.udp("192.0.2.99", 7000));
        assertThat(row().places().getFirst().q()).isEqualTo(300);
    }

    private Registered row() {
        return store.list(Registered.KIND, Query.of(ACCOUNT)).getFirst();
    }

    @Test
    void aBindingEndsWithItsTime() {
        register("a", "<sip:alice@10.0.0.5>", "600", DESK);
        time.runFor(Duration.ofMinutes(10));

        assertThat(desk.find("alice")).isEmpty();
    }

    @Test
    void aPhoneThatSignsOffLeavesNothing() {
        register("a", "<sip:alice@10.0.0.5>", "600", DESK);
        register("a", "*", "0", DESK);

        assertThat(desk.find("alice")).isEmpty();
        assertThat(desk.size()).isZero();
        assertThat(store.count(Registered.KIND, Query.of(ACCOUNT))).isZero();
    }

    @Test
    void whoComesAndGoesIsLoggedAndWhoOnlyRenewsIsNot() {
        register("a", "<sip:alice@10.0.0.5>", "600", DESK);
        register("a", "<sip:alice@10.0.0.5>", "600", DESK);
        register("b", "<sip:alice@10.0.0.6>", "60", DESK);
        desk = desk();
        desk.recover();
        time.runFor(Duration.ofMinutes(2));
        register("a", "<sip:alice@10.0.0.5>", "600", DESK);
        register("a", "*", "0", DESK);

        assertThat(logged())
                .containsExactly(
                        "0 registration.added sip:alice@10.0.0.5 ",
                        "1 registration.added sip:alice@10.0.0.6 ",
                        "2 registration.removed sip:alice@10.0.0.6 expired",
                        "3 registration.removed sip:alice@10.0.0.5 signed off");
    }

    @Test
    void devicesLeaveWhenTheirTimeHasRunOutAndNotBefore() {
        register("a", "<sip:alice@10.0.0.5>", "600", DESK);
        register("b", "<sip:alice@10.0.0.6>", "60", DESK);
        time.runFor(Duration.ofSeconds(59));
        assertThat(logged()).hasSize(2);

        time.runFor(Duration.ofSeconds(1));
        assertThat(logged()).last().isEqualTo("2 registration.removed sip:alice@10.0.0.6 expired");
        assertThat(desk.size()).isEqualTo(1);

        time.runFor(Duration.ofMinutes(9));
        assertThat(logged()).last().isEqualTo("3 registration.removed sip:alice@10.0.0.5 expired");
        assertThat(desk.size()).isZero();
        assertThat(store.count(Registered.KIND, Query.of(ACCOUNT))).isZero();
    }

    @Test
    void whoRenewsInTimeStays() {
        for (int i = 0; i < 10; i++) {
            register("a", "<sip:alice@10.0.0.5>", "600", DESK);
            time.runFor(Duration.ofMinutes(9));
        }
        assertThat(desk.size()).isEqualTo(1);
        assertThat(logged()).hasSize(1);

        time.runFor(Duration.ofMinutes(1));
        assertThat(desk.size()).isZero();
        assertThat(logged()).hasSize(2);
    }

    @Test
    void whatRanOutWhileTheServerWasDownLeavesWhenItIsUp() {
        register("a", "<sip:alice@10.0.0.5>", "60", DESK);
        desk = desk();
        time.runFor(Duration.ofHours(1));
        desk.recover();
        time.runFor(Duration.ofSeconds(1));

        assertThat(desk.size()).isZero();
        assertThat(logged()).last().isEqualTo("1 registration.removed sip:alice@10.0.0.5 expired");
    }

    @Test
    void theRowTellsHowManyEventsThereAre() {
        register("a", "<sip:alice@10.0.0.5>", "600", DESK);
        register("b", "<sip:alice@10.0.0.6>", "60", DESK);
        register("a", "<sip:alice@10.0.0.5>", "600", DESK);

        assertThat(store.list(Registered.KIND, Query.of(ACCOUNT)))
                .extracting(Registered::logged)
                .containsExactly(logged().size());
    }

    @Test
    void whatTheStoreRefusedIsNotCounted() {
        register("a", "<sip:alice@10.0.0.5>", "600", DESK);
        store.refuse("full");
        assertThat(desk.register(HOME, "alice", request("b", "Contact: <sip:alice@10.0.0.6>\r\n"), DESK))
                .isCompletedExceptionally();
        store.recover();
        register("c", "<sip:alice@10.0.0.7>", "600", DESK);
        desk = desk();
        desk.recover();
        register("d", "<sip:alice@10.0.0.8>", "600", DESK);

        assertThat(logged())
                .containsExactly(
                        "0 registration.added sip:alice@10.0.0.5 ",
                        "1 registration.added sip:alice@10.0.0.7 ",
                        "2 registration.added sip:alice@10.0.0.8 ");
    }

    @Test
    void askingChangesNothing() {
        register("a", "<sip:alice@10.0.0.5>", "600", DESK);
        Accepted asked = desk.register(HOME, "alice", request("b", "Expires: 60\r\n"), DESK)
                .toCompletableFuture()
                .join();

        assertThat(asked.registration())
                .isInstanceOfSatisfying(
                        Registration.Current.class,
                        current -> assertThat(current.bindings()).hasSize(1));
    }

    @Test
    void watchersAreToldWhoCameAndLeftButNotWhoRenewed() {
        register("a", "<sip:alice@10.0.0.5>", "600", DESK);
        register("a", "<sip:alice@10.0.0.5>", "600", DESK);
        time.runFor(Duration.ofSeconds(601));
        assertThat(told).hasSize(2).containsOnly(new Watched(ACCOUNT, "offhook", "alice"));
    }

    /// That of a new process: the timers of former ones are gone.
    private RegistrationDesk desk() {
        int process = ++starts;
        Sids sids = new Sids(new SplittableRandom(process));
        Scheduler timers = (delay, task) -> time.after(delay, () -> {
            if (process == starts) {
                task.run();
            }
        });
        EventLog log = new EventLog(store, sids);
        return new RegistrationDesk(store, log, time, timers, sids, HOME, RegistrarLimits.DEFAULT, told::add);
    }

    private List<String> logged() {
        return store.events(new EventQuery(ACCOUNT, null, 0, 100)).stream()
                .map(StoredEvent::event)
                .map(event -> event.sequence() + " " + event.type().text() + " "
                        + event.data().get("contact") + " " + event.data().getOrDefault("cause", ""))
                .toList();
    }

    private Accepted register(String callId, String contact, String expires, Flow source) {
        SipRequest request =
                request(callId, "Contact: " + contact + "\r\nExpires: " + expires + "\r\nSupported: outbound\r\n");
        return desk.register(HOME, "alice", request, source)
                .toCompletableFuture()
                .join();
    }

    private SipRequest request(String callId, String more) {
        String text = "REGISTER sip:offhook SIP/2.0\r\n"
                + "Via: SIP/2.0/UDP 10.0.0.5;branch=z9hG4bK" + ++cseq + "\r\n"
                + "From: <sip:alice@offhook>;tag=1\r\nTo: <sip:alice@offhook>\r\n"
                + "Call-ID: " + callId + "\r\nCSeq: " + cseq + " REGISTER\r\nMax-Forwards: 70\r\n"
                + more + "Content-Length: 0\r\n\r\n";
        ParseResult parsed = new SipParser(WireLimits.DEFAULT).parse(text.getBytes(StandardCharsets.UTF_8));
        return (SipRequest) ((ParseResult.Parsed) parsed).message();
    }
}
