package org.offhook.core.signalling.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.offhook.protocols.sip.HeaderName;
import org.offhook.protocols.sip.SipResponse;
import org.offhook.protocols.sip.digest.DigestAlgorithm;

class RegistrationsTest {

    private static final String US = "192.0.2.1";
    private static final String URI = "sip:example.com";

    private final World world = new World();
    private final Node node = new Node(world, US);
    private final Stranger phone = new Stranger(world, "192.0.2.66");
    private int cseq;

    @BeforeEach
    void users() {
        node.passwords.put("u", "pass");
        node.passwords.put("other", "pass");
    }

    private SipResponse register(String authorization, String more) {
        return register(phone, URI, authorization, more);
    }

    private SipResponse register(Stranger who, String uri, String authorization, String more) {
        cseq++;
        String field = authorization == null ? "" : "Authorization: " + authorization + "\n";
        who.say(US, who.text(uri, "REGISTER", cseq, "", field + more));
        world.run(Duration.ofMillis(50));
        return who.last();
    }

    private String answer(SipResponse challenged, String user, String password, int count) {
        return Answers.to(challenged, DigestAlgorithm.SHA_256, user, password, "REGISTER", URI, count);
    }

    @ParameterizedTest
    @EnumSource(DigestAlgorithm.class)
    void aUserWithTheRightPasswordIsBound(DigestAlgorithm algorithm) {
        SipResponse challenged = register(null, "");
        assertThat(challenged.status()).isEqualTo(401);
        assertThat(challenged.headers().values(HeaderName.WWW_AUTHENTICATE)).hasSize(2);
        assertThat(node.shard.counts().transactions())
                .as("a challenge costs no memory")
                .isZero();
        SipResponse ok = register(Answers.to(challenged, algorithm, "u", "pass", "REGISTER", URI), "Expires: 600\n");
        assertThat(ok.status()).isEqualTo(200);
        assertThat(ok.header(HeaderName.CONTACT)).isEqualTo("<sip:u@192.0.2.66>;expires=600");
        assertThat(node.bindings.get("u")).hasSize(1);
    }

    @Test
    void the200WaitsUntilTheBindingIsDurable() {
        SipResponse challenged = register(null, "");
        cseq++;
        node.writeTime(Duration.ofMillis(300));
        String field = "Authorization: " + answer(challenged, "u", "pass", 1) + "\n";
        phone.say(US, phone.text(URI, "REGISTER", cseq, "", field));
        world.run(Duration.ofMillis(200));
        assertThat(phone.statuses()).containsExactly(401);
        world.run(Duration.ofMillis(200));
        assertThat(phone.statuses()).containsExactly(401, 200);
    }

    /// RFC 5626 §6.
    @Test
    void whoAsksForFlowsIsToldSo() {
        String contact = "Contact: <sip:u@192.0.2.66;ob>;reg-id=1;+sip.instance=\"<urn:uuid:1>\"\n";
        SipResponse ok = register(answer(register(null, ""), "u", "pass", 1), contact + "Require: outbound\n");
        assertThat(ok.status()).isEqualTo(200);
        assertThat(ok.headers().tokens(HeaderName.REQUIRE)).containsExactly("outbound");
        assertThat(ok.header(HeaderName.FLOW_TIMER)).isEqualTo("120");
        assertThat(ok.headers().values(HeaderName.CONTACT).getLast())
                .contains("+sip.instance=\"<urn:uuid:1>\"", "reg-id=1");
        assertThat(ok.headers().tokens(HeaderName.SUPPORTED)).contains("path", "outbound");
    }

    @Test
    void noUserOfAnAccountThatIsNotActiveIsLetIn() {
        node.suspend();
        String right = answer(register(null, ""), "u", "pass", 1);
        assertThat(register(right, "").status()).isEqualTo(403);
        assertThat(node.bindings).isEmpty();
        assertThat(node.shard.counts().shutOut()).as("nobody guessed").isZero();
    }

    @Test
    void anAnswerIsGoodOnce() {
        String answer = answer(register(null, ""), "u", "pass", 1);
        assertThat(register(answer, "").status()).isEqualTo(200);
        SipResponse replayed = register(answer, "");
        assertThat(replayed.status()).isEqualTo(401);
        assertThat(replayed.header(HeaderName.WWW_AUTHENTICATE)).contains("stale=true");
    }

    @Test
    void aRepeatedDatagramIsNoReplay() {
        String answer = answer(register(null, ""), "u", "pass", 1);
        register(answer, "");
        String again = phone.text(URI, "REGISTER", cseq, "", "Authorization: " + answer + "\n");
        phone.say(US, again);
        assertThat(phone.statuses()).containsExactly(401, 200, 200);
    }

    @Test
    void aNonceServesUntilItIsOld() {
        SipResponse challenged = register(null, "");
        assertThat(register(answer(challenged, "u", "pass", 1), "").status()).isEqualTo(200);
        world.run(Duration.ofMinutes(4));
        assertThat(register(answer(challenged, "u", "pass", 2), "").status()).isEqualTo(200);
        world.run(Duration.ofMinutes(2));
        SipResponse old = register(answer(challenged, "u", "pass", 3), "");
        assertThat(old.status()).isEqualTo(401);
        assertThat(old.header(HeaderName.WWW_AUTHENTICATE)).contains("stale=true");
    }

    @Test
    void aCapturedAnswerIsWorthNothingElsewhere() {
        String answer = answer(register(null, ""), "u", "pass", 1);
        Stranger thief = new Stranger(world, "192.0.2.77");
        assertThat(register(thief, URI, answer, "").status()).isEqualTo(401);
        assertThat(node.bindings).isEmpty();
    }

    @Test
    void aWrongPasswordAndAnUnknownUserGetTheSameAnswer() {
        SipResponse wrong = register(answer(register(null, ""), "u", "guess", 1), "");
        SipResponse unknown = register(answer(register(null, ""), "nobody", "guess", 1), "");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(wrong.headers().size()).isEqualTo(unknown.headers().size());
        assertThat(node.bindings).isEmpty();
    }

    @Test
    void whoGuessesIsShutOutButTheUserRegistersFromElsewhere() {
        for (int i = 0; i < 10; i++) {
            assertThat(register(answer(register(null, ""), "u", "guess" + i, 1), "")
                            .status())
                    .isEqualTo(401);
        }
        assertThat(register(answer(register(null, ""), "u", "pass", 1), "").status())
                .isEqualTo(403);
        assertThat(node.shard.counts().shutOut()).isEqualTo(1);
        Stranger home = new Stranger(world, "192.0.2.77");
        SipResponse challenged = register(home, URI, null, "");
        assertThat(register(home, URI, answer(challenged, "u", "pass", 1), "").status())
                .isEqualTo(200);
        world.run(Duration.ofMinutes(6));
        assertThat(register(answer(register(null, ""), "u", "pass", 1), "").status())
                .isEqualTo(200);
    }

    @Test
    void afterThreeWrongPasswordsEvenTheRightOneIsNotLookedAtForAWhileThatGrows() {
        for (int i = 0; i < 3; i++) {
            tries("u", "guess");
        }
        assertThat(tries("u", "pass")).as("three wrong ones, and at once").isEqualTo(401);
        world.run(Duration.ofSeconds(1));
        assertThat(tries("u", "pass")).as("four: two seconds").isEqualTo(401);
        world.run(Duration.ofSeconds(5));
        assertThat(tries("u", "pass"))
                .as("five: four seconds, and they are over")
                .isEqualTo(200);
        assertThat(tries("u", "pass")).as("the mistakes are forgiven").isEqualTo(200);
        assertThat(node.bans.early()).isEqualTo(2);
    }

    @Test
    void whoMistypesTwiceIsBelievedAtOnce() {
        tries("u", "guess");
        tries("u", "guess");
        assertThat(tries("u", "pass")).isEqualTo(200);
    }

    @Test
    void anAddressThatGuessesForManyUsersWaitsAsWell() {
        for (int i = 0; i < 30; i++) {
            tries("stranger" + i, "guess");
        }
        assertThat(tries("u", "pass")).isEqualTo(401);
        world.run(Duration.ofMillis(1_100));
        assertThat(tries("u", "pass")).isEqualTo(200);
    }

    private int tries(String user, String password) {
        return register(answer(register(null, ""), user, password, 1), "").status();
    }

    @Test
    void nobodyRegistersAnAddressOfSomebodyElse() {
        SipResponse refused = register(answer(register(null, ""), "other", "pass", 1), "");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(node.bindings).isEmpty();
    }

    @Test
    void aDomainThatIsNotOursIsNotFound() {
        assertThat(register(phone, "sip:elsewhere.example", null, "").status()).isEqualTo(404);
    }

    @Test
    void theRegistrarsRefusalsAreTold() {
        SipResponse brief = register(answer(register(null, ""), "u", "pass", 1), "Expires: 5\n");
        assertThat(brief.status()).isEqualTo(423);
        assertThat(brief.header(HeaderName.MIN_EXPIRES)).isEqualTo("60");
    }

    @Test
    void anUnknownSchemeOfAuthorizationIsAnsweredWithOurs() {
        SipResponse response = register("NoOneKnowsThisScheme opaque-data=here", "");
        assertThat(response.status()).isEqualTo(401);
        assertThat(response.headers().values(HeaderName.WWW_AUTHENTICATE))
                .hasSize(2)
                .allMatch(challenge -> challenge.startsWith("Digest"))
                .anyMatch(challenge -> challenge.contains("algorithm=SHA-256"));
    }
}
