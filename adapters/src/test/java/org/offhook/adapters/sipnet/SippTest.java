package org.offhook.adapters.sipnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.core.signalling.LegEvent;
import org.offhook.core.signalling.LegEvent.Cause;
import org.offhook.core.signalling.SipLeg;
import org.offhook.testkit.peers.Offer;
import org.offhook.testkit.peers.Scenario;
import org.offhook.testkit.peers.Sipp;
import org.offhook.testkit.peers.SippRun;

/// The signalling of a real server against SIPp.
class SippTest {

    private SipHost host;

    /// What most calls here do.
    private static void answering(LegEvent event, SipLeg leg) {
        if (event == null) {
            leg.progress(180, null);
            leg.answer(SipHost.SDP);
        } else if (event instanceof LegEvent.Reoffered offer) {
            leg.agree(offer, SipHost.SDP);
        }
    }

    private Sipp caller(BiConsumer<LegEvent, SipLeg> script, Scenario scenario) {
        host = new SipHost(0, 1, SipNetLimits.STANDARD, script);
        return Sipp.caller("127.0.0.1", host.port(), scenario).calling("100");
    }

    @AfterEach
    void stop() {
        if (host != null) {
            host.close();
        }
    }

    @Test
    void aCallerIsAnsweredAndHangsUp() {
        caller(
                        SippTest::answering,
                        Scenario.caller().invite(Offer.DEAF).answered().bye())
                .calls(200, 200)
                .run()
                .succeeds();
        assertThat(host.await(LegEvent.Ended.class)).isEqualTo(new LegEvent.Ended(Cause.REMOTE, 200));
    }

    @Test
    void aCallerOverTcpIsAnsweredAndHangsUp() {
        caller(
                        SippTest::answering,
                        Scenario.caller().invite(Offer.DEAF).answered().bye())
                .overTcp()
                .calls(50, 50)
                .run()
                .succeeds();
        assertThat(host.await(LegEvent.Ended.class)).isEqualTo(new LegEvent.Ended(Cause.REMOTE, 200));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCallerIsAnsweredAndHungUpOn(boolean tcp) {
        BiConsumer<LegEvent, SipLeg> brief = (event, leg) -> {
            answering(event, leg);
            if (event instanceof LegEvent.Confirmed) {
                leg.hangUp();
            }
        };
        Sipp sipp =
                caller(brief, Scenario.caller().invite(Offer.DEAF).answered().awaitBye());
        (tcp ? sipp.overTcp() : sipp).calls(20, 20).run().succeeds();
        assertThat(host.await(LegEvent.Ended.class)).isEqualTo(new LegEvent.Ended(Cause.LOCAL, 200));
    }

    @Test
    void aCallerGivesUp() {
        BiConsumer<LegEvent, SipLeg> ring = (event, leg) -> {
            if (event == null) {
                leg.progress(180, null);
            }
        };
        caller(ring, Scenario.caller().invite(Offer.DEAF).await(180).cancel())
                .run()
                .succeeds();
        assertThat(host.await(LegEvent.Ended.class)).isEqualTo(new LegEvent.Ended(Cause.REMOTE, 487));
    }

    @Test
    void aCallerIsRefused() {
        BiConsumer<LegEvent, SipLeg> busy = (event, leg) -> {
            if (event == null) {
                leg.refuse(486, "Busy Here", Map.of());
            }
        };
        caller(busy, Scenario.caller().invite(Offer.DEAF).refused(486)).run().succeeds();
        assertThat(host.await(LegEvent.Ended.class)).isEqualTo(new LegEvent.Ended(Cause.LOCAL, 486));
    }

    @Test
    void aCallerChangesTheMediaAndPressesAKey() {
        caller(
                        SippTest::answering,
                        Scenario.caller()
                                .invite(Offer.DEAF)
                                .answered()
                                .invite(Offer.DEAF)
                                .answered()
                                .info('7')
                                .bye())
                .run()
                .succeeds();
        assertThat(host.await(LegEvent.Reoffered.class).sdp()).contains("m=audio");
        assertThat(host.await(LegEvent.Digits.class).digits()).isEqualTo("7");
    }

    @Test
    void messagesThatGetLostAreSentAgain() {
        caller(
                        SippTest::answering,
                        Scenario.caller().invite(Offer.DEAF).answered().bye())
                .calls(20, 20)
                .option("-lost", "10")
                .run()
                .succeeds();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void weCallAndHangUp(boolean tcp) {
        host = new SipHost(0, 1, SipNetLimits.STANDARD, SippTest::answering);
        Sipp sipp = Sipp.callee(Scenario.callee()
                .awaitInvite()
                .respond("180 Ringing")
                .answer(Offer.DEAF)
                .awaitBye());
        try (SippRun run = (tcp ? sipp.overTcp() : sipp).start()) {
            SipLeg leg = host.call(sipp.uri("bob"), SipHost.SDP, null, (_, _) -> {});
            assertThat(host.await(LegEvent.Ringing.class).status()).isEqualTo(180);
            assertThat(host.await(LegEvent.Answered.class).sdp()).contains("m=audio");
            leg.hangUp();
            run.await().succeeds();
        }
    }

    @Test
    void weCallAndGiveUp() {
        host = new SipHost(0, 1, SipNetLimits.STANDARD, SippTest::answering);
        Sipp sipp = Sipp.callee(
                Scenario.callee().awaitInvite().respond("180 Ringing").awaitCancel());
        try (SippRun run = sipp.start()) {
            SipLeg leg = host.call(sipp.uri("bob"), SipHost.SDP, null, (_, _) -> {});
            host.await(LegEvent.Ringing.class);
            leg.hangUp();
            run.await().succeeds();
        }
    }

    @Test
    void weCallWithoutAnOfferAndAnswerTheirs() {
        host = new SipHost(0, 1, SipNetLimits.STANDARD, SippTest::answering);
        Sipp sipp =
                Sipp.callee(Scenario.callee().awaitInvite().answer(Offer.DEAF).bye());
        try (SippRun run = sipp.start()) {
            host.call(sipp.uri("bob"), null, null, (event, leg) -> {
                if (event instanceof LegEvent.Answered) {
                    leg.answer(SipHost.SDP);
                }
            });
            assertThat(run.await().succeeds().messages()).contains("ACK sip:");
            assertThat(host.await(LegEvent.Ended.class)).isEqualTo(new LegEvent.Ended(Cause.REMOTE, 200));
        }
    }

    @Test
    void weRegisterNobodyWithAWrongPassword() {
        host = new SipHost(0, 1, SipNetLimits.STANDARD, SippTest::answering);
        Sipp.caller("127.0.0.1", host.port(), Scenario.caller().as("u1").register("wrong", 401))
                .run()
                .succeeds();
        assertThat(host.bindings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void weRegisterAUser(boolean tcp) {
        host = new SipHost(0, 1, SipNetLimits.STANDARD, SippTest::answering);
        Sipp sipp =
                Sipp.caller("127.0.0.1", host.port(), Scenario.caller().as("u1").register("secret1", 200));
        (tcp ? sipp.overTcp() : sipp).run().succeeds();
        assertThat(host.bindings().get("u1")).hasSize(1);
    }

    @Test
    void aCallToItselfHasTwoLegs() {
        host = new SipHost(0, 1, SipNetLimits.STANDARD, SippTest::answering);
        SipLeg leg = host.call("sip:100@127.0.0.1:" + host.port(), SipHost.SDP, null, (_, _) -> {});
        host.await(LegEvent.Answered.class);
        leg.hangUp();
        assertThat(host.await(LegEvent.Ended.class).status()).isEqualTo(200);
    }
}
