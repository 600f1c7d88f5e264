package org.offhook.core.signalling.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offhook.core.signalling.LegEvent;
import org.offhook.protocols.sip.HeaderName;
import org.offhook.protocols.sip.SipRequest;

/// REFER within a call, and the reports about it (RFC 3515, RFC 4488).
class RefersTest {

    private static final String US = "192.0.2.1";
    private static final String OFFER = "Content-Type: application/sdp\nContent-Length: 5\n\noffer";

    private final World world = new World();
    private final Node node = new Node(world, US);
    private final Stranger stranger = new Stranger(world, "192.0.2.66");
    private String tag;

    @BeforeEach
    void connect() {
        node.script((event, leg) -> {
            if (event == null) {
                leg.answer("answer");
            } else if (event instanceof LegEvent.Referred referred) {
                leg.follow(referred.target().contains("premium") ? 403 : 202);
            }
        });
        stranger.request(US, "INVITE", 1, "", OFFER);
        world.run(Duration.ofMillis(100));
        tag = stranger.last().to().tag();
        stranger.request(US, "ACK", 1, tag, "");
        node.heard.clear();
    }

    @Test
    void aReferThatIsFollowedIsReportedUntilTheEnd() {
        stranger.request(
                US,
                "REFER",
                2,
                tag,
                "Refer-To: \"C\" <sip:c@example.com?Replaces=a%40b%3Bto-tag%3D1%3Bfrom-tag%3D2>\nReferred-By: <sip:x@y>\n");
        world.run(Duration.ofMillis(50));
        assertThat(node.heard).containsExactly("Referred sip:c@example.com a@b;to-tag=1;from-tag=2 <sip:x@y>");
        assertThat(stranger.statuses()).last().isEqualTo(202);
        SipRequest first = stranger.latest("NOTIFY");
        assertThat(first.body().text()).isEqualTo("SIP/2.0 100 Trying\r\n");
        assertThat(first.header(HeaderName.EVENT)).isEqualTo("refer");
        assertThat(first.header(HeaderName.SUBSCRIPTION_STATE)).startsWith("active;expires=");
        stranger.reply(US, "NOTIFY", 200, "", "");
        node.incoming().tellReferrer(486);
        world.run(Duration.ofMillis(50));
        assertThat(stranger.latest("NOTIFY").body().text()).startsWith("SIP/2.0 486 ");
        assertThat(stranger.latest("NOTIFY").header(HeaderName.SUBSCRIPTION_STATE))
                .startsWith("terminated");
        stranger.reply(US, "NOTIFY", 481, "", "");
        node.incoming().tellReferrer(200);
        world.run(Duration.ofSeconds(1));
        assertThat(stranger.requests()).containsExactly("NOTIFY", "NOTIFY");
        stranger.request(US, "REFER", 3, tag, "Refer-To: <sip:c@example.com>\n");
        world.run(Duration.ofMillis(50));
        assertThat(stranger.latest("NOTIFY").header(HeaderName.EVENT)).isEqualTo("refer;id=3");
    }

    @ParameterizedTest
    @CsvSource({
        "'Refer-To: <sip:premium@example.com>', 403",
        "'X: y', 400",
        "'Refer-To: <sip:a@b>\nRefer-To: <sip:c@d>', 400",
        "'Refer-To: <http://example.com>', 400",
        "'Refer-To: <sip:a@b;method=BYE>', 400",
        "'Refer-To: <sip:a@b?Replaces=x>', 400",
        "'r: tel:+15550100', 202"
    })
    void aReferIsAnswered(String fields, int status) {
        stranger.request(US, "REFER", 2, tag, fields + "\n");
        world.run(Duration.ofMillis(50));
        assertThat(stranger.last().status()).isEqualTo(status);
    }

    @Test
    void whoWantsNoReportsGetsNone() {
        stranger.request(US, "REFER", 2, tag, "Refer-To: <sip:a@b>\nRefer-Sub: false\nRequire: norefersub\n");
        world.run(Duration.ofMillis(50));
        node.incoming().tellReferrer(200);
        world.run(Duration.ofSeconds(1));
        assertThat(stranger.last().status()).isEqualTo(202);
        assertThat(stranger.last().header(HeaderName.REFER_SUB)).isEqualTo("false");
        assertThat(stranger.requests()).isEmpty();
    }

    @Test
    void outsideOfACallNobodyMayRefer() {
        stranger.request(US, "REFER", 9, "", "Refer-To: <sip:a@b>\n");
        assertThat(stranger.last().status()).isEqualTo(403);
        stranger.request(US, "NOTIFY", 10, "", "Event: message-summary\nSubscription-State: active\n");
        assertThat(stranger.last().status()).isEqualTo(481);
        assertThat(node.heard).isEmpty();
    }

    @Test
    void aReferOfOursIsReportedToTheScript() {
        node.incoming().refer("sip:c@example.com");
        world.run(Duration.ofMillis(50));
        assertThat(stranger.latest("REFER").header(HeaderName.REFER_TO)).isEqualTo("<sip:c@example.com>");
        assertThat(stranger.latest("REFER").headers().has(HeaderName.REFERRED_BY))
                .isTrue();
        stranger.reply(US, "REFER", 202, "", "");
        String event = "Event: refer\nSubscription-State: ";
        String body = "\nContent-Type: message/sipfrag\nContent-Length: 16\n\nSIP/2.0 ";
        stranger.request(US, "NOTIFY", 2, tag, event + "active" + body + "180 Ring");
        stranger.request(US, "NOTIFY", 3, tag, event + "terminated;reason=noresource" + body + "200 Okay");
        assertThat(stranger.statuses()).endsWith(200, 200);
        stranger.request(US, "NOTIFY", 4, tag, event + "active" + body + "200 Okay");
        assertThat(stranger.last().status()).isEqualTo(481);
        assertThat(node.heard).containsExactly("ReferAnswered 202", "ReferTold 180 false", "ReferTold 200 true");
    }

    @Test
    void aReferThatIsRefusedEndsThere() {
        node.incoming().refer("sip:c@example.com");
        world.run(Duration.ofMillis(50));
        stranger.reply(US, "REFER", 603, "", "");
        stranger.request(US, "NOTIFY", 2, tag, "Event: refer\nSubscription-State: active\n");
        assertThat(stranger.last().status()).isEqualTo(481);
        assertThat(node.heard).containsExactly("ReferAnswered 603");
        node.incoming().refer("nothing");
        world.run(Duration.ofMillis(50));
        assertThat(node.heard).last().isEqualTo("ReferAnswered 400");
    }

    @Test
    void aReferThatNobodyDecidesIsRefusedInTheEnd() {
        node.script((_, _) -> {});
        stranger.request(US, "REFER", 2, tag, "Refer-To: <sip:a@b>\n");
        stranger.request(US, "REFER", 3, tag, "Refer-To: <sip:a@b>\n");
        assertThat(stranger.last().status()).isEqualTo(491);
        world.run(Duration.ofSeconds(31));
        assertThat(stranger.last().status()).isEqualTo(500);
        stranger.request(US, "BYE", 4, tag, "");
        world.run(Duration.ofSeconds(70));
        assertThat(node.isEmpty()).isTrue();
    }
}
