package org.offhook.core.signalling.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.offhook.core.signalling.InviteHandler.Admission;
import org.offhook.core.signalling.net.Flow;
import org.offhook.core.web.AllowedDestination;
import org.offhook.core.web.DestinationPolicy;
import org.offhook.protocols.sip.SipRequest;

/// A name with several addresses (RFC 3263 §4.3).
class FailoverTest {

    private final World world = new World();
    private final Node caller = new Node(world, "192.0.2.1");
    private final Node first = new Node(world, "192.0.2.2");
    private final Node second = new Node(world, "192.0.2.3");

    FailoverTest() {
        caller.resolver(_ -> List.of(Flow.udp("192.0.2.2", 5060), Flow.udp("192.0.2.3", 5060)));
        second.script((event, leg) -> {
            if (event == null) {
                leg.answer("second");
            }
        });
    }

    private void call() {
        caller.call("sip:bob@example.com", "offer");
        world.run(Duration.ofSeconds(40));
    }

    @Test
    void whoIsOverloadedIsFollowedByTheNextAddress() {
        first.admit(_ -> new Admission.Refused(503, "Service Unavailable", Map.of()));
        call();
        assertThat(caller.heard).containsExactly("Answered second");
        assertThat(world.ladder())
                .startsWith(
                        "192.0.2.1 > 192.0.2.2 INVITE",
                        "192.0.2.2 > 192.0.2.1 100",
                        "192.0.2.2 > 192.0.2.1 503",
                        "192.0.2.1 > 192.0.2.2 ACK",
                        "192.0.2.1 > 192.0.2.3 INVITE");
    }

    @Test
    void whoSaysNothingIsFollowedByTheNextAddress() {
        caller.resolver(_ -> List.of(Flow.udp("192.0.2.99", 5060), Flow.udp("192.0.2.3", 5060)));
        call();
        assertThat(caller.heard).containsExactly("Answered second");
    }

    /// RFC 3263 §4.3: who failed is left alone for a while, asked by OPTIONS, and then tried first again.
    @Test
    void aPlaceThatFailedIsTriedLastUntilItAnswersAProbe() {
        caller.resolver(_ -> List.of(Flow.udp("192.0.2.99", 5060), Flow.udp("192.0.2.3", 5060)));
        caller.call("sip:bob@example.com", "offer");
        world.run(Duration.ofSeconds(5));
        assertThat(caller.shard.counts().placesDown()).isEqualTo(1);
        int silent = invites("192.0.2.99");
        caller.call("sip:bob@example.com", "offer");
        world.run(Duration.ofSeconds(1));
        assertThat(caller.heard).containsExactly("Answered second", "Answered second");
        assertThat(invites("192.0.2.99")).isEqualTo(silent);

        world.run(Duration.ofSeconds(70));
        assertThat(world.ladder()).contains("192.0.2.1 > 192.0.2.99 OPTIONS");
        assertThat(caller.shard.counts().placesDown()).isEqualTo(1);
        Node back = new Node(world, "192.0.2.99");
        world.run(Duration.ofSeconds(70));
        assertThat(caller.shard.counts().placesDown()).isZero();
        caller.call("sip:bob@example.com", "offer");
        world.run(Duration.ofSeconds(1));
        assertThat(back.heard).containsExactly("Invited offer");
    }

    @Test
    void whoSaysWhenToComeBackIsAskedThenAndNotBefore() {
        first.admit(_ -> new Admission.Refused(503, "Service Unavailable", Map.of("Retry-After", "120")));
        call();
        world.run(Duration.ofSeconds(70));
        assertThat(world.ladder()).noneMatch(line -> line.endsWith("OPTIONS"));
        world.run(Duration.ofSeconds(20));
        assertThat(world.ladder()).contains("192.0.2.1 > 192.0.2.2 OPTIONS");
        assertThat(caller.shard.counts().placesDown()).isZero();
    }

    @Test
    void whenAllPlacesAreDownTheyAreTriedForAllThat() {
        first.admit(_ -> new Admission.Refused(503, "Service Unavailable", Map.of()));
        call();
        assertThat(caller.shard.counts().placesDown()).isZero();
        caller.resolver(_ -> List.of(Flow.udp("192.0.2.98", 5060), Flow.udp("192.0.2.99", 5060)));
        call();
        call();
        assertThat(caller.heard).containsExactly("Answered second", "Refused 408", "Refused 408");
        assertThat(invites("192.0.2.98")).isPositive();
    }

    @Test
    void aPlaceThatStaysAwayIsForgotten() {
        caller.resolver(_ -> List.of(Flow.udp("192.0.2.99", 5060), Flow.udp("192.0.2.3", 5060)));
        call();
        world.run(Duration.ofHours(2));
        assertThat(caller.shard.counts().placesDown()).isZero();
        assertThat(world.messages("OPTIONS")).as("repetitions included").hasSizeLessThan(100);
    }

    private int invites(String address) {
        return (int) world.ladder().stream()
                .filter(line -> line.endsWith("> " + address + " INVITE"))
                .count();
    }

    @Test
    void anotherRefusalIsTheLastWord() {
        first.admit(_ -> new Admission.Refused(486, "Busy Here", Map.of()));
        call();
        assertThat(caller.heard).containsExactly("Refused 486");
    }

    @Test
    void whenAllAreOverloadedTheLastRefusalIsTold() {
        first.admit(_ -> new Admission.Refused(503, "Service Unavailable", Map.of()));
        second.admit(_ -> new Admission.Refused(503, "Service Unavailable", Map.of()));
        call();
        assertThat(caller.heard).containsExactly("Refused 503");
    }

    @Test
    void onlyAddressesThatTheOrderAdmitsAreTried() {
        DestinationPolicy guarded = DestinationPolicy.guarded(
                AllowedDestination.parse("192.0.2.3").stream().toList());
        caller.resolver(_ -> List.of(Flow.udp("10.0.0.7", 5060), Flow.udp("192.0.2.3", 5060)));
        caller.call("sip:bob@example.com", "offer", null, guarded);
        world.run(Duration.ofSeconds(40));
        assertThat(caller.heard).containsExactly("Answered second");
        assertThat(world.ladder()).noneMatch(line -> line.contains("10.0.0.7"));
    }

    /// RFC 3327 §5.3, and the first proxy is one that the order must admit.
    @Test
    void proxiesOnTheWayAreNamedInTheInviteAndTheFirstGetsIt() {
        Stranger proxy = new Stranger(world, "192.0.2.50");
        String path = "<sip:192.0.2.50;lr>, <sip:192.0.2.51;lr>";
        caller.call("sip:bob@10.0.0.5", path, "offer", null, null);
        world.run(Duration.ofMillis(100));
        SipRequest invite = (SipRequest) proxy.heard.getFirst();
        assertThat(invite.uri()).hasToString("sip:bob@10.0.0.5");
        assertThat(invite.headers().toString()).contains("<sip:192.0.2.50;lr>", "<sip:192.0.2.51;lr>");

        DestinationPolicy guarded = DestinationPolicy.guarded(List.of());
        caller.call("sip:bob@10.0.0.5", "<sip:10.0.0.1;lr>", "offer", null, guarded);
        world.run(Duration.ofMillis(100));
        assertThat(caller.heard).containsExactly("NotAdmitted 10.0.0.1");
    }

    /// RFC 3261 §9.1: the phone whose INVITE was given up in silence rings after all.
    @Test
    void whoRingsAfterItWasGivenUpIsCancelled() {
        Stranger late = lateAfterSilence();
        late.reply("192.0.2.1", "INVITE", 180, "late", "");
        assertThat(late.requests()).containsOnlyOnce("CANCEL");
        late.reply("192.0.2.1", "INVITE", 180, "late", "");
        late.reply("192.0.2.1", "CANCEL", 200, "late", "");
        late.reply("192.0.2.1", "INVITE", 487, "late", "");
        assertThat(late.requests()).containsOnlyOnce("CANCEL").endsWith("ACK");
        assertThatTheSecondHasTheCall();
    }

    /// RFC 3261 §13.2.2.4: nobody is left in a call with no one.
    @Test
    void whoAnswersAfterItWasGivenUpIsAcknowledgedAndSentABye() {
        Stranger late = lateAfterSilence();
        late.reply("192.0.2.1", "INVITE", 200, "late", "");
        assertThat(late.requests()).endsWith("ACK", "BYE");
        late.reply("192.0.2.1", "INVITE", 200, "late", "");
        assertThat(late.requests()).filteredOn("ACK"::equals).hasSize(2);
        late.reply("192.0.2.1", "BYE", 200, "late", "");
        assertThatTheSecondHasTheCall();
    }

    @Test
    void anInviteThatWasGivenUpIsRepeatedNoMore() {
        Stranger late = lateAfterSilence();
        int sent = late.requests().size();
        world.run(Duration.ofSeconds(20));
        assertThat(late.requests()).hasSize(sent).containsOnly("INVITE");
        assertThatTheSecondHasTheCall();
    }

    /// A phone that gets the INVITE and says nothing until the caller has gone on to the second address.
    private Stranger lateAfterSilence() {
        Stranger late = new Stranger(world, "192.0.2.99");
        caller.resolver(_ -> List.of(Flow.udp("192.0.2.99", 5060), Flow.udp("192.0.2.3", 5060)));
        caller.call("sip:bob@example.com", "offer");
        world.run(Duration.ofSeconds(4));
        assertThat(caller.heard).containsExactly("Answered second");
        return late;
    }

    private void assertThatTheSecondHasTheCall() {
        world.run(Duration.ofSeconds(70));
        assertThat(caller.heard).containsExactly("Answered second");
        assertThat(caller.shard.counts().dialogs()).isEqualTo(1);
        assertThat(caller.shard.counts().transactions()).isZero();
    }
}
