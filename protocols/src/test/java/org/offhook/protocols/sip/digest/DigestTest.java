package org.offhook.protocols.sip.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.protocols.sip.Body;
import org.offhook.protocols.sip.HeaderName;
import org.offhook.protocols.sip.Headers;
import org.offhook.protocols.sip.Method;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.SipUri;
import org.offhook.protocols.sip.digest.DigestServer.Reading;
import org.offhook.protocols.sip.digest.DigestServer.Verdict;

class DigestTest {

    private static final String REALM = "example.com";
    private static final String SOURCE = "192.0.2.1";
    private static final long SECOND = 1_000_000_000L;

    private final Nonces nonces = new Nonces(new byte[] {1, 2, 3}, Duration.ofMinutes(5), 16);
    private final DigestServer server = new DigestServer(nonces, List.of(DigestAlgorithm.SHA_256, DigestAlgorithm.MD5));

    /// The worked example of RFC 7616 §3.9.1.
    @ParameterizedTest
    @EnumSource(DigestAlgorithm.class)
    void theResponseIsThatOfTheRfc(DigestAlgorithm algorithm) {
        String secret = algorithm.secret("Mufasa", "http-auth@example.org", "Circle of Life");
        String response = algorithm.response(
                secret,
                "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
                "00000001",
                "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",
                "GET",
                "/dir/index.html");
        assertThat(response)
                .isEqualTo(
                        algorithm == DigestAlgorithm.MD5
                                ? "8ca523f5e9506fed4657c9700eebdbec"
                                : "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1");
    }

    @Test
    void theClientPrefersTheStrongerAlgorithmAndItsOwnRealm() {
        List<String> offered = server.challenge(REALM, SOURCE, false, 0);
        assertThat(DigestClient.choose(offered, null).algorithm()).isEqualTo(DigestAlgorithm.SHA_256);
        assertThat(DigestClient.choose(offered.reversed(), REALM).algorithm()).isEqualTo(DigestAlgorithm.SHA_256);
        assertThat(DigestClient.choose(offered, "evil.example")).isNull();
        assertThat(DigestClient.choose(List.of("Basic realm=\"example.com\"", "Digest nonsense"), null))
                .isNull();
    }

    @Test
    void goodCredentialsAreGoodOnce() {
        String answer = answer(server.challenge(REALM, SOURCE, false, 0), "secret", 1);
        assertThat(verdict(answer, "secret", SOURCE, SECOND)).isEqualTo(Verdict.GOOD);
        assertThat(verdict(answer, "secret", SOURCE, 2 * SECOND)).isEqualTo(Verdict.REPLAYED);
    }

    @Test
    void theCountHasToRise() {
        List<String> challenge = server.challenge(REALM, SOURCE, false, 0);
        assertThat(verdict(answer(challenge, "secret", 2), "secret", SOURCE, 0)).isEqualTo(Verdict.GOOD);
        assertThat(verdict(answer(challenge, "secret", 1), "secret", SOURCE, 0)).isEqualTo(Verdict.REPLAYED);
        assertThat(verdict(answer(challenge, "secret", 3), "secret", SOURCE, 0)).isEqualTo(Verdict.GOOD);
    }

    @Test
    void aWrongPasswordIsWrongAndUsesNoCountUp() {
        List<String> challenge = server.challenge(REALM, SOURCE, false, 0);
        assertThat(verdict(answer(challenge, "guess", 1), "secret", SOURCE, 0)).isEqualTo(Verdict.WRONG);
        assertThat(verdict(answer(challenge, "secret", 1), "secret", SOURCE, 0)).isEqualTo(Verdict.GOOD);
    }

    @Test
    void anUnknownUserIsAsWrong() {
        String answer = answer(server.challenge(REALM, SOURCE, false, 0), "secret", 1);
        SipRequest request = request(answer);
        Reading.Present present = (Reading.Present) read(request, SOURCE, 0);
        assertThat(server.judge(request, present.credentials(), null)).isEqualTo(Verdict.WRONG);
    }

    @Test
    void aNonceOfAnotherSourceAnotherTimeOrAnotherMakerIsStale() {
        SipRequest request = request(answer(server.challenge(REALM, SOURCE, false, 0), "secret", 1));
        assertThat(read(request, SOURCE, 300 * SECOND)).isInstanceOf(Reading.Present.class);
        assertThat(read(request, SOURCE, 301 * SECOND)).isEqualTo(new Reading.Absent(true));
        assertThat(read(request, "192.0.2.2", 0)).isEqualTo(new Reading.Absent(true));
        DigestServer other = new DigestServer(
                new Nonces(new byte[] {9}, Duration.ofMinutes(5), 16), List.of(DigestAlgorithm.SHA_256));
        assertThat(other.read(request, HeaderName.AUTHORIZATION, REALM, SOURCE, 0))
                .isEqualTo(new Reading.Absent(true));
    }

    @Test
    void aNonceThatLeftTheRingIsStaleNotForgotten() {
        SipRequest request = request(answer(server.challenge(REALM, SOURCE, false, 0), "secret", 1));
        for (int i = 0; i < 15; i++) {
            server.challenge(REALM, SOURCE, false, 0);
        }
        assertThat(read(request, SOURCE, 0)).isInstanceOf(Reading.Present.class);
        server.challenge(REALM, SOURCE, false, 0);
        assertThat(read(request, SOURCE, 0)).isEqualTo(new Reading.Absent(true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NoOneKnowsThisScheme opaque-data=here",
                "Digest",
                "Digest username=\"u",
                "Digest username=u, username=v",
                "Digest username=\"u\", realm=\"other.example\", nonce=\"x\", uri=\"sip:example.com\", response=\"x\"",
                "Digest username=\"u\", realm=\"example.com\", nonce=\"x\", uri=\"sip:example.com\", response=\"x\", qop=auth",
                "Digest username=\"u\", realm=\"example.com\", nonce=\"x\", uri=\"sip:example.com\", response=\"x\", "
                        + "qop=auth, cnonce=\"c\", nc=-0000001",
                "Digest username=\"u\", realm=\"example.com\", nonce=\"x\", uri=\"sip:elsewhere.example\", response=\"x\"",
                ""
            })
    void whatIsNoCredentialForUsIsNone(String value) {
        assertThat(read(request(value), SOURCE, 0)).isEqualTo(new Reading.Absent(false));
    }

    @Test
    void aGarbledNonceIsStale() {
        for (String nonce : List.of("", "x", "====", "A".repeat(43), "ä")) {
            String value = "Digest username=\"u\", realm=\"example.com\", nonce=\"" + nonce
                    + "\", uri=\"sip:example.com\", response=\"x\"";
            assertThat(read(request(value), SOURCE, 0)).isEqualTo(new Reading.Absent(true));
        }
    }

    @Test
    void anAnswerWithoutQopIsGoodOnce() {
        Challenge challenge =
                Challenge.parse(server.challenge(REALM, SOURCE, false, 0).getLast());
        Challenge plain = new Challenge(REALM, challenge.nonce(), DigestAlgorithm.MD5, "op", false, false);
        String answer = DigestClient.answer(plain, "u", "secret", Method.REGISTER, "sip:example.com", 1, "c");
        assertThat(answer).contains("opaque=\"op\"").doesNotContain("qop");
        assertThat(verdict(answer, "secret", SOURCE, 0)).isEqualTo(Verdict.GOOD);
        assertThat(verdict(answer, "secret", SOURCE, 0)).isEqualTo(Verdict.REPLAYED);
    }

    private Verdict verdict(String answer, String password, String source, long now) {
        SipRequest request = request(answer);
        Credentials credentials = ((Reading.Present) read(request, source, now)).credentials();
        String secret = credentials.algorithm().secret("u", REALM, password);
        return server.judge(request, credentials, secret);
    }

    private Reading read(SipRequest request, String source, long now) {
        return server.read(request, HeaderName.AUTHORIZATION, REALM, source, now);
    }

    private static String answer(List<String> challenges, String password, int count) {
        Challenge challenge = DigestClient.choose(challenges, REALM);
        return DigestClient.answer(challenge, "u", password, Method.REGISTER, "sip:example.com", count, "c\"n");
    }

    private static SipRequest request(String authorization) {
        Headers headers =
                Headers.builder().add(HeaderName.AUTHORIZATION, authorization).build();
        return new SipRequest(Method.REGISTER, SipUri.of(null, "example.com", -1), headers, Body.NONE);
    }

    @Test
    void credentialsOfThousandsOfPartsAreNone() {
        StringBuilder many = new StringBuilder("Digest realm=\"r\", nonce=\"n\"");
        assertThat(Challenge.parse(many.toString())).isNotNull();
        for (int i = 0; i < 4_000; i++) {
            many.append(",p").append(i).append("=1");
        }
        assertThat(Challenge.parse(many.toString())).isNull();
    }

    @Test
    void credentialsWithQuotesInsideAreTheSameWhenTheyAreWrittenOn() {
        String text = "Digest username=\"a\\\"b\", realm=\"r\", nonce=\"n\", uri=\"sip:x\", response=\"y\\\"z\"";
        Credentials read = Credentials.parse(text);
        assertThat(read).isNotNull();
        assertThat(Credentials.parse(read.fieldValue())).isEqualTo(read);
    }
}
