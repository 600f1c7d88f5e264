package org.offhook.core.signalling.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offhook.core.signalling.LegEvent;
import org.offhook.core.signalling.SipLeg;

/// What happens within an established dialog.
class SessionsTest {

    private final World world = new World();
    private final Node caller = new Node(world, "192.0.2.1");
    private final Node callee = new Node(world, "192.0.2.2");
    private SipLeg leg;

    @BeforeEach
    void connect() {
        callee.script((event, answering) -> {
            if (event == null) {
                answering.answer("answer");
            }
        });
        leg = caller.call("sip:bob@192.0.2.2", "offer");
        world.run(Duration.ofSeconds(1));
        assertThat(callee.heard).containsExactly("Invited offer", "Confirmed");
        caller.heard.clear();
        callee.heard.clear();
    }

    private void assertNothingIsLeftAfterHangUp() {
        leg.hangUp();
        world.run(Duration.ofSeconds(70));
        assertThat(caller.isEmpty()).isTrue();
        assertThat(callee.isEmpty()).isTrue();
    }

    private static void agree(Node node) {
        node.script((event, leg) -> {
            if (event instanceof LegEvent.Reoffered offer) {
                leg.agree(offer, "agreed by " + node.address);
            }
        });
    }

    @Test
    void eitherSideMayChangeTheMedia() {
        agree(caller);
        agree(callee);
        leg.reoffer("hold");
        world.run(Duration.ofSeconds(1));
        callee.incoming().reoffer("hold too");
        world.run(Duration.ofSeconds(1));
        assertThat(caller.heard).containsExactly("Renegotiated agreed by 192.0.2.2", "Reoffered hold too");
        assertThat(callee.heard).containsExactly("Reoffered hold", "Renegotiated agreed by 192.0.2.1");
        assertNothingIsLeftAfterHangUp();
    }

    @Test
    void aRefusedOfferLeavesTheCall() {
        callee.script((event, answering) -> {
            if (event instanceof LegEvent.Reoffered offer) {
                answering.decline(offer);
            }
        });
        leg.reoffer("video");
        world.run(Duration.ofSeconds(1));
        assertThat(caller.heard).containsExactly("OfferRefused 488");
        agree(callee);
        leg.reoffer("audio");
        world.run(Duration.ofSeconds(1));
        assertThat(caller.heard).last().isEqualTo("Renegotiated agreed by 192.0.2.2");
        assertNothingIsLeftAfterHangUp();
    }

    @Test
    void offersThatCollideAreBothTriedAgain() {
        agree(caller);
        agree(callee);
        leg.reoffer("from caller");
        callee.incoming().reoffer("from callee");
        world.run(Duration.ofSeconds(20));
        assertThat(world.messages("491")).hasSizeGreaterThanOrEqualTo(2);
        assertThat(caller.heard).containsExactlyInAnyOrder("Reoffered from callee", "Renegotiated agreed by 192.0.2.2");
        assertThat(callee.heard).containsExactlyInAnyOrder("Reoffered from caller", "Renegotiated agreed by 192.0.2.1");
        assertNothingIsLeftAfterHangUp();
    }

    @Test
    void aSecondOfferOfOursWaitsForNothing() {
        leg.reoffer("one");
        leg.reoffer("two");
        world.run(Duration.ofMillis(100));
        assertThat(caller.heard).containsExactly("OfferRefused 491");
        agree(callee);
        assertNothingIsLeftAfterHangUp();
    }

    @Test
    void anOfferThatTheScriptDoesNotAnswerIsRefusedInTheEnd() {
        leg.reoffer("hello?");
        world.run(Duration.ofSeconds(31));
        assertThat(caller.heard).containsExactly("OfferRefused 500");
        assertNothingIsLeftAfterHangUp();
    }

    @Test
    void aHangUpEndsWhatIsUndecided() {
        leg.reoffer("hello?");
        world.run(Duration.ofMillis(100));
        callee.incoming().hangUp();
        world.run(Duration.ofSeconds(70));
        assertThat(world.messages("487")).isNotEmpty();
        assertThat(caller.isEmpty()).isTrue();
        assertThat(callee.isEmpty()).isTrue();
        assertThat(caller.heard).last().isEqualTo("Ended REMOTE 200");
    }

    @Test
    void keysComeByInfo() {
        leg.info("application/dtmf-relay", "Signal=5\r\nDuration=160\r\n", Map.of());
        leg.info("application/dtmf-relay", "signal= #\nduration=80", Map.of());
        leg.info("application/dtmf", "*", Map.of());
        leg.info("application/dtmf", "11", Map.of());
        leg.info("application/dtmf-relay", "Signal=10", Map.of());
        world.run(Duration.ofSeconds(1));
        assertThat(callee.heard).containsExactly("Digits 5", "Digits #", "Digits *", "Digits #", "Digits *");
        assertNothingIsLeftAfterHangUp();
    }

    @Test
    void aKeyThatIsNoneIsRefused() {
        leg.info("application/dtmf-relay", "Signal=flash", Map.of());
        leg.info("application/dtmf-relay", "Duration=100", Map.of());
        world.run(Duration.ofSeconds(1));
        assertThat(callee.heard).isEmpty();
        assertThat(world.messages("400")).hasSize(2);
        assertNothingIsLeftAfterHangUp();
    }

    @Test
    void otherInfoGoesToTheScriptByItsPackage() {
        leg.info("text/plain", "hello", Map.of());
        leg.info("text/plain", "packed", Map.of("Info-Package", "good"));
        leg.info("text/plain", "unknown", Map.of("Info-Package", "bad;x=1"));
        world.run(Duration.ofSeconds(1));
        assertThat(callee.heard).containsExactly("Info text/plain hello", "Info text/plain packed");
        assertThat(world.messages("469")).singleElement().asString().contains("Recv-Info: good");
        assertNothingIsLeftAfterHangUp();
    }

    @Test
    void aSideThatIsGoneIsNoticedByTheNextRequest() {
        world.lose(_ -> true);
        leg.info("text/plain", "hello", Map.of());
        world.run(Duration.ofSeconds(40));
        assertThat(caller.heard).containsExactly("Ended LOST 408");
        world.run(Duration.ofSeconds(70));
        assertThat(caller.isEmpty()).isTrue();
    }

    @Test
    void whatIsAskedOfALegThatIsOverIsDropped() {
        assertNothingIsLeftAfterHangUp();
        int sent = world.ladder().size();
        leg.hangUp();
        leg.reoffer("x");
        leg.answer("x");
        leg.info("text/plain", "x", Map.of());
        leg.refuse(486, "x", Map.of());
        leg.progress(180, null);
        world.run(Duration.ofSeconds(70));
        assertThat(world.ladder()).hasSize(sent);
        assertThat(caller.heard).containsExactly("Ended LOCAL 200");
    }
}
