package org.offhook.server.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.server.peers.LiveServer;
import org.offhook.testkit.webapp.Reply;
import org.offhook.testkit.webapp.WebApp;

/// Single messages that brought down other servers, each sent to a whole one.
final class HostileMessagesTest {

    private static final String NUMBER = "+15550170";
    private static final String OFFER = String.join(
            "\r\n", "v=0", "o=- 1 1 IN IP4 127.0.0.1", "s=-", "c=IN IP4 127.0.0.1", "t=0 0", "m=audio 9 RTP/AVP 0", "");
    private static final String SDP = "Content-Type: application/sdp";

    private static LiveServer server;
    private static WebApp app;

    private final Attacker attacker = new Attacker(server);

    @BeforeAll
    static void start() {
        server = LiveServer.start("registrar.users = [ { name = \"carol\", password = \"the-password-of-carol\" } ]");
        app = WebApp.start().at("/reject", Reply.twiml("<Reject/>"));
        server.rest().number(NUMBER, app.url("/reject"));
    }

    @AfterEach
    void theServerLives() {
        attacker.findsTheServerAlive();
        attacker.close();
    }

    @AfterAll
    static void stop() {
        server.awaitQuiet(Duration.ofSeconds(40));
        server.close();
        app.close();
    }

    @Test
    void whatThePartsAreMadeOfIsServedWhenItIsWhole() {
        assertThat(attacker.tried(attacker.request("INVITE", NUMBER, OFFER, SDP)))
                .isEqualTo(603);
        assertThat(attacker.tried(attacker.request("OPTIONS", "", ""))).isEqualTo(200);
    }

    @Test
    void aMethodOf60KilobytesInCSeqIsRefused() {
        assertThat(attacker.tried(attacker.request("INVITE", NUMBER, OFFER, SDP, "CSeq: 1 " + "A".repeat(60_000))))
                .isEqualTo(400);
    }

    @Test
    void aMultipartWithABrokenBoundaryIsRefused() {
        String type = "Content-Type: multipart/mixed; boundary=x";
        assertThat(attacker.tried(attacker.request("INVITE", NUMBER, "--x\n\n--x", type)))
                .isIn(400, 415);
    }

    @Test
    void aMultipartWithoutPartsIsRefused() {
        String type = "Content-Type: multipart/mixed; boundary=x";
        assertThat(attacker.tried(attacker.request("INVITE", NUMBER, "--x--\r\n", type)))
                .isIn(400, 415);
    }

    @Test
    void fiftyLongAcceptFieldsAreAnswered() {
        String[] fields = new String[51];
        Arrays.fill(fields, "Accept: application/" + "x".repeat(400));
        fields[50] = "Event: dialog";
        assertThat(attacker.tried(attacker.request("SUBSCRIBE", NUMBER, "", fields)))
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=fmtp:0 \0",
                "m=audio 9 RTP/AVP 4294967296",
                "m=audio 9 RTP/AVP -1",
                "m=audio 99999 RTP/AVP 0",
                "c=IN IP4 \0"
            })
    void aDescriptionThatIsNoneIsRefused(String line) {
        assertThat(attacker.tried(attacker.request("INVITE", NUMBER, OFFER + line + "\r\n", SDP)))
                .isIn(400, 488);
    }

    @Test
    void twoThousandStreamsAreRefused() {
        String offer = OFFER + "m=audio 9 RTP/AVP 0\r\n".repeat(2_000);
        assertThat(attacker.tried(attacker.request("INVITE", NUMBER, offer, SDP)))
                .isIn(400, 488);
    }

    @Test
    void aThousandCandidatesAreRefusedOrNotLookedAt() {
        String offer = OFFER + "a=candidate:1 1 UDP 1 127.0.0.1 9 typ host\r\n".repeat(1_000);
        assertThat(attacker.tried(attacker.request("INVITE", NUMBER, offer, SDP)))
                .isIn(400, 488);
    }

    @Test
    void aTagOfOddLengthIsATag() {
        String from = "From: <sip:mallory@127.0.0.1>;tag=abc";
        assertThat(attacker.tried(attacker.request("OPTIONS", "", "", from))).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Digest username=\"carol",
                "Digest username=\"carol\", realm=\"offhook\\",
                "Digest ,,,",
                "Digest",
                "Digest username=\"carol\", realm=\"elsewhere\", nonce=\"n\", uri=\"sip:127.0.0.1\", response=\"x\"",
                "Digest username=\"carol\", realm=\"offhook\", nonce=\"n\", uri=\"\", response=\"\", qop=auth, nc=zz",
                "Basic Y2Fyb2w6eA==",
                "\"\\"
            })
    void credentialsThatAreNoneAreChallenged(String credentials) {
        String register = attacker.request(
                "REGISTER",
                "",
                "",
                "To: <sip:carol@127.0.0.1>",
                "From: <sip:carol@127.0.0.1>;tag=c",
                "Authorization: " + credentials);
        assertThat(attacker.tried(register)).isIn(400, 401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "4294967328", "18446744073709551616", "0x10", "+5", "999999999999999999999999999999"})
    void aContentLengthThatIsNoneIsRefused(String length) {
        assertThat(attacker.tried(attacker.request("INVITE", NUMBER, OFFER, SDP, "Content-Length: " + length)))
                .isEqualTo(400);
    }

    @Test
    void anIdentityWithoutParametersHurtsNobody() {
        assertThat(attacker.tried(attacker.request("OPTIONS", "", "", "Identity: abc", "Identity-Info: <x>")))
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"sip:", "sip:@", "sip:@127.0.0.1", "sip:a@", "sip:a@:5060", "sip:a@[::1", "sip:a@.1", "<>", ""})
    void anAddressWithoutItsPartsIsRefused(String uri) {
        String request = attacker.request("INVITE", NUMBER, OFFER, SDP, "To: <" + uri + ">");
        assertThat(attacker.tried(request)).isEqualTo(400);
    }

    @Test
    void aBlankBeforeTheColonHidesNoField() {
        String twice = attacker.request("OPTIONS", "", "", "Call-ID : second", "Call-ID: first");
        assertThat(attacker.tried(twice)).as("one Call-ID too many").isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOTIFY", "REFER", "UPDATE", "INFO", "PRACK"})
    void aDialogThatIsNotThereTakesNothing(String method) {
        String to = "To: <sip:x@127.0.0.1>;tag=nobody";
        String request = attacker.request(
                method,
                NUMBER,
                "x".repeat(4_000),
                to,
                "Event: message-summary",
                "Subscription-State: terminated",
                "Content-Type: application/simple-message-summary",
                "Refer-To: <sip:+88212345@127.0.0.1>",
                "RAck: 1 1 INVITE");
        assertThat(attacker.tried(request)).isBetween(400, 499);
    }

    @Test
    void aNameThatWritesItsOwnLogLinesIsOneLine() {
        String from = "From: \"\u001b[2J\u202e${jndi:ldap://127.0.0.1/x}\\\"\" <sip:mallory@127.0.0.1>;tag=x";
        attacker.tried(attacker.request("INVITE", NUMBER, OFFER, SDP, from));
        assertThat(server.log()).doesNotContain("\u001b", "\u202e");
        assertThat(server.log().lines()).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
    }

    @Test
    void anAnswerGoesToWhoAskedWhateverTheMessageSays() {
        try (Attacker victim = new Attacker(server)) {
            String via = "Via: SIP/2.0/UDP 127.0.0.1:" + victim.port() + ";branch=z9hG4bK-reflect-" + victim.port()
                    + ";rport;received=127.0.0.1;maddr=127.0.0.1";
            assertThat(attacker.tried(attacker.request("OPTIONS", "", "", via))).isEqualTo(200);
            // The first that it gets is the answer to its own question.
            assertThat(victim.send(victim.request("OPTIONS", "", "", "Call-ID: of-the-victim"))
                            .answer())
                    .contains("Call-ID: of-the-victim");
        }
    }
}
