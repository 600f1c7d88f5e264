package org.offhook.core.signalling.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.offhook.core.signalling.OutgoingInvite.Credentials;
import org.offhook.core.signalling.OutgoingRegister;
import org.offhook.core.signalling.RegisterEvent;
import org.offhook.core.signalling.Registering;
import org.offhook.core.signalling.net.Flow;
import org.offhook.protocols.sip.HeaderName;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.SipResponse;
import org.offhook.protocols.sip.digest.DigestAlgorithm;
import org.offhook.protocols.sip.registrar.Binding;
import org.offhook.protocols.sip.wire.ParseResult;
import org.offhook.protocols.sip.wire.SipParser;
import org.offhook.protocols.sip.wire.SipWriter;
import org.offhook.protocols.sip.wire.WireLimits;

/// A shard that registers with another one.
class RegisterClientTest {

    private static final String HOME = "192.0.2.2";
    private static final String ELSEWHERE = "192.0.2.3";

    private final World world = new World();
    private final Node phone = new Node(world, "192.0.2.1");
    private final Node registrar = new Node(world, HOME);
    private final List<String> told = new ArrayList<>();

    @BeforeEach
    void users() {
        registrar.passwords.put("u", "pass");
    }

    private Registering.Kept register(String password, int seconds) {
        return register(HOME, password, seconds);
    }

    private Registering.Kept register(String home, String password, int seconds) {
        OutgoingRegister order = new OutgoingRegister(
                "sip:" + Node.REALM,
                "sip:" + home,
                "sip:u@" + Node.REALM,
                Duration.ofSeconds(seconds),
                new Credentials("u", password, null));
        return phone.signalling.register(
                order,
                event -> told.add(
                        switch (event) {
                            case RegisterEvent.Registered(Duration lifetime) -> "Registered " + lifetime.toSeconds();
                            case RegisterEvent.Refused(int status, String reason) -> "Refused " + status + " " + reason;
                            case RegisterEvent.Removed _ -> "Removed";
                        }));
    }

    private void assertNothingIsLeft() {
        world.run(Duration.ofSeconds(70));
        assertThat(phone.isEmpty()).isTrue();
    }

    private long boundUntil() {
        List<Binding> bindings = registrar.bindings.get("u");
        return bindings.isEmpty() ? 0 : bindings.getFirst().expiresAt();
    }

    private long seconds() {
        return Duration.ofNanos(world.now()).toSeconds();
    }

    @Test
    void itIsBoundOnceItHasAnsweredTheChallenge() {
        register("pass", 120);
        world.run(Duration.ofSeconds(1));
        assertThat(told).containsExactly("Registered 120");
        assertThat(boundUntil()).isBetween(seconds() + 118, seconds() + 120);
        assertThat(world.messages("REGISTER").getLast()).contains("algorithm=SHA-256", "CSeq: 2 REGISTER");
    }

    @Test
    void itIsRefreshedBeforeItExpiresAndUntilItIsRemoved() {
        Registering.Kept kept = register("pass", 120);
        for (int minute = 0; minute < 10; minute++) {
            world.run(Duration.ofMinutes(1));
            assertThat(boundUntil()).isGreaterThan(seconds());
        }
        assertThat(told).hasSizeBetween(10, 12).containsOnly("Registered 120");
        told.clear();
        kept.remove();
        world.run(Duration.ofSeconds(1));
        assertThat(told).containsExactly("Removed");
        assertThat(boundUntil()).isZero();
        assertNothingIsLeft();
    }

    @Test
    void aRefreshThatGetsLostIsTriedAgain() {
        register("pass", 240);
        world.run(Duration.ofSeconds(1));
        told.clear();
        world.lose(message -> message.startsWith("REGISTER"));
        world.run(Duration.ofSeconds(160));
        world.lose(_ -> false);
        world.run(Duration.ofSeconds(60));
        assertThat(told).containsExactly("Registered 240");
        assertThat(boundUntil()).isGreaterThan(seconds() + 120);
    }

    @Test
    void itIsOverWhenNoRefreshGetsThroughInTime() {
        register("pass", 120);
        world.run(Duration.ofSeconds(1));
        world.lose(message -> message.startsWith("REGISTER"));
        world.run(Duration.ofMinutes(5));
        assertThat(told).containsExactly("Registered 120", "Refused 408 Request Timeout");
        assertNothingIsLeft();
    }

    @Test
    void aWrongPasswordIsSaidOnce() {
        register("guess", 120);
        world.run(Duration.ofSeconds(5));
        assertThat(told).containsExactly("Refused 401 Unauthorized");
        assertThat(world.messages("REGISTER")).hasSize(2);
        assertNothingIsLeft();
    }

    @Test
    void aLifetimeThatIsTooShortIsMadeLongEnough() {
        register("pass", 5);
        world.run(Duration.ofSeconds(1));
        assertThat(told).containsExactly("Registered 60");
    }

    @Test
    void whatIsRemovedWhileItIsBeingMadeIsNotLeftBehind() {
        register("pass", 120).remove();
        world.run(Duration.ofSeconds(1));
        assertThat(told).containsExactly("Removed");
        assertThat(boundUntil()).isZero();
        assertNothingIsLeft();
    }

    @Test
    void aRegistrarThatIsNotThereIsTimedOut() {
        register("192.0.2.99", "pass", 120);
        world.run(Duration.ofSeconds(40));
        assertThat(told).containsExactly("Refused 408 Request Timeout");
        assertNothingIsLeft();
    }

    @Test
    void aNameThatNobodyKnowsIsRefused() {
        register("nowhere.example", "pass", 120);
        world.run(Duration.ofSeconds(1));
        assertThat(told).containsExactly("Refused 503 Destination Not Found");
    }

    @ParameterizedTest
    @EnumSource(DigestAlgorithm.class)
    void aRegistrarWithOneAlgorithmIsAnsweredByIt(DigestAlgorithm algorithm) {
        List<SipRequest> received = new ArrayList<>();
        String challenge = "Digest realm=\"r\", nonce=\"n1\", qop=\"auth\", algorithm=" + algorithm.token();
        world.listen(ELSEWHERE, (flow, bytes) -> {
            SipRequest request =
                    (SipRequest) ((ParseResult.Parsed) new SipParser(WireLimits.DEFAULT).parse(bytes)).message();
            received.add(request);
            boolean answered = request.headers().has(HeaderName.AUTHORIZATION);
            SipResponse.Builder response = SipResponse.to(request, answered ? 200 : 401, "t");
            if (!answered) {
                response.header(HeaderName.WWW_AUTHENTICATE, challenge);
            }
            Flow back = new Flow(flow.transport(), flow.address(), 5060, Flow.ANY);
            world.send(ELSEWHERE, back, new SipWriter().write(response.build()));
        });
        register(ELSEWHERE, "pass", 90);
        world.run(Duration.ofSeconds(1));
        assertThat(told).containsExactly("Registered 90");
        var credentials = org.offhook.protocols.sip.digest.Credentials.parse(
                received.getLast().header(HeaderName.AUTHORIZATION));
        String expected = algorithm.response(
                algorithm.secret("u", "r", "pass"),
                "n1",
                credentials.nonceCount(),
                credentials.clientNonce(),
                "REGISTER",
                "sip:" + Node.REALM);
        assertThat(credentials.response()).isEqualTo(expected);
    }
}
