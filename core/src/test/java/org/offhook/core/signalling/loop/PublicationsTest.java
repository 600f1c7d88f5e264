package org.offhook.core.signalling.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offhook.protocols.sip.HeaderName;
import org.offhook.protocols.sip.SipResponse;
import org.offhook.protocols.sip.digest.DigestAlgorithm;
import org.offhook.protocols.sip.event.Presence;
import org.offhook.protocols.sip.event.Publication;

/// PUBLISH (RFC 3903).
class PublicationsTest {

    private static final String US = "192.0.2.1";
    private static final String OWN = "sip:u@example.com";
    private static final String EVENT = "Event: presence\n";
    private static final String DOCUMENT =
            "<presence><tuple id='a'><status><basic>open</basic></status></tuple></presence>";
    private static final String BODY =
            EVENT + "Content-Type: application/pidf+xml\nContent-Length: " + DOCUMENT.length() + "\n\n" + DOCUMENT;

    private final World world = new World();
    private final Node node = new Node(world, US);
    private Stranger phone = new Stranger(world, "192.0.2.66");
    private int cseq;

    @BeforeEach
    void users() {
        node.passwords.put("u", "pass");
        node.passwords.put("other", "pass");
    }

    private SipResponse ask(String uri, String more) {
        cseq++;
        phone.say(US, phone.text(uri, "PUBLISH", cseq, "", more));
        world.run(Duration.ofMillis(50));
        return phone.last();
    }

    private SipResponse publish(String user, String uri, String more) {
        SipResponse challenged = ask(uri, more);
        assertThat(challenged.status()).isEqualTo(401);
        String answer = Answers.to(challenged, DigestAlgorithm.MD5, user, "pass", "PUBLISH", uri);
        return ask(uri, "Authorization: " + answer + "\n" + more);
    }

    @Test
    void aUserPublishesRefreshesAndRemoves() {
        SipResponse first = publish("u", OWN, "Expires: 600\n" + BODY);
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header(HeaderName.EXPIRES)).isEqualTo("600");
        String tag = first.header(HeaderName.SIP_ETAG);
        assertThat(node.published.get("u")).extracting(Publication::state).containsExactly(Presence.OPEN);
        SipResponse again = publish("u", OWN, EVENT + "SIP-If-Match: " + tag + "\nExpires: 600\n");
        assertThat(again.status()).isEqualTo(200);
        String next = again.header(HeaderName.SIP_ETAG);
        assertThat(next).isNotEqualTo(tag);
        assertThat(publish("u", OWN, EVENT + "SIP-If-Match: " + tag + "\n").status())
                .isEqualTo(412);
        assertThat(publish("u", OWN, EVENT + "SIP-If-Match: " + next + "\nExpires: 0\n")
                        .status())
                .isEqualTo(200);
        assertThat(node.published.get("u")).isEmpty();
    }

    @Test
    void the200WaitsUntilTheStateIsDurable() {
        node.writeTime(Duration.ofMillis(300));
        SipResponse before = publish("u", OWN, BODY);
        assertThat(before.status()).isEqualTo(401);
        world.run(Duration.ofMillis(400));
        assertThat(phone.last().status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "sip:other@example.com, 'Event: presence\n', 403",
        "sip:u@example.org, 'Event: presence\n', 403",
        "sip:u@nowhere.example, 'Event: presence\n', 403",
        "sip:u@example.com, 'Event: presence\n', 400",
        "sip:u@example.com, 'Event: presence\nSIP-If-Match: a\nSIP-If-Match: b\n', 400",
        "sip:u@example.com, 'Event: presence\nSIP-If-Match: made-up\n', 412"
    })
    void whatIsAskedForDecides(String uri, String more, int status) {
        assertThat(publish("u", uri, more).status()).isEqualTo(status);
        assertThat(node.published).isEmpty();
    }

    @Test
    void aTimeThatIsTooShortIsRefusedWithTheShortest() {
        SipResponse refused = publish("u", OWN, "Expires: 59\n" + BODY);
        assertThat(refused.status()).isEqualTo(423);
        assertThat(refused.header(HeaderName.MIN_EXPIRES)).isEqualTo("60");
    }

    @Test
    void anotherEventOrDocumentIsRefusedWithWhatIsTaken() {
        SipResponse event = ask(OWN, BODY.replace("Event: presence", "Event: dialog"));
        assertThat(event.status()).isEqualTo(489);
        assertThat(event.header(HeaderName.ALLOW_EVENTS)).isEqualTo("presence");
        SipResponse type = ask(OWN, BODY.replace("pidf+xml", "cpim-pidf+xml"));
        assertThat(type.status()).isEqualTo(415);
        assertThat(type.header(HeaderName.ACCEPT)).isEqualTo("application/pidf+xml");
    }

    /// GHSA-85x7-54wr-vh42: entities.
    @Test
    void aDocumentThatDeclaresEntitiesIsRefused() {
        String hostile = "<!DOCTYPE p [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><presence><note>&x;</note></presence>";
        String body =
                EVENT + "Content-Type: application/pidf+xml\nContent-Length: " + hostile.length() + "\n\n" + hostile;
        assertThat(publish("u", OWN, body).status()).isEqualTo(400);
        assertThat(node.published).isEmpty();
    }

    @Test
    void nobodyPublishesWithoutAPasswordOrForSomebodyElse() {
        String request = phone.text(OWN, "PUBLISH", ++cseq, "", BODY);
        phone.say(US, request);
        world.run(Duration.ofMinutes(1));
        assertThat(phone.statuses()).as("one small answer").containsExactly(401);
        assertThat(world.messages("401").getFirst().length()).isLessThan(2 * request.length());
        assertThat(node.isEmpty()).isTrue();
        assertThat(publish("other", OWN, BODY).status()).isEqualTo(403);
        assertThat(node.published).isEmpty();
    }

    @Test
    void aPhoneThatStartsAnewReplacesWhatItHadPublished() {
        publish("u", OWN, BODY);
        assertThat(publish("u", OWN, BODY.replace("open", "closed").replace("Length: 79", "Length: 81"))
                        .status())
                .isEqualTo(200);
        assertThat(node.published.get("u")).extracting(Publication::state).containsExactly(Presence.CLOSED);
    }

    @Test
    void aUserHasSoManyPublicationsAndNoMore() {
        for (int status : List.of(200, 200, 403)) {
            phone = new Stranger(world, "192.0.2." + (100 + cseq));
            assertThat(publish("u", OWN, BODY).status()).isEqualTo(status);
        }
    }
}
