package org.offhook.core.signalling.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offhook.core.signalling.DialogLimits;
import org.offhook.core.signalling.GuessLimits;
import org.offhook.core.signalling.InviteHandler.Admission;
import org.offhook.core.signalling.OutageLimits;
import org.offhook.core.signalling.OutgoingInvite.Credentials;
import org.offhook.core.signalling.SignallingLimits;
import org.offhook.core.signalling.SubscriptionLimits;
import org.offhook.protocols.sip.Body;
import org.offhook.protocols.sip.HeaderName;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.SipResponse;
import org.offhook.protocols.sip.digest.DigestAlgorithm;
import org.offhook.protocols.sip.wire.SipWriter;

/// What a shard does with messages that no well-behaved peer of its own kind would send.
class StrangersTest {

    private static final String US = "192.0.2.1";
    private static final String OFFER = "Content-Type: application/sdp\nContent-Length: 5\n\noffer";

    private final World world = new World();
    private final Node node = new Node(world, US);
    private final Stranger stranger = new Stranger(world, "192.0.2.66");

    @ParameterizedTest
    @CsvSource({
        "BYE, 481",
        "INFO, 481",
        "CANCEL, 481",
        "MESSAGE, 401",
        "SUBSCRIBE, 489",
        "PUBLISH, 489",
        "DANCE, 501",
        "OPTIONS, 200"
    })
    void aRequestOutsideOfAnyDialogIsAnswered(String method, int status) {
        stranger.request(US, method, 1, "", "");
        assertThat(stranger.statuses()).containsExactly(status);
        assertThat(stranger.last().to().tag()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"BYE, 481", "INVITE, 481", "INFO, 481"})
    void aRequestOfADialogThatIsNotKnownIsAnswered(String method, int status) {
        stranger.request(US, method, 1, "who", "");
        assertThat(stranger.statuses()).containsExactly(status);
    }

    @Test
    void optionsSayWhatIsServed() {
        stranger.request(US, "OPTIONS", 1, "", "");
        assertThat(stranger.last().header(HeaderName.ALLOW)).contains("INVITE", "REGISTER");
        assertThat(stranger.last().header(HeaderName.ACCEPT)).isEqualTo("application/sdp");
    }

    @Test
    void anAckAndAResponseToNothingAreDropped() {
        stranger.request(US, "ACK", 1, "who", "");
        stranger.say(US, """
                SIP/2.0 200 OK
                Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKx
                From: <sip:a@x>;tag=1
                To: <sip:b@x>;tag=2
                Call-ID: c
                CSeq: 1 INVITE

                """);
        assertThat(stranger.heard).isEmpty();
        assertThat(node.shard.counts().stray()).isEqualTo(2);
        assertThat(node.shard.latest()).isEqualTo(node.shard.counts());
        assertThat(node.shard.latest().plus(node.shard.latest()).stray()).isEqualTo(4);
    }

    @Test
    void anAnswerGoesWhereTheRequestCameFromWhateverItsViaSays() {
        Stranger canary = new Stranger(world, "192.0.2.99");
        stranger.say(
                US,
                stranger.text("OPTIONS", 1, "", "")
                        .replace(
                                "UDP 192.0.2.66;",
                                "UDP 192.0.2.99:9999;maddr=192.0.2.99;received=192.0.2.99;rport=7;"));
        assertThat(stranger.statuses()).containsExactly(200);
        assertThat(stranger.last().topVia().received()).isEqualTo("192.0.2.66");
        assertThat(canary.heard).isEmpty();
    }

    @Test
    void aMalformedRequestIsToldWhatIsWrong() {
        stranger.say(US, stranger.text("OPTIONS", 1, "", "").replace("Max-Forwards: 70", "Max-Forwards: x"));
        assertThat(stranger.statuses()).containsExactly(400);
        assertThat(stranger.last().reason()).contains("Max-Forwards");
        assertThat(node.isEmpty()).isTrue();
    }

    @Test
    void aRepeatedRequestGetsTheSameAnswer() {
        stranger.request(US, "OPTIONS", 1, "", "");
        stranger.request(US, "OPTIONS", 1, "", "");
        assertThat(stranger.heard.get(0)).isEqualTo(stranger.heard.get(1));
        assertThat(node.shard.counts().transactions()).isEqualTo(1);
    }

    @Test
    void aRequestThatComesByTwoWaysIsServedOnce() {
        stranger.request(US, "INVITE", 1, "", OFFER);
        stranger.say(US, stranger.text("INVITE", 1, "", OFFER).replace("z9hG4bKINVITE1", "z9hG4bKother"));
        assertThat(stranger.statuses()).containsExactly(100, 482);
        assertThat(node.invites).hasSize(1);
    }

    @Test
    void anInviteThatMayGoNoFurtherIsRefused() {
        stranger.say(US, stranger.text("INVITE", 1, "", OFFER).replace("Max-Forwards: 70", "Max-Forwards: 0"));
        assertThat(stranger.statuses()).containsExactly(483);
    }

    @Test
    void beyondTheLimitCallersAreToldToComeBack() {
        SignallingLimits few = new SignallingLimits(
                SignallingLimits.STANDARD.wire(),
                SignallingLimits.STANDARD.datagram(),
                10,
                2,
                2,
                100,
                100,
                Duration.ofMinutes(1),
                Duration.ofSeconds(30),
                64,
                Duration.ofMinutes(5),
                GuessLimits.STANDARD,
                5,
                30,
                DialogLimits.STANDARD,
                SubscriptionLimits.STANDARD,
                OutageLimits.STANDARD);
        Node small = new Node(world, "192.0.2.3", few);
        for (int i = 1; i <= 3; i++) {
            stranger.say("192.0.2.3", stranger.text("INVITE", i, "", OFFER).replace("call-of", "call-" + i));
        }
        assertThat(stranger.statuses()).containsExactly(100, 100, 503);
        assertThat(Integer.parseInt(stranger.last().header(HeaderName.RETRY_AFTER)))
                .isBetween(5, 30);
        assertThat(small.shard.counts().overloaded()).isEqualTo(1);
        small.incoming().refuse(486, "Busy", Map.of());
        stranger.say("192.0.2.3", stranger.text("INVITE", 4, "", OFFER));
        assertThat(stranger.statuses()).endsWith(503, 486, 100);
    }

    @Test
    void aByeMayEndWhatIsNotAnswered() {
        stranger.request(US, "INVITE", 1, "", OFFER);
        node.incoming().progress(180, null);
        world.run(Duration.ofMillis(30));
        stranger.request(US, "BYE", 2, stranger.last().to().tag(), "");
        assertThat(stranger.statuses()).contains(180, 200, 487);
        assertThat(node.heard).last().isEqualTo("Ended REMOTE 487");
    }

    @Test
    void whoForgetsToAcknowledgeButGoesOnHasAcknowledged() {
        stranger.request(US, "INVITE", 1, "", OFFER);
        node.incoming().answer("answer");
        world.run(Duration.ofMillis(30));
        String tag = stranger.last().to().tag();
        stranger.request(US, "INVITE", 2, tag, OFFER);
        assertThat(node.heard).containsExactly("Invited offer", "Confirmed", "Reoffered offer");
        stranger.request(US, "INVITE", 3, tag, OFFER);
        assertThat(stranger.last().status()).isEqualTo(500);
        assertThat(stranger.last().header(HeaderName.RETRY_AFTER)).isNotNull();
        stranger.request(US, "BYE", 1, tag, "");
        assertThat(stranger.last().status()).isEqualTo(500);
        stranger.request(US, "CANCEL", 2, tag, "");
        assertThat(stranger.statuses()).contains(487);
    }

    /// The script is still busy with a re-INVITE that was cancelled: its answer goes to no other.
    @Test
    void anAnswerToAnOfferThatWasTakenBackAnswersNoOther() {
        stranger.request(US, "INVITE", 1, "", OFFER);
        node.incoming().answer("answer");
        world.run(Duration.ofMillis(30));
        String tag = stranger.last().to().tag();
        stranger.request(US, "ACK", 1, tag, "");
        stranger.request(US, "INVITE", 2, tag, OFFER);
        stranger.request(US, "CANCEL", 2, tag, "");
        stranger.request(US, "ACK", 2, tag, "");
        stranger.request(US, "INVITE", 3, tag, OFFER);
        node.incoming().agree(node.offers.getFirst(), "answer to the first");
        node.incoming().decline(node.offers.getFirst());
        world.run(Duration.ofMillis(30));
        assertThat(stranger.last().status()).isEqualTo(100);
        node.incoming().agree(node.offers.getLast(), "answer to the second");
        world.run(Duration.ofMillis(30));
        assertThat(stranger.last().body().text()).isEqualTo("answer to the second");
    }

    @Test
    void aReInviteWithoutAnOfferGetsOne() {
        stranger.request(US, "INVITE", 1, "", OFFER);
        node.incoming().answer("answer");
        world.run(Duration.ofMillis(30));
        String tag = stranger.last().to().tag();
        stranger.request(US, "ACK", 1, tag, "");
        stranger.request(US, "INVITE", 2, tag, "");
        node.incoming().agree(node.offers.getLast(), "offer of ours");
        world.run(Duration.ofMillis(30));
        assertThat(stranger.last().body().text()).isEqualTo("offer of ours");
        stranger.request(US, "ACK", 2, tag, "Content-Type: application/sdp\nContent-Length: 6\n\nanswer");
        assertThat(node.heard).endsWith("Reoffered null", "Renegotiated answer");
    }

    @Test
    void ofSeveralAnswersTheFirstIsTakenAndTheOthersAreEnded() {
        node.call("sip:bob@192.0.2.66", "offer");
        world.run(Duration.ofMillis(30));
        SipRequest invite = (SipRequest) stranger.heard.getFirst();
        for (String tag : List.of("one", "two", "two", "one")) {
            stranger.say(
                    US,
                    new SipWriter()
                            .write(SipResponse.to(invite, 200, tag)
                                    .header(HeaderName.CONTACT, "<sip:bob@192.0.2.66>")
                                    .body("application/sdp", Body.of("answer"))
                                    .build()));
        }
        assertThat(node.heard).containsExactly("Answered answer");
        assertThat(stranger.requests()).startsWith("INVITE", "ACK", "ACK", "BYE", "ACK", "ACK");
        SipRequest bye = (SipRequest) stranger.heard.stream()
                .filter(message -> message instanceof SipRequest request
                        && request.method().name().equals("BYE"))
                .findFirst()
                .orElseThrow();
        assertThat(bye.to().tag()).isEqualTo("two");
    }

    @Test
    void credentialsGoOnlyToTheRealmTheyAreFor() {
        node.call("sip:bob@192.0.2.66", "offer", new Credentials("trunk", "secret", "carrier.example"));
        world.run(Duration.ofMillis(30));
        challenge(407, "Proxy-Authenticate: Digest realm=\"evil.example\", nonce=\"n\", qop=\"auth\"");
        assertThat(node.heard).containsExactly("Refused 407");
        assertThat(stranger.requests()).containsExactly("INVITE", "ACK");
    }

    @Test
    void aChallengeIsAnsweredOnce() {
        node.call("sip:bob@192.0.2.66", "offer", new Credentials("trunk", "secret", "carrier.example"));
        world.run(Duration.ofMillis(30));
        String field =
                "WWW-Authenticate: Digest realm=\"carrier.example\", nonce=\"n\", algorithm=SHA-256, qop=\"auth\"";
        challenge(401, field);
        SipRequest second = (SipRequest) stranger.heard.getLast();
        assertThat(second.cseq().number()).isEqualTo(2);
        assertThat(second.header(HeaderName.AUTHORIZATION))
                .contains("username=\"trunk\"", "algorithm=SHA-256", "nc=00000001")
                .doesNotContain("secret");
        assertThat(second.body().text()).isEqualTo("offer");
        challenge(401, field);
        assertThat(node.heard).containsExactly("Refused 401");
    }

    @Test
    void withoutCredentialsAChallengeIsARefusal() {
        node.call("sip:bob@192.0.2.66", "offer");
        world.run(Duration.ofMillis(30));
        challenge(401, "WWW-Authenticate: Digest realm=\"carrier.example\", nonce=\"n\"");
        assertThat(node.heard).containsExactly("Refused 401");
    }

    @Test
    void theRouterMayAskWhoCalls() {
        node.passwords.put("u", "pass");
        node.admit(invite -> invite.user() == null ? new Admission.Challenged() : null);
        stranger.request(US, "INVITE", 1, "", OFFER);
        assertThat(stranger.statuses()).containsExactly(100, 407);
        String answer = Answers.to(stranger.last(), DigestAlgorithm.MD5, "u", "pass", "INVITE", "sip:100@example.com");
        stranger.request(US, "ACK", 1, stranger.last().to().tag(), "");
        stranger.request(US, "INVITE", 2, "", "Proxy-Authorization: " + answer + "\n" + OFFER);
        assertThat(node.invites.getLast().user()).isEqualTo("u@example.com");
        assertThat(node.invites.getLast().headers()).doesNotContainKey("Proxy-Authorization");
        assertThat(stranger.last().status()).isEqualTo(100);
        stranger.say(
                US,
                stranger.text("INVITE", 3, "", "Proxy-Authorization: " + answer + "\n" + OFFER)
                        .replace("call-of", "other"));
        assertThat(stranger.last().status()).isEqualTo(407);
        assertThat(stranger.last().header(HeaderName.PROXY_AUTHENTICATE)).contains("stale=true");
    }

    private void challenge(int status, String field) {
        SipRequest invite = (SipRequest) stranger.heard.stream()
                .filter(message -> message instanceof SipRequest request
                        && request.method().name().equals("INVITE"))
                .toList()
                .getLast();
        int colon = field.indexOf(':');
        stranger.say(
                US,
                new SipWriter()
                        .write(SipResponse.to(invite, status, "t")
                                .header(HeaderName.of(field.substring(0, colon)), field.substring(colon + 2))
                                .build()));
    }
}
