package org.offhook.core.signalling.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offhook.core.signalling.OutgoingText;
import org.offhook.core.signalling.TextHandler.Proof;
import org.offhook.core.signalling.net.Flow;
import org.offhook.protocols.sip.HeaderName;
import org.offhook.protocols.sip.Method;
import org.offhook.protocols.sip.digest.Challenge;
import org.offhook.protocols.sip.digest.DigestClient;

/// MESSAGE outside of dialogs (RFC 3428).
class TextsTest {

    private static final String US = "192.0.2.1";
    private static final String TEXT = "Content-Type: text/plain\nContent-Length: 5\n\nhello";

    private final World world = new World();
    private final Node node = new Node(world, US);
    private final Stranger stranger = new Stranger(world, "192.0.2.66");

    private void write(String user, String password, String more) {
        node.passwords.put("u", "secret");
        stranger.request(US, "MESSAGE", 1, "", TEXT);
        assertThat(stranger.last().status()).isEqualTo(401);
        assertThat(node.isEmpty()).as("a stranger costs no memory").isTrue();
        Challenge challenge =
                DigestClient.choose(stranger.last().headers().values(HeaderName.WWW_AUTHENTICATE), Node.REALM);
        String uri = "sip:100@example.com";
        String answer = DigestClient.answer(challenge, user, password, Method.MESSAGE, uri, 1, "abc");
        stranger.request(US, "MESSAGE", 2, "", "Authorization: " + answer + "\n" + more);
        world.run(Duration.ofMillis(100));
    }

    @Test
    void whoHasProvedWhoItIsMayWrite() {
        write("u", "secret", TEXT);
        assertThat(stranger.last().status()).isEqualTo(200);
        assertThat(node.heard).containsExactly("Text sip:u@example.com sip:100@example.com hello by u@example.com");
    }

    @Test
    void aWrongPasswordIsAskedAgain() {
        write("u", "guess", TEXT);
        assertThat(stranger.last().status()).isEqualTo(401);
        assertThat(node.heard).isEmpty();
    }

    @Test
    void nobodyWritesAsSomebodyElse() {
        node.passwords.put("mallory", "own");
        write("mallory", "own", TEXT);
        assertThat(stranger.last().status()).isEqualTo(403);
        assertThat(node.heard).isEmpty();
    }

    @Test
    void aStrangerFromElsewhereIsRefused() {
        stranger.say(US, stranger.text("MESSAGE", 1, "", TEXT).replace("u@example.com", "u@elsewhere.example"));
        assertThat(stranger.last().status()).isEqualTo(403);
        assertThat(node.heard).isEmpty();
    }

    @Test
    void whoIsKnownByItsAddressWritesWithoutAPassword() {
        node.prove(text -> text.source().equals("192.0.2.66") ? Proof.NONE : Proof.REFUSED);
        stranger.request(US, "MESSAGE", 1, "", TEXT);
        assertThat(stranger.last().status()).isEqualTo(200);
        assertThat(node.heard).containsExactly("Text sip:u@example.com sip:100@example.com hello");
        Stranger other = new Stranger(world, "192.0.2.67");
        other.request(US, "MESSAGE", 1, "", TEXT);
        assertThat(other.last().status()).isEqualTo(403);
        assertThat(node.heard).hasSize(1);
    }

    @Test
    void aUserOfTheDomainThatIsWrittenToWritesAsWhomItSays() {
        node.passwords.put("pbx", "own");
        node.prove(text -> text.user() == null ? Proof.DOMAIN : Proof.NONE);
        write("pbx", "own", TEXT);
        assertThat(stranger.last().status()).isEqualTo(200);
        assertThat(node.heard).containsExactly("Text sip:u@example.com sip:100@example.com hello by pbx@example.com");
    }

    @Test
    void whoHasProvedWhoItIsMayStillBeRefused() {
        node.prove(text -> text.user() == null ? Proof.SENDER : Proof.REFUSED);
        write("u", "secret", TEXT);
        assertThat(stranger.last().status()).isEqualTo(403);
        assertThat(node.heard).isEmpty();
    }

    @Test
    void whoIsInACallWritesAsWhoCalls() {
        String tag = call("sip:100@example.com");
        stranger.request(US, "MESSAGE", 2, tag, TEXT);
        assertThat(stranger.last().status()).isEqualTo(200);
        assertThat(node.heard).contains("Text sip:u@example.com sip:u@example.com hello");
        stranger.request(US, "MESSAGE", 3, tag, "Content-Type: text/html\nContent-Length: 5\n\nhello");
        assertThat(stranger.last().status()).isEqualTo(415);
        stranger.request(US, "BYE", 4, tag, "");
        assertThat(stranger.last().status()).isEqualTo(200);
    }

    @Test
    void aTextThatNobodyReadsDoesNotEndTheCall() {
        String tag = call("sip:100@example.com");
        node.nobodyReads();
        stranger.request(US, "MESSAGE", 2, tag, TEXT);
        assertThat(stranger.last().status()).isEqualTo(403);
        stranger.request(US, "OPTIONS", 3, tag, "");
        assertThat(stranger.last().status()).isEqualTo(200);
        stranger.request(US, "BYE", 4, tag, "");
        assertThat(stranger.last().status()).isEqualTo(200);
    }

    /// @return the tag of our side
    private String call(String target) {
        node.script((event, leg) -> {
            if (event == null) {
                leg.answer("v=0 ours");
            }
        });
        stranger.say(
                US, stranger.text(target, "INVITE", 1, "", "Content-Type: application/sdp\nContent-Length: 3\n\nv=0"));
        world.run(Duration.ofMillis(100));
        String tag = stranger.last().to().tag();
        stranger.request(US, "ACK", 1, tag, "");
        return tag;
    }

    @Test
    void whatIsNoTextIsNotTaken() {
        stranger.request(US, "MESSAGE", 1, "", "Content-Type: text/html\nContent-Length: 5\n\nhello");
        assertThat(stranger.last().status()).isEqualTo(415);
        assertThat(stranger.last().header(HeaderName.ACCEPT)).isEqualTo("text/plain");
    }

    @ParameterizedTest
    @CsvSource({"200, 200", "202, 202", "480, 480", "603, 603"})
    void whatTheOtherSideAnswersIsTold(int said, int told) {
        List<Integer> statuses = new ArrayList<>();
        send("sip:bob@192.0.2.66", statuses);
        assertThat(stranger.latest("MESSAGE").body().text()).isEqualTo("Grüße");
        assertThat(stranger.latest("MESSAGE").header(HeaderName.CONTENT_TYPE)).isEqualTo("text/plain;charset=utf-8");
        stranger.reply(US, "MESSAGE", said, "t", "");
        assertThat(statuses).containsExactly(told);
        world.run(Duration.ofSeconds(70));
        assertThat(node.isEmpty()).isTrue();
    }

    @Test
    void whoIsSilentOrNowhereIsToldOf() {
        List<Integer> statuses = new ArrayList<>();
        send("sip:bob@192.0.2.99", statuses);
        send("sip:bob@nowhere.example", statuses);
        send("http://example.com", statuses);
        world.run(Duration.ofSeconds(40));
        assertThat(statuses).containsExactlyInAnyOrder(503, 503, 408);
        node.resolver(_ -> List.of(Flow.udp("192.0.2.99", 5060), Flow.udp("192.0.2.66", 5060)));
        send("sip:bob@two.example", statuses);
        world.run(Duration.ofSeconds(40));
        assertThat(stranger.requests()).containsOnly("MESSAGE");
    }

    @Test
    void aPhoneBehindAProxyIsReachedThroughIt() {
        List<Integer> statuses = new ArrayList<>();
        node.signalling.send(
                new OutgoingText(
                        "sip:bob@10.0.0.5", "<sip:192.0.2.66;lr>", "sip:+1@x", "sip:bob@example.com", "hi", null),
                statuses::add);
        world.run(Duration.ofMillis(100));
        assertThat(stranger.latest("MESSAGE").uri()).hasToString("sip:bob@10.0.0.5");
        assertThat(stranger.latest("MESSAGE").header(HeaderName.ROUTE)).isEqualTo("<sip:192.0.2.66;lr>");
    }

    private void send(String target, List<Integer> statuses) {
        OutgoingText text = new OutgoingText(target, null, "sip:+15550100@example.com", target, "Grüße", null);
        node.signalling.send(text, statuses::add);
        world.run(Duration.ofMillis(100));
    }
}
