package org.offhook.core.signalling.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offhook.core.signalling.LegEvent;
import org.offhook.core.signalling.SipLeg;
import org.offhook.protocols.sip.HeaderName;

/// Sessions that have to be refreshed (RFC 4028).
class SessionTimersTest {

    private static final String US = "192.0.2.1";
    private static final String OFFER = "Content-Type: application/sdp\nContent-Length: 5\n\noffer";
    private static final String ANSWER = "Content-Type: application/sdp\nContent-Length: 6\n\nanswer";

    private final World world = new World();
    private final Node node = new Node(world, US);
    private final Stranger stranger = new Stranger(world, "192.0.2.66");

    private String callsUs(String fields) {
        node.script((event, leg) -> {
            if (event == null) {
                leg.answer("answer");
            } else if (event instanceof LegEvent.Reoffered offer) {
                leg.agree(offer, "again");
            }
        });
        stranger.request(US, "INVITE", 1, "", fields + "\n" + OFFER);
        world.run(Duration.ofSeconds(1));
        String tag = stranger.last().to().tag();
        if (stranger.last().status() == 200) {
            stranger.request(US, "ACK", 1, tag, "");
        }
        return tag;
    }

    private SipLeg isCalled(String fields) {
        SipLeg leg = node.call("sip:bob@192.0.2.66", "offer");
        world.run(Duration.ofMillis(100));
        stranger.reply(US, "INVITE", 200, "theirs", fields + "\n" + ANSWER);
        world.run(Duration.ofMillis(100));
        return leg;
    }

    private void assertNothingIsLeft() {
        world.run(Duration.ofSeconds(70));
        assertThat(node.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "'Supported: timer', '1800;refresher=uas', ''",
        "'Supported: timer\nSession-Expires: 600', '600;refresher=uas', ''",
        "'Supported: timer\nSession-Expires: 600;refresher=uac', '600;refresher=uac', 'timer'",
        "'Supported: timer\nx: 7200;refresher=uac\nMin-SE: 3600', '3600;refresher=uac', 'timer'",
        "'Session-Expires: 300;refresher=uac', '300;refresher=uas', ''",
        "'Allow: INVITE', '', ''"
    })
    void theAnswerSaysHowLongAndWhoRefreshes(String asked, String said, String required) {
        callsUs(asked);
        String answer = String.valueOf(stranger.last().header(HeaderName.SESSION_EXPIRES));
        assertThat(answer).isEqualTo(said.isEmpty() ? "null" : said);
        assertThat(String.join(",", stranger.last().headers().tokens(HeaderName.REQUIRE)))
                .isEqualTo(required);
        assertThat(stranger.last().headers().tokens(HeaderName.SUPPORTED)).contains("timer");
    }

    @Test
    void whoWantsRefreshesTooOftenIsTold() {
        callsUs("Supported: timer\nSession-Expires: 89");
        assertThat(stranger.last().status()).isEqualTo(422);
        assertThat(stranger.last().header(HeaderName.MIN_SE)).isEqualTo("90");
        assertThat(node.invites).isEmpty();
        assertNothingIsLeft();
    }

    @Test
    void aCallerThatDoesNotRefreshInTimeIsHungUp() {
        callsUs("Supported: timer\nSession-Expires: 90;refresher=uac");
        world.run(Duration.ofSeconds(58));
        assertThat(stranger.requests()).isEmpty();
        world.run(Duration.ofSeconds(3));
        assertThat(stranger.requests()).contains("BYE");
        assertThat(node.heard).last().isEqualTo("Ended LOST 408");
        assertNothingIsLeft();
    }

    @ParameterizedTest
    @CsvSource({"UPDATE, ''", "INVITE, 'Content-Type: application/sdp\nContent-Length: 5\n\noffer'"})
    void aRefreshOfTheirsProlongsTheCall(String method, String body) {
        String tag = callsUs("Supported: timer\nSession-Expires: 90;refresher=uac");
        for (int i = 2; i < 6; i++) {
            world.run(Duration.ofSeconds(50));
            stranger.request(US, method, i, tag, "Supported: timer\nSession-Expires: 90;refresher=uac\n" + body);
            world.run(Duration.ofMillis(100));
            assertThat(stranger.last().header(HeaderName.SESSION_EXPIRES)).isEqualTo("90;refresher=uac");
            if (method.equals("INVITE")) {
                stranger.request(US, "ACK", i, tag, "");
            }
        }
        assertThat(stranger.requests()).isEmpty();
        world.run(Duration.ofSeconds(65));
        assertThat(stranger.requests()).contains("BYE");
    }

    @Test
    void weRefreshByUpdateAtHalfTimeWhenTheOtherSideTakesIt() {
        isCalled("Session-Expires: 100;refresher=uac\nRequire: timer\nAllow: INVITE, UPDATE, BYE");
        world.run(Duration.ofSeconds(48));
        assertThat(stranger.requests()).doesNotContain("UPDATE");
        world.run(Duration.ofSeconds(3));
        assertThat(stranger.latest("UPDATE").header(HeaderName.SESSION_EXPIRES)).isEqualTo("100;refresher=uac");
        assertThat(stranger.latest("UPDATE").body().isEmpty()).isTrue();
        stranger.reply(US, "UPDATE", 200, "", "Session-Expires: 100;refresher=uac");
        world.run(Duration.ofSeconds(48));
        assertThat(stranger.requests()).doesNotContain("BYE");
        world.run(Duration.ofSeconds(4));
        stranger.reply(US, "UPDATE", 481, "", "");
        world.run(Duration.ofMillis(100));
        assertThat(stranger.requests()).contains("BYE");
        assertThat(node.heard).last().isEqualTo("Ended LOST 481");
        assertNothingIsLeft();
    }

    @Test
    void weRefreshByInviteWithTheSameDescriptionWhenTheOtherSideTakesNoUpdate() {
        isCalled("Session-Expires: 100;refresher=uac\nAllow: INVITE, BYE");
        world.run(Duration.ofSeconds(51));
        assertThat(stranger.latest("INVITE").body().text()).isEqualTo("offer");
        assertThat(stranger.latest("INVITE").header(HeaderName.SESSION_EXPIRES)).isEqualTo("100;refresher=uac");
        stranger.reply(US, "INVITE", 200, "", "Session-Expires: 100;refresher=uac\n" + ANSWER);
        world.run(Duration.ofMillis(100));
        assertThat(stranger.requests()).endsWith("INVITE", "ACK");
        assertThat(node.heard).last().isEqualTo("Renegotiated answer");
        world.run(Duration.ofSeconds(51));
        stranger.reply(US, "INVITE", 500, "", "");
        world.run(Duration.ofSeconds(25));
        assertThat(stranger.requests().stream().filter("INVITE"::equals).count())
                .isGreaterThan(2);
        world.run(Duration.ofSeconds(40));
        assertThat(node.heard).last().asString().startsWith("Ended LOST");
        assertNothingIsLeft();
    }

    @Test
    void anUpdateThatIsRefusedAfterAllIsFollowedByAnInvite() {
        isCalled("Session-Expires: 100;refresher=uac\nAllow: INVITE, UPDATE");
        world.run(Duration.ofSeconds(51));
        stranger.reply(US, "UPDATE", 405, "", "");
        world.run(Duration.ofMillis(200));
        assertThat(stranger.requests()).last().isEqualTo("INVITE");
    }

    @Test
    void aCalleeThatWantsLongerSessionsGetsThem() {
        SipLeg leg = node.call("sip:bob@192.0.2.66", "offer");
        world.run(Duration.ofMillis(100));
        assertThat(stranger.latest("INVITE").header(HeaderName.SESSION_EXPIRES)).isEqualTo("1800");
        assertThat(stranger.latest("INVITE").header(HeaderName.MIN_SE)).isEqualTo("90");
        stranger.reply(US, "INVITE", 422, "t1", "Min-SE: 3600");
        world.run(Duration.ofMillis(100));
        assertThat(stranger.latest("INVITE").header(HeaderName.SESSION_EXPIRES)).isEqualTo("3600");
        assertThat(stranger.latest("INVITE").cseq().number()).isEqualTo(2);
        stranger.reply(US, "INVITE", 422, "t2", "Min-SE: 3600");
        world.run(Duration.ofMillis(100));
        assertThat(node.heard).last().isEqualTo("Refused 422");
        leg.hangUp();
        assertNothingIsLeft();
    }

    @Test
    void twoOfOurKindRefreshForHours() {
        Node other = new Node(world, "192.0.2.2");
        other.script((event, leg) -> {
            if (event == null) {
                leg.answer("answer");
            }
        });
        SipLeg leg = node.call("sip:bob@192.0.2.2", "offer");
        world.run(Duration.ofHours(5));
        assertThat(world.messages("UPDATE")).hasSizeBetween(18, 21);
        assertThat(node.shard.counts().legs()).isEqualTo(1);
        leg.hangUp();
        assertNothingIsLeft();
        assertThat(other.isEmpty()).isTrue();
    }
}
