package org.offhook.server.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.offhook.protocols.sip.digest.Challenge;
import org.offhook.protocols.sip.digest.Credentials;
import org.offhook.protocols.sip.digest.DigestAlgorithm;
import org.offhook.server.peers.LiveServer;

/// What somebody can do with credentials that were overheard, or with good ones against other users.
final class StolenCredentialsTest {

    private static final String URI = "sip:127.0.0.1";
    private static final String COUNT = "00000001";
    private static final String FIELD = "WWW-Authenticate: ";

    private static LiveServer server;

    private final Attacker attacker = new Attacker(server);

    @BeforeAll
    static void start() {
        server = LiveServer.start(
                "registrar.users = [",
                "{ name = \"carol\", password = \"the-password-of-carol\" }",
                "{ name = \"dave\", password = \"the-password-of-dave\" } ]");
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
    }

    @Test
    void anOverheardAnswerIsWorthNothingASecondTime() {
        String heard = answer("carol", challenge("carol"));
        assertThat(attacker.tried(register("carol", heard))).isEqualTo(200);

        String again = attacker.send(register("carol", heard, "Contact: <sip:thief@127.0.0.1:9>"))
                .answer();
        assertThat(again).startsWith("SIP/2.0 401").contains("stale=true");
        assertThat(attacker.send(register("carol", answer("carol", challenge("carol")), "!Contact"))
                        .answer())
                .startsWith("SIP/2.0 200")
                .doesNotContain("thief");
    }

    @Test
    void nobodyRegistersOrRemovesSomebodyElse() {
        assertThat(attacker.tried(register("carol", answer("dave", challenge("dave")))))
                .isEqualTo(403);
        String all = register("carol", answer("dave", challenge("dave")), "Contact: *", "Expires: 0");
        assertThat(attacker.tried(all)).isEqualTo(403);
    }

    @Test
    void aCountThatRunsBackwardsIsStale() {
        Challenge challenge = challenge("dave");
        assertThat(attacker.tried(register("dave", answer("dave", challenge, "00000005"))))
                .isEqualTo(200);
        assertThat(attacker.tried(register("dave", answer("dave", challenge, "00000004"))))
                .isEqualTo(401);
        assertThat(attacker.tried(register("dave", answer("dave", challenge, "00000006"))))
                .isEqualTo(200);
    }

    private String register(String user, String credentials, String... changes) {
        String[] all = new String[changes.length + 3];
        all[0] = "To: <sip:" + user + "@127.0.0.1>";
        all[1] = "From: <sip:" + user + "@127.0.0.1>;tag=t";
        all[2] = "Authorization: " + credentials;
        System.arraycopy(changes, 0, all, 3, changes.length);
        return attacker.request("REGISTER", "", "", all);
    }

    private Challenge challenge(String user) {
        String refusal = attacker.send(register(user, "Digest")).answer();
        String field = refusal.lines()
                .filter(line -> line.startsWith(FIELD))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no challenge in " + refusal));
        return Objects.requireNonNull(Challenge.parse(field.substring(FIELD.length())));
    }

    private static String answer(String user, Challenge challenge) {
        return answer(user, challenge, COUNT);
    }

    private static String answer(String user, Challenge challenge, String count) {
        DigestAlgorithm algorithm = challenge.algorithm();
        String secret = algorithm.secret(user, challenge.realm(), "the-password-of-" + user);
        String response = algorithm.response(secret, challenge.nonce(), count, "cn", "REGISTER", URI);
        return new Credentials(user, challenge.realm(), challenge.nonce(), URI, response, algorithm, null, count, "cn")
                .fieldValue();
    }
}
