package org.offhook.core.signalling.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.offhook.core.signalling.LegEvent;
import org.offhook.core.signalling.SipLeg;
import org.offhook.protocols.sip.HeaderName;
import org.offhook.protocols.sip.SipResponse;

/// Before the answer: reliable provisional responses (RFC 3262), UPDATE (RFC 3311), forking (RFC 3261
/// §13.2.2.4).
class EarlyDialogsTest {

    private static final String US = "192.0.2.1";
    private static final String OFFER = "Content-Type: application/sdp\nContent-Length: 5\n\noffer";
    private static final String ANSWER = "Content-Type: application/sdp\nContent-Length: 6\n\nanswer";

    private final World world = new World();
    private final Node node = new Node(world, US);
    private final Stranger stranger = new Stranger(world, "192.0.2.66");

    private void assertNothingIsLeft() {
        world.run(Duration.ofSeconds(140));
        assertThat(node.isEmpty()).isTrue();
    }

    private SipLeg call() {
        SipLeg leg = node.call("sip:bob@192.0.2.66", "offer");
        world.run(Duration.ofMillis(100));
        return leg;
    }

    private void invited(String fields, String body) {
        stranger.request(US, "INVITE", 1, "", fields.isEmpty() ? body : fields + "\n" + body);
        world.run(Duration.ofMillis(50));
    }

    // ---- called

    @Test
    void earlyMediaGoesOutReliablyAndTheAnswerWaitsForThePrack() {
        node.script((event, leg) -> {
            if (event == null) {
                leg.progress(183, "early");
                leg.answer("early");
            }
        });
        invited("Supported: 100rel", OFFER);
        world.run(Duration.ofSeconds(3));
        assertThat(stranger.statuses()).containsExactly(100, 183, 183, 183);
        String rseq = stranger.last().header(HeaderName.RSEQ);
        String tag = stranger.last().to().tag();
        assertThat(stranger.last().headers().tokens(HeaderName.REQUIRE)).containsExactly("100rel");
        assertThat(stranger.last().body().text()).isEqualTo("early");
        stranger.request(US, "PRACK", 2, tag, "RAck: " + (Integer.parseInt(rseq) + 1) + " 1 INVITE");
        assertThat(stranger.last().status()).isEqualTo(481);
        stranger.request(US, "PRACK", 3, tag, "RAck: " + rseq + " 1 INVITE");
        world.run(Duration.ofMillis(50));
        assertThat(stranger.statuses()).endsWith(200, 200);
        assertThat(stranger.last().cseq().toString()).isEqualTo("1 INVITE");
        assertThat(stranger.last().body().isEmpty()).isTrue();
        stranger.request(US, "ACK", 1, tag, "");
        stranger.request(US, "BYE", 4, tag, "");
        assertThat(node.heard).containsExactly("Invited offer", "Confirmed", "Ended REMOTE 200");
        assertNothingIsLeft();
    }

    @Test
    void whoDoesNotKnowReliableResponsesGetsPlainOnes() {
        node.script((event, leg) -> {
            if (event == null) {
                leg.progress(183, "early");
            }
        });
        invited("Supported: timer", OFFER);
        world.run(Duration.ofSeconds(3));
        assertThat(stranger.statuses()).containsExactly(100, 183);
        assertThat(stranger.last().header(HeaderName.RSEQ)).isNull();
    }

    @Test
    void whoInsistsGetsThemOneAfterTheOther() {
        node.script((event, leg) -> {
            if (event == null) {
                leg.progress(180, null);
                leg.progress(183, "early");
            }
        });
        invited("Require: 100rel", OFFER);
        assertThat(stranger.statuses()).containsExactly(100, 180);
        long first = Long.parseLong(stranger.last().header(HeaderName.RSEQ));
        String tag = stranger.last().to().tag();
        stranger.request(US, "PRACK", 2, tag, "RAck: " + first + " 1 INVITE");
        assertThat(stranger.statuses()).endsWith(200, 183);
        assertThat(stranger.last().header(HeaderName.RSEQ)).isEqualTo(Long.toString(first + 1));
        stranger.request(US, "CANCEL", 1, "", "");
        assertNothingIsLeft();
    }

    @Test
    void withoutAPrackTheInviteIsRefusedInTheEnd() {
        node.script((event, leg) -> {
            if (event == null) {
                leg.progress(183, "early");
            }
        });
        invited("Supported: 100rel", OFFER);
        world.run(Duration.ofSeconds(33));
        assertThat(stranger.statuses()).contains(504);
        assertThat(node.heard).last().isEqualTo("Ended LOST 408");
        assertNothingIsLeft();
    }

    @Test
    void anOfferOfOursInAProvisionalResponseIsAnsweredByThePrack() {
        node.script((event, leg) -> {
            if (event == null) {
                leg.progress(183, "our offer");
            } else if (event instanceof LegEvent.Renegotiated) {
                leg.answer("unused");
            }
        });
        invited("Supported: 100rel", "");
        String rack = "RAck: " + stranger.last().header(HeaderName.RSEQ) + " 1 INVITE\n";
        String tag = stranger.last().to().tag();
        stranger.request(US, "PRACK", 2, tag, rack + ANSWER);
        world.run(Duration.ofMillis(50));
        assertThat(node.heard).containsExactly("Invited null", "Renegotiated answer");
        assertThat(stranger.statuses()).endsWith(200, 200);
        assertThat(stranger.last().body().isEmpty()).isTrue();
        stranger.request(US, "ACK", 1, tag, "");
        assertThat(node.heard).last().isEqualTo("Confirmed");
        node.incoming().hangUp();
        assertNothingIsLeft();
    }

    @Test
    void aPrackWithAnOfferIsAnsweredByTheScript() {
        node.script((event, leg) -> {
            if (event == null) {
                leg.progress(183, "early");
            } else if (event instanceof LegEvent.Reoffered offer) {
                leg.agree(offer, "second answer");
            }
        });
        invited("Supported: 100rel", OFFER);
        String rack = "RAck: " + stranger.last().header(HeaderName.RSEQ) + " 1 INVITE\n";
        stranger.request(US, "PRACK", 2, stranger.last().to().tag(), rack + OFFER);
        world.run(Duration.ofMillis(50));
        assertThat(stranger.last().cseq().toString()).isEqualTo("2 PRACK");
        assertThat(stranger.last().body().text()).isEqualTo("second answer");
    }

    @Test
    void anUpdateBeforeTheAnswerIsTakenOnceOfferAndAnswerAreDone() {
        node.script((event, leg) -> {
            if (event == null) {
                leg.progress(183, "early");
            } else if (event instanceof LegEvent.Reoffered offer) {
                leg.agree(offer, "updated");
            }
        });
        invited("Require: 100rel", OFFER);
        String rseq = stranger.last().header(HeaderName.RSEQ);
        String tag = stranger.last().to().tag();
        stranger.request(US, "PRACK", 2, tag, "RAck: " + rseq + " 1 INVITE");
        stranger.request(US, "UPDATE", 3, tag, OFFER);
        world.run(Duration.ofMillis(50));
        assertThat(stranger.last().cseq().toString()).isEqualTo("3 UPDATE");
        assertThat(stranger.last().body().text()).isEqualTo("updated");
        node.incoming().answer("early");
        world.run(Duration.ofMillis(50));
        assertThat(stranger.last().cseq().toString()).isEqualTo("1 INVITE");
        stranger.request(US, "ACK", 1, tag, "");
        node.incoming().hangUp();
        assertNothingIsLeft();
    }

    /// The script answers the INVITE while the UPDATE still waits in its mailbox: each answer goes where it belongs.
    @Test
    void anAnswerToTheInviteIsNoAnswerToAnUpdate() {
        node.script((event, leg) -> {
            if (event == null) {
                leg.progress(183, "early");
            }
        });
        invited("Require: 100rel", OFFER);
        String rseq = stranger.last().header(HeaderName.RSEQ);
        String tag = stranger.last().to().tag();
        stranger.request(US, "PRACK", 2, tag, "RAck: " + rseq + " 1 INVITE");
        stranger.request(US, "UPDATE", 3, tag, OFFER);
        node.incoming().answer("early");
        world.run(Duration.ofMillis(50));
        assertThat(stranger.statuses()).as("neither is answered yet").endsWith(183, 200);
        node.incoming().agree(node.offers.getFirst(), "updated");
        world.run(Duration.ofMillis(50));
        List<SipResponse> last = stranger.responses();
        assertThat(last.get(last.size() - 2).cseq().toString()).isEqualTo("3 UPDATE");
        assertThat(last.get(last.size() - 2).body().text()).isEqualTo("updated");
        assertThat(last.getLast().cseq().toString()).isEqualTo("1 INVITE");
        assertThat(last.getLast().body().isEmpty()).isTrue();
        stranger.request(US, "ACK", 1, tag, "");
        node.incoming().hangUp();
        assertNothingIsLeft();
    }

    @Test
    void aRefusalOfTheCallEndsAnUpdateThatWaits() {
        node.script((event, leg) -> {
            if (event == null) {
                leg.progress(183, "early");
            }
        });
        invited("Require: 100rel", OFFER);
        String rseq = stranger.last().header(HeaderName.RSEQ);
        String tag = stranger.last().to().tag();
        stranger.request(US, "PRACK", 2, tag, "RAck: " + rseq + " 1 INVITE");
        stranger.request(US, "UPDATE", 3, tag, OFFER);
        node.incoming().refuse(486, "Busy", Map.of());
        world.run(Duration.ofMillis(50));
        assertThat(stranger.statuses()).endsWith(486, 487);
        stranger.request(US, "ACK", 1, tag, "");
        assertNothingIsLeft();
    }

    @Test
    void anUpdateWhileOurAnswerIsOwedIsRefused() {
        node.script((event, leg) -> {
            if (event == null) {
                leg.progress(180, null);
            }
        });
        invited("", OFFER);
        stranger.request(US, "UPDATE", 2, stranger.last().to().tag(), OFFER);
        assertThat(stranger.last().status()).isEqualTo(500);
        assertThat(stranger.last().header(HeaderName.RETRY_AFTER)).isNotNull();
    }

    // ---- calling

    @Test
    void whatIsSaidReliablyIsAcknowledgedOnceAndInOrder() {
        call();
        stranger.reply(US, "INVITE", 183, "a", "Require: 100rel\nRSeq: 10\n" + ANSWER);
        assertThat(stranger.latest("PRACK").header(HeaderName.RACK)).isEqualTo("10 1 INVITE");
        assertThat(stranger.latest("PRACK").to().tag()).isEqualTo("a");
        stranger.reply(US, "PRACK", 200, "", "");
        stranger.reply(US, "INVITE", 183, "a", "Require: 100rel\nRSeq: 10\n" + ANSWER);
        stranger.reply(US, "INVITE", 180, "a", "Require: 100rel\nRSeq: 12\n");
        assertThat(stranger.requests()).containsOnlyOnce("PRACK");
        stranger.reply(US, "INVITE", 180, "a", "Require: 100rel\nRSeq: 11\n");
        assertThat(stranger.latest("PRACK").header(HeaderName.RACK)).isEqualTo("11 1 INVITE");
        assertThat(stranger.latest("PRACK").cseq().number()).isEqualTo(3);
        assertThat(node.heard).containsExactly("Ringing 183 answer", "Ringing 180 null");
        stranger.reply(US, "PRACK", 200, "", "");
        stranger.reply(US, "INVITE", 200, "a", "Content-Type: application/sdp\nContent-Length: 5\n\nother");
        assertThat(node.heard).last().isEqualTo("Answered null");
        assertThat(stranger.latest("ACK").cseq().number()).isEqualTo(1);
    }

    @Test
    void theCalleeMayUpdateBeforeItAnswers() {
        SipLeg leg = call();
        node.script((event, _) -> {
            if (event instanceof LegEvent.Reoffered offer) {
                leg.agree(offer, "updated");
            }
        });
        stranger.within(US, "UPDATE", 1, "a", OFFER);
        assertThat(stranger.last().status()).isEqualTo(481);
        stranger.reply(US, "INVITE", 180, "a", "");
        stranger.within(US, "UPDATE", 2, "a", OFFER);
        assertThat(stranger.last().status()).as("our offer is open").isEqualTo(491);
        stranger.reply(US, "INVITE", 183, "a", "Require: 100rel\nRSeq: 1\n" + ANSWER);
        stranger.reply(US, "PRACK", 200, "", "");
        stranger.within(US, "UPDATE", 3, "a", OFFER);
        world.run(Duration.ofMillis(50));
        assertThat(stranger.last().status()).isEqualTo(200);
        assertThat(stranger.last().body().text()).isEqualTo("updated");
    }

    @Test
    void anOfferInAReliableResponseIsAnsweredInThePrack() {
        SipLeg leg = node.call("sip:bob@192.0.2.66", null);
        node.script((event, _) -> {
            if (event instanceof LegEvent.Reoffered offer) {
                leg.agree(offer, "our answer");
            }
        });
        world.run(Duration.ofMillis(100));
        stranger.reply(US, "INVITE", 183, "a", "Require: 100rel\nRSeq: 7\n" + OFFER);
        world.run(Duration.ofMillis(50));
        assertThat(stranger.latest("PRACK").body().text()).isEqualTo("our answer");
        stranger.reply(US, "PRACK", 200, "", "");
        stranger.reply(US, "INVITE", 200, "a", "");
        assertThat(stranger.latest("ACK").body().isEmpty()).isTrue();
        assertThat(node.heard).containsExactly("Ringing 183 null", "Reoffered offer", "Answered null");
    }

    @Test
    void ofSeveralPlacesThatRingTheFirstToAnswerIsTaken() {
        SipLeg leg = call();
        stranger.reply(US, "INVITE", 183, "a", "Require: 100rel\nRSeq: 1\n" + ANSWER);
        stranger.reply(US, "PRACK", 200, "", "");
        stranger.reply(US, "INVITE", 183, "b", "Content-Type: application/sdp\nContent-Length: 3\n\nsee");
        stranger.reply(US, "INVITE", 180, "c", "");
        assertThat(node.heard).containsExactly("Ringing 183 answer", "Ringing 183 see", "Ringing 180 null");
        assertThat(node.shard.counts().dialogs()).isEqualTo(3);
        stranger.reply(US, "INVITE", 200, "b", ANSWER);
        assertThat(node.heard).last().isEqualTo("Answered answer");
        assertThat(node.shard.counts().dialogs()).isEqualTo(1);
        stranger.reply(US, "INVITE", 200, "c", ANSWER);
        assertThat(stranger.latest("ACK").to().tag()).isEqualTo("c");
        assertThat(stranger.latest("BYE").to().tag()).isEqualTo("c");
        stranger.reply(US, "BYE", 200, "", "");
        stranger.within(US, "UPDATE", 5, "a", "");
        assertThat(stranger.last().status()).isEqualTo(481);
        assertThat(node.heard).last().isEqualTo("Answered answer");
        leg.hangUp();
        world.run(Duration.ofMillis(50));
        assertThat(stranger.latest("BYE").to().tag()).isEqualTo("b");
        assertNothingIsLeft();
    }

    @Test
    void morePlacesThanTheLimitRingUnheard() {
        SipLeg leg = call();
        for (int i = 0; i < 40; i++) {
            stranger.reply(US, "INVITE", 180, "t" + i, "");
        }
        assertThat(node.shard.counts().dialogs()).isEqualTo(16);
        leg.hangUp();
        world.run(Duration.ofMillis(50));
        stranger.reply(US, "CANCEL", 200, "x", "");
        stranger.reply(US, "INVITE", 487, "x", "");
        assertNothingIsLeft();
    }

    @Test
    void nothingIsLeftOfReliableCallsHoweverBadTheNetwork() {
        Node other = new Node(world, "192.0.2.2");
        other.script((event, leg) -> {
            if (event == null) {
                leg.progress(180, null);
                leg.progress(183, "early");
                leg.answer("early");
            }
        });
        world.lose(0.3, 7);
        for (int i = 0; i < 200; i++) {
            SipLeg leg = node.call("sip:bob@192.0.2.2", "offer");
            world.after(20_000_000_000L, leg::hangUp);
            world.run(Duration.ofMillis(300));
        }
        world.run(Duration.ofMinutes(5));
        assertThat(node.isEmpty()).isTrue();
        assertThat(other.isEmpty()).isTrue();
        assertThat(node.heard).contains("Answered null", "Ringing 183 early");
    }

    @Test
    void aRefusalOfAnEarlyUpdateLeavesTheCallRinging() {
        SipLeg leg = call();
        node.script((event, _) -> {
            if (event instanceof LegEvent.Reoffered offer) {
                leg.decline(offer);
            }
        });
        stranger.reply(US, "INVITE", 183, "a", "Require: 100rel\nRSeq: 1\n" + ANSWER);
        stranger.reply(US, "PRACK", 200, "", "");
        stranger.within(US, "UPDATE", 3, "a", OFFER);
        world.run(Duration.ofMillis(50));
        assertThat(stranger.last().status()).isEqualTo(488);
        stranger.reply(US, "INVITE", 200, "a", "");
        assertThat(node.heard).last().isEqualTo("Answered null");
    }
}
