package org.offhook.core.signalling.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.offhook.core.signalling.InviteHandler.Admission;
import org.offhook.core.signalling.SipLeg;
import org.offhook.protocols.sip.HeaderName;
import org.offhook.protocols.sip.digest.DigestAlgorithm;

/// Neighbours tell each other how much less they want (RFC 7339).
class OverloadTest {

    private static final String US = "192.0.2.1";
    private static final int CALLS = 200;

    private final World world = new World();
    private final Node node = new Node(world, US);
    private final Stranger stranger = new Stranger(world, "192.0.2.66");

    @Test
    void aNeighbourThatWantsLessGetsLessForAWhileAndCallsInProgressGoOn() {
        SipLeg first = node.call("sip:bob@192.0.2.66", "offer");
        world.run(Duration.ofMillis(50));
        assertThat(stranger.latest("INVITE").topVia().toString()).contains(";oc;oc-algo=\"loss\"");
        say(200, "oc=60;oc-algo=\"loss\";oc-validity=20000;oc-seq=5.0", "first");

        int sent = calls();
        assertThat(sent).isBetween(CALLS / 4, CALLS / 2 + 10);
        assertThat(node.heard).filteredOn("Refused 503"::equals).hasSize(CALLS - sent);
        assertThat(node.shard.counts().heldBack()).isEqualTo(CALLS - sent);
        first.info("text/plain", "goes on", Map.of());
        world.run(Duration.ofMillis(50));
        assertThat(stranger.requests()).contains("INFO");

        world.run(Duration.ofSeconds(21));
        assertThat(calls()).as("it is over by itself").isEqualTo(CALLS);
    }

    @Test
    void whatWasOvertakenIsNotFollowedAndZeroEndsIt() {
        node.call("sip:bob@192.0.2.66", "offer");
        world.run(Duration.ofMillis(50));
        say(180, "oc=100;oc-validity=20000;oc-seq=5.0", "a");
        say(180, "oc=0;oc-validity=20000;oc-seq=4.9", "a");
        assertThat(calls()).isZero();
        say(180, "oc=0;oc-validity=0;oc-seq=5.1", "a");
        assertThat(calls()).isEqualTo(CALLS);
    }

    @Test
    void whoOffersIsToldHowMuchLessIsWanted() {
        node.admit(_ -> new Admission.Refused(503, "Service Unavailable", Map.of()));
        for (int i = 0; i < 20; i++) {
            invite(i, "");
        }
        assertThat(stranger.last().topVia().toString()).doesNotContain("oc=");
        world.run(Duration.ofSeconds(1));
        invite(21, ";oc;oc-algo=\"loss\"");
        assertThat(stranger.last().topVia().toString())
                .contains("oc=100;oc-algo=\"loss\"", "oc-validity=1500", "oc-seq=");
        assertThat(node.shard.counts().loss()).isEqualTo(100);

        world.run(Duration.ofSeconds(30));
        node.admit(_ -> new Admission.Refused(404, "Not Found", Map.of()));
        invite(22, ";oc");
        assertThat(stranger.last().topVia().toString()).contains("oc=0;");
    }

    @Test
    void whoComesWhileThereIsNoRoomCostsNoMemoryAndCallsInProgressGoOn() {
        invite(1, "");
        world.run(Duration.ofMillis(50));
        int before = node.shard.counts().transactions();
        assertThat(before).isPositive();
        node.full = true;
        invite(2, "");
        world.run(Duration.ofMillis(50));
        assertThat(stranger.last().status()).isEqualTo(503);
        assertThat(stranger.last().header(HeaderName.RETRY_AFTER)).isNotNull();
        assertThat(node.shard.counts().transactions()).isEqualTo(before);
        assertThat(node.shard.counts().overloaded()).isEqualTo(1);
        assertThat(node.invites).hasSize(1);
        node.full = false;
        invite(3, "");
        world.run(Duration.ofMillis(50));
        assertThat(node.invites).hasSize(2);
    }

    /// SPEC NET-7: who is there already, and who only shows that it still is, come before who is new.
    @Test
    void callsInProgressAndRegistrationsAreServedWhileNewCallsAreNot() {
        node.passwords.put("u", "secret");
        node.script((event, leg) -> {
            if (event == null) {
                leg.answer("answer");
            }
        });
        within("INVITE", 1, "", "Content-Type: application/sdp\nContent-Length: 3\n\nv=0");
        world.run(Duration.ofMillis(50));
        String tag = stranger.last().to().tag();
        within("ACK", 1, tag, "");
        node.full = true;
        invite(2, "");
        assertThat(stranger.last().status()).isEqualTo(503);

        within("OPTIONS", 2, tag, "");
        assertThat(stranger.last().status()).isEqualTo(200);
        stranger.request(US, "REGISTER", 3, "", "");
        assertThat(stranger.last().status()).isEqualTo(401);
        String answer =
                Answers.to(stranger.last(), DigestAlgorithm.MD5, "u", "secret", "REGISTER", "sip:100@example.com");
        stranger.request(US, "REGISTER", 4, "", "Authorization: " + answer + "\n");
        world.run(Duration.ofMillis(50));
        assertThat(stranger.last().status()).isEqualTo(200);
        assertThat(node.bindings).containsKey("u");
        within("BYE", 3, tag, "");
        assertThat(stranger.last().status()).isEqualTo(200);
    }

    private void within(String method, int number, String tag, String more) {
        stranger.say(
                US,
                stranger.text(method, number, tag, more)
                        .replace("call-of", "call-1")
                        .replace("branch=z9hG4bK", "branch=z9hG4bKin"));
    }

    private void invite(int number, String offer) {
        stranger.say(
                US,
                stranger.text("INVITE", number, "", "")
                        .replace("call-of", "call-" + number)
                        .replace("branch=", "x=y" + offer + ";branch="));
    }

    /// Calls, and how many were sent.
    private int calls() {
        int before = invites();
        for (int i = 0; i < CALLS; i++) {
            SipLeg leg = node.call("sip:bob@192.0.2.66", "offer");
            leg.hangUp();
        }
        world.run(Duration.ofMillis(100));
        return invites() - before;
    }

    private int invites() {
        return (int) stranger.requests().stream().filter("INVITE"::equals).count();
    }

    /// Answers the first INVITE with these parameters in its Via.
    private void say(int status, String overload, String tag) {
        stranger.reply(US, "INVITE", status, tag, "", via -> via.replace(";oc;oc-algo=\"loss\"", ";" + overload));
    }
}
