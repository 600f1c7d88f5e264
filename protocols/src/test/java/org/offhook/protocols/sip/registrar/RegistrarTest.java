package org.offhook.protocols.sip.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.protocols.sip.Body;
import org.offhook.protocols.sip.HeaderName;
import org.offhook.protocols.sip.Headers;
import org.offhook.protocols.sip.Method;
import org.offhook.protocols.sip.NameAddr;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.SipUri;

class RegistrarTest {

    private final Registrar registrar = new Registrar(new RegistrarLimits(60, 7200, 3600, 3, 120));
    private List<Binding> bindings = List.of();
    private long now = 1_000;

    @Test
    void aContactIsBoundForTheTimeItAsksFor() {
        register("a", 1, "<sip:u@192.0.2.1>", "600");
        assertThat(bindings).singleElement().satisfies(binding -> {
            assertThat(binding.contact()).hasToString("sip:u@192.0.2.1");
            assertThat(binding.expiresAt()).isEqualTo(1_600);
            assertThat(binding.q()).isEqualTo(1000);
        });
        now = 1_600;
        assertThat(current(apply("a", 2, null, null)).bindings()).isEmpty();
    }

    @Test
    void theParameterOfTheContactComesBeforeTheFieldAndTheDefaultLast() {
        register("a", 1, "<sip:a@x.example>;expires=120, <sip:b@x.example>, <sip:c@x.example>;expires=junk", "240");
        assertThat(bindings).extracting(Binding::expiresAt).containsExactly(1_120L, 1_240L, 1_240L);
        register("a", 2, "<sip:b@x.example>", null);
        assertThat(bindings.get(1).expiresAt()).isEqualTo(4_600);
        register("a", 3, "<sip:b@x.example>", "99999999999999999999");
        assertThat(bindings.get(1).expiresAt()).isEqualTo(8_200);
    }

    @Test
    void aRegistrationThatIsTooBriefIsToldTheMinimum() {
        assertThat(apply("a", 1, "<sip:u@192.0.2.1>", "59"))
                .isEqualTo(new Registration.Refused(423, "Interval Too Brief", 60));
    }

    @Test
    void severalDevicesAreBoundAndEachIsRemovedByItself() {
        register("a", 1, "<sip:u@192.0.2.1>", "600");
        register("b", 1, "<sip:u@192.0.2.2>;q=0.5", "600");
        assertThat(bindings).extracting(Binding::q).containsExactly(1000, 500);
        register("b", 2, "<sip:u@192.0.2.2>", "0");
        assertThat(bindings)
                .singleElement()
                .extracting(b -> b.contact().toString())
                .isEqualTo("sip:u@192.0.2.1");
    }

    @Test
    void contactsAreComparedAsUris() {
        register("a", 1, "<sip:%75@X.example;transport=UDP>", "600");
        register("a", 2, "<sip:u@x.example;transport=udp>", "700");
        assertThat(bindings).singleElement().extracting(Binding::expiresAt).isEqualTo(1_700L);
    }

    @Test
    void anOldRequestOfTheSameCallChangesNothing() {
        register("a", 5, "<sip:u@192.0.2.1>", "600");
        assertThat(apply("a", 5, "<sip:u@192.0.2.1>", "0")).isInstanceOf(Registration.Refused.class);
        assertThat(apply("a", 4, "*", "0")).isInstanceOf(Registration.Refused.class);
        register("restarted", 1, "<sip:u@192.0.2.1>", "700");
        assertThat(bindings).singleElement().extracting(Binding::expiresAt).isEqualTo(1_700L);
    }

    @Test
    void oneContactThatFailsLeavesAllAsTheyWere() {
        register("a", 1, "<sip:u@192.0.2.1>", "600");
        assertThat(apply("a", 2, "<sip:u@192.0.2.9>;expires=600, <sip:u@192.0.2.1>;expires=1", null))
                .isInstanceOf(Registration.Refused.class);
        assertThat(current(apply("a", 3, null, null)).bindings()).hasSize(1);
    }

    @Test
    void theWildcardRemovesAllAndNeedsExpiresZero() {
        register("a", 1, "<sip:u@192.0.2.1>, <sip:u@192.0.2.2>", "600");
        assertThat(apply("a", 2, "*", "600"))
                .isEqualTo(new Registration.Refused(400, "Wildcard Contact Needs Expires 0", 0));
        assertThat(apply("a", 2, "*", null)).isInstanceOf(Registration.Refused.class);
        register("a", 2, "*", "0");
        assertThat(bindings).isEmpty();
    }

    @Test
    void withoutContactsItIsOnlyAQuestion() {
        register("a", 1, "<sip:u@192.0.2.1>", "600");
        Registration.Current current = current(apply("a", 2, null, null));
        assertThat(current.changed()).isFalse();
        assertThat(current.bindings()).isEqualTo(bindings);
    }

    @Test
    void devicesBeyondTheLimitAreRefused() {
        register("a", 1, "<sip:1@x.example>, <sip:2@x.example>, <sip:3@x.example>", "600");
        assertThat(apply("a", 2, "<sip:4@x.example>", "600"))
                .isEqualTo(new Registration.Refused(403, "Too Many Devices", 0));
    }

    @Test
    void aContactThatIsNoSipAddressIsRefused() {
        assertThat(apply("a", 1, "<name:John>", "600")).isInstanceOf(Registration.Refused.class);
    }

    @ParameterizedTest
    @CsvSource({"1, 1000", "1.0, 1000", "0.7, 700", "0.123, 123", "0, 0", "0., 0", "2, 1000", "0.1234, 1000", "x, 1000"
    })
    void preferencesAreRead(String q, int expected) {
        NameAddr contact = NameAddr.parse("<sip:u@x.example>;q=" + q);
        assertThat(Registrar.preference(contact)).isEqualTo(expected);
    }

    /// RFC 5626 §6: one binding for each flow of a device, wherever it comes from.
    @Test
    void aDeviceHasABindingForEachOfItsFlows() {
        register(flow("a", 1, "<sip:u@192.0.2.1;ob>", 1, "600"));
        register(flow("b", 1, "<sip:u@192.0.2.1;ob>", 2, "600"));
        register(flow("c", 1, "<sip:u@198.51.100.7;ob>", 1, "700"));
        assertThat(bindings)
                .extracting(b -> b.contact() + " " + b.outbound().flow())
                .containsExactly("sip:u@198.51.100.7;ob 1", "sip:u@192.0.2.1;ob 2");
        assertThat(bindings).extracting(b -> b.outbound().instance()).containsOnly("<urn:uuid:1>");
        register(flow("c", 2, "<sip:u@198.51.100.7;ob>", 1, "0"));
        assertThat(bindings).singleElement().extracting(Binding::key).isEqualTo("2 <urn:uuid:1>");
        Registration.Current asked = current(registrar.apply(bindings, request(headers("d", 1, null, null)), now));
        assertThat(asked.flowTimer()).isZero();
    }

    @Test
    void whoAsksForFlowsIsToldHowOftenToShowThatItLives() {
        assertThat(current(apply(flow("a", 1, "<sip:u@192.0.2.1>", 1, "600"))).flowTimer())
                .isEqualTo(120);
        assertThat(current(apply("a", 1, "<sip:u@192.0.2.1>;reg-id=1;+sip.instance=\"<urn:uuid:1>\"", "600"))
                        .flowTimer())
                .as("without Supported: outbound")
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"reg-id=0", "reg-id=x", "reg-id=99999999999", "x=1"})
    void aFlowThatIsNoneIsAContactLikeAnyOther(String parameter) {
        String contact = "<sip:u@192.0.2.1>;+sip.instance=\"<urn:uuid:1>\";" + parameter;
        register(headers("a", 1, contact, "600").add(HeaderName.SUPPORTED, "outbound"));
        assertThat(bindings).singleElement().extracting(Binding::outbound).isNull();
    }

    @Test
    void oneRequestIsAboutOneFlow() {
        String two = "<sip:u@192.0.2.1>;reg-id=1;+sip.instance=\"<urn:uuid:1>\","
                + "<sip:u@192.0.2.1>;reg-id=2;+sip.instance=\"<urn:uuid:1>\"";
        assertThat(apply(headers("a", 1, two, "600").add(HeaderName.SUPPORTED, "outbound")))
                .isEqualTo(new Registration.Refused(400, "One Flow at a Time", 0));
    }

    /// A proxy in between that knows no flows would send calls by any.
    @Test
    void behindProxiesTheFirstHasToKnowFlows() {
        String proxy = "SIP/2.0/UDP 192.0.2.9;branch=z9hG4bKproxy";
        register(flow("a", 1, "<sip:u@192.0.2.1>", 1, "600").add(HeaderName.VIA, proxy));
        assertThat(bindings).singleElement().extracting(Binding::outbound).isNull();
        bindings = List.of();
        register(flow("a", 1, "<sip:u@192.0.2.1>", 1, "600")
                .add(HeaderName.VIA, proxy)
                .add(HeaderName.PATH, "<sip:token@192.0.2.9;lr;ob>"));
        assertThat(bindings).singleElement().extracting(Binding::key).isEqualTo("1 <urn:uuid:1>");
    }

    private static Headers.Builder flow(String callId, int cseq, String contact, int flow, String expires) {
        return headers(callId, cseq, contact + ";reg-id=" + flow + ";+sip.instance=\"<urn:uuid:1>\"", expires)
                .add(HeaderName.SUPPORTED, "path, outbound");
    }

    private void register(Headers.Builder headers) {
        bindings = new ArrayList<>(current(apply(headers)).bindings());
    }

    private Registration apply(Headers.Builder headers) {
        return registrar.apply(bindings, request(headers), now);
    }

    @Test
    void thePathIsKept() {
        Headers.Builder headers =
                headers("a", 1, "<sip:u@192.0.2.1>", "600").add(HeaderName.PATH, "<sip:edge.example;lr>");
        Registration result = registrar.apply(List.of(), request(headers), now);
        assertThat(current(result).bindings().getFirst().path()).containsExactly("<sip:edge.example;lr>");
    }

    private void register(String callId, int cseq, String contact, String expires) {
        Registration.Current current = current(apply(callId, cseq, contact, expires));
        assertThat(current.changed()).isTrue();
        bindings = new ArrayList<>(current.bindings());
    }

    private static Registration.Current current(Registration registration) {
        assertThat(registration).isInstanceOf(Registration.Current.class);
        return (Registration.Current) registration;
    }

    private Registration apply(String callId, int cseq, String contact, String expires) {
        return registrar.apply(bindings, request(headers(callId, cseq, contact, expires)), now);
    }

    private static SipRequest request(Headers.Builder headers) {
        return new SipRequest(Method.REGISTER, SipUri.of(null, "x.example", -1), headers.build(), Body.NONE);
    }

    private static Headers.Builder headers(String callId, int cseq, String contact, String expires) {
        Headers.Builder headers = Headers.builder()
                .add(HeaderName.VIA, "SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK" + cseq)
                .add(HeaderName.FROM, "<sip:u@x.example>;tag=1")
                .add(HeaderName.TO, "<sip:u@x.example>")
                .add(HeaderName.CALL_ID, callId)
                .add(HeaderName.CSEQ, cseq + " REGISTER");
        if (contact != null) {
            headers.add(HeaderName.CONTACT, contact);
        }
        if (expires != null) {
            headers.add(HeaderName.EXPIRES, expires);
        }
        return headers;
    }
}
