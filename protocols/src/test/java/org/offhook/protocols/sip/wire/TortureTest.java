package org.offhook.protocols.sip.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.offhook.protocols.sip.HeaderName;
import org.offhook.protocols.sip.Method;
import org.offhook.protocols.sip.NameAddr;
import org.offhook.protocols.sip.OpaqueUri;
import org.offhook.protocols.sip.SipMessage;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.SipResponse;
import org.offhook.protocols.sip.SipUri;
import org.offhook.protocols.sip.agent.Capabilities;
import org.offhook.protocols.sip.agent.RequestCheck;

/// The 49 cases of RFC 4475 and those of RFC 5118, each with what becomes of it: served, dropped, or refused
/// with a status. Whatever is served also survives being written and read again.
class TortureTest {

    /// `ok` is a message to act on, a number the status of the refusal, `drop` silence.
    private static final Map<String, String> RFC_4475 = outcomes(
            "wsinv ok, intmeth 501, esc01 ok, escnull ok, esc02 501, lwsdisp ok, longreq ok, dblreq ok, semiuri ok",
            "transports ok, mpart01 415, unreason ok, noreason ok, badinv01 400, clerr 400, ncl 400, scalar02 400",
            "scalarlg drop, quotbal 400, ltgtruri 400, lwsruri 400, lwsstart 400, trws 400, escruri 400, baddate ok",
            "regbadct 400, badaspec 400, baddn 400, badvers 505, mismatch01 400, mismatch02 400, bigcode drop",
            "badbranch ok, insuf 400, unkscm 416, novelsc 416, unksm2 ok, bext01 420, invut 415, regaut01 ok",
            "multi01 400, mcl01 400, bcast ok, zeromf ok, cparam01 ok, cparam02 ok, regescrt ok, sdp01 406, inv2543 ok");

    private static final Map<String, String> RFC_5118 = outcomes(
            "ipv6-good ok, ipv6-bad 400, port-ambiguous ok, port-unambiguous ok, via-received-param-with-delim ok",
            "via-received-param-no-delim ok, ipv6-in-sdp ok, mult-ip-in-header ok, mult-ip-in-sdp ok",
            "ipv4-mapped-ipv6 ok, ipv6-bug-abnf-3-colons 400, ipv6-correct-abnf-2-colons ok");

    private static final Capabilities ABLE = new Capabilities(
            List.of(Method.INVITE, Method.ACK, Method.BYE, Method.OPTIONS, Method.REGISTER, Method.MESSAGE),
            Set.of(),
            Map.of(Method.INVITE, List.of("application/sdp"), Method.MESSAGE, List.of("text/plain")));

    private final SipParser parser = new SipParser(WireLimits.DEFAULT);

    private static Map<String, String> outcomes(String... lines) {
        Map<String, String> outcomes = new TreeMap<>();
        for (String line : lines) {
            for (String pair : line.split(", ")) {
                outcomes.put(pair.split(" ")[0], pair.split(" ")[1]);
            }
        }
        return outcomes;
    }

    static Stream<String> cases() {
        List<String> names = new ArrayList<>();
        RFC_4475.keySet().forEach(name -> names.add("rfc4475/" + name));
        RFC_5118.keySet().forEach(name -> names.add("rfc5118/" + name));
        return names.stream();
    }

    @Test
    void theTablesAreWhole() {
        assertThat(RFC_4475).hasSize(49);
        assertThat(RFC_5118).hasSize(12);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void eachCaseIsTreatedAsTheTableSays(String path) {
        String name = path.substring(8);
        String expected = (path.startsWith("rfc4475") ? RFC_4475 : RFC_5118).get(name);
        assertThat(outcome(parser.parse(bytes(path)))).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatIsUnderstoodIsTheSameAfterWritingAndReading(String path) {
        if (parser.parse(bytes(path)) instanceof ParseResult.Parsed(SipMessage message)) {
            byte[] written = new SipWriter().write(message);
            assertThat(parser.parse(written)).isEqualTo(new ParseResult.Parsed(message));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aRefusalCarriesTheFieldsThatTheSenderNeedsToMatchIt(String path) {
        if (parser.parse(bytes(path)) instanceof ParseResult.Rejected rejected) {
            SipResponse response = rejected.response("tag-1");
            assertThat(response.status()).isEqualTo(rejected.status());
            assertThat(response.headers().values(HeaderName.VIA))
                    .isEqualTo(rejected.headers().values(HeaderName.VIA));
            assertThat(response.headers().count(HeaderName.CSEQ)).isEqualTo(1);
        }
    }

    private static String outcome(ParseResult result) {
        return switch (result) {
            case ParseResult.Unusable _ -> "drop";
            case ParseResult.Rejected rejected -> Integer.toString(rejected.status());
            case ParseResult.Parsed(SipResponse _) -> "ok";
            case ParseResult.Parsed(SipRequest request) ->
                switch (RequestCheck.inspect(request, ABLE)) {
                    case RequestCheck.Servable _ -> "ok";
                    case RequestCheck.Refused refused -> Integer.toString(refused.status());
                };
        };
    }

    @Test
    void wsinvIsUnfolded() {
        SipRequest request = request("rfc4475/wsinv");
        assertThat(request.to().tag()).isEqualTo("4419nn");
        assertThat(request.from().display()).isEqualTo("Desk \\\"Phone\\\"");
        assertThat(request.vias())
                .extracting(via -> via.host())
                .containsExactly("192.0.2.40", "hop.example.com", "192.168.255.40");
        assertThat(request.cseq().number()).isEqualTo(11);
        assertThat(request.maxForwards()).isEqualTo(44);
        assertThat(request.header(HeaderName.SUBJECT)).isEmpty();
        assertThat(request.header(HeaderName.of("newfangledheader")))
                .isEqualTo("newfangled value continued newfangled value");
        assertThat(request.contacts().getFirst().params().get("q")).isEqualTo("0.33");
        assertThat(request.body().length()).isEqualTo(133);
    }

    @Test
    void escapesAreResolvedOnce() {
        SipRequest request = request("rfc4475/esc01");
        assertThat(((SipUri) request.uri()).decodedUser()).isEqualTo("sips:user@example.com");
        assertThat(((SipUri) request.to().uri()).sameAs(SipUri.parse("sip:user@example.com")))
                .isTrue();
        assertThat(((SipUri) request.contacts().getFirst().uri()).params().get("n%61me"))
                .isEqualTo("v%61lue%25%34%31");
    }

    @Test
    void aNulInAUserPartDoesNotEndIt() {
        List<NameAddr> contacts = request("rfc4475/escnull").contacts();
        assertThat(contacts).hasSize(2);
        assertThat(((SipUri) contacts.get(0).uri()).decodedUser()).isEqualTo("\0");
        assertThat(((SipUri) contacts.get(1).uri()).decodedUser()).isEqualTo("\0\0");
    }

    @Test
    void aPercentSignInAHeaderNameIsNoEscape() {
        assertThat(request("rfc4475/esc02").contacts()).hasSize(2);
    }

    @Test
    void theSecondRequestInADatagramIsIgnored() {
        SipRequest request = request("rfc4475/dblreq");
        assertThat(request.method()).isEqualTo(Method.REGISTER);
        assertThat(request.body().isEmpty()).isTrue();
    }

    @Test
    void aSemicolonBelongsToTheUserPart() {
        SipUri uri = (SipUri) request("rfc4475/semiuri").uri();
        assertThat(uri.decodedUser()).isEqualTo("user;par=u@example.net");
        assertThat(uri.params().isEmpty()).isTrue();
    }

    @Test
    void aParameterBelongsToTheFieldOrToTheUriByTheBrackets() {
        NameAddr outside = request("rfc4475/cparam01").contacts().getFirst();
        assertThat(outside.params().has("unknownparam")).isTrue();
        NameAddr inside = request("rfc4475/cparam02").contacts().getFirst();
        assertThat(inside.params().isEmpty()).isTrue();
        assertThat(((SipUri) inside.uri()).params().has("unknownparam")).isTrue();
    }

    @Test
    void aRouteInsideAContactStaysThere() {
        SipRequest request = request("rfc4475/regescrt");
        assertThat(request.routes()).isEmpty();
        assertThat(((SipUri) request.contacts().getFirst().uri()).headers())
                .isEqualTo("Route=%3Csip:sip.example.com%3E");
    }

    @Test
    void unknownSchemesAreCarried() {
        SipRequest request = request("rfc4475/unksm2");
        assertThat(request.to().uri()).isEqualTo(new OpaqueUri("isbn", "2983792873"));
        assertThat(request.from().tag()).isEqualTo("3234233");
    }

    @Test
    void reasonPhrasesMayBeForeignOrEmpty() {
        assertThat(((SipResponse) message("rfc4475/unreason")).reason()).endsWith("простое");
        assertThat(((SipResponse) message("rfc4475/noreason")).reason()).isEmpty();
    }

    @Test
    void aPortInsideTheBracketsIsPartOfTheAddress() {
        assertThat(((SipUri) request("rfc5118/port-ambiguous").uri()).portOrDefault())
                .isEqualTo(5060);
        assertThat(((SipUri) request("rfc5118/port-unambiguous").uri()).portOrDefault())
                .isEqualTo(5070);
    }

    @Test
    void receivedIsReadWithAndWithoutBrackets() {
        assertThat(request("rfc5118/via-received-param-with-delim").topVia().received())
                .isEqualTo("2001:db8::9:255");
        assertThat(request("rfc5118/via-received-param-no-delim").topVia().received())
                .isEqualTo("2001:db8::9:255");
    }

    private SipRequest request(String path) {
        return (SipRequest) message(path);
    }

    private SipMessage message(String path) {
        return ((ParseResult.Parsed) parser.parse(bytes(path))).message();
    }

    private static byte[] bytes(String path) {
        try (InputStream in = TortureTest.class.getResourceAsStream("/org/offhook/protocols/sip/" + path + ".sip")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(path, e);
        }
    }
}
