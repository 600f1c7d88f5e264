package org.offhook.core.signalling.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.core.signalling.InviteHandler.Admission;
import org.offhook.core.signalling.LegEvent;
import org.offhook.core.signalling.SipLeg;
import org.offhook.core.signalling.net.Flow;
import org.offhook.core.signalling.net.Transport;
import org.offhook.core.web.AllowedDestination;
import org.offhook.core.web.DestinationPolicy;

/// Calls between two shards.
class CallsTest {

    private final World world = new World();
    private final Node caller = new Node(world, "192.0.2.1");
    private final Node callee = new Node(world, "192.0.2.2");

    private void answerWith(String sdp) {
        callee.script((event, leg) -> {
            if (event == null) {
                leg.progress(180, null);
                leg.answer(sdp);
            }
        });
    }

    private SipLeg connected() {
        answerWith("answer");
        SipLeg leg = caller.call("sip:bob@192.0.2.2", "offer");
        world.run(Duration.ofSeconds(1));
        assertThat(caller.heard).containsExactly("Ringing 180 null", "Answered answer");
        assertThat(callee.heard).containsExactly("Invited offer", "Confirmed");
        caller.heard.clear();
        callee.heard.clear();
        return leg;
    }

    private void assertNothingIsLeft() {
        world.run(Duration.ofSeconds(70));
        assertThat(caller.isEmpty()).isTrue();
        assertThat(callee.isEmpty()).isTrue();
    }

    @Test
    void theCallerHangsUp() {
        SipLeg leg = connected();
        leg.hangUp();
        assertNothingIsLeft();
        assertThat(caller.heard).containsExactly("Ended LOCAL 200");
        assertThat(callee.heard).containsExactly("Ended REMOTE 200");
        assertThat(world.ladder())
                .containsExactly(
                        "192.0.2.1 > 192.0.2.2 INVITE",
                        "192.0.2.2 > 192.0.2.1 100",
                        "192.0.2.2 > 192.0.2.1 180",
                        "192.0.2.2 > 192.0.2.1 200",
                        "192.0.2.1 > 192.0.2.2 ACK",
                        "192.0.2.1 > 192.0.2.2 BYE",
                        "192.0.2.2 > 192.0.2.1 200");
    }

    @Test
    void nothingIsSentToAnAddressThatTheOrderDoesNotAdmit() {
        DestinationPolicy guarded = DestinationPolicy.guarded(List.of());
        caller.call("sip:bob@10.0.0.7", "offer", null, guarded);
        caller.call("sip:bob@[::ffff:10.0.0.7]", "offer", null, guarded);
        assertNothingIsLeft();
        assertThat(caller.heard).containsExactly("NotAdmitted 10.0.0.7", "NotAdmitted [::ffff:10.0.0.7]");
        assertThat(world.ladder()).isEmpty();
    }

    @Test
    void anAddressThatTheOperatorAllowsIsCalled() {
        answerWith("answer");
        DestinationPolicy guarded = DestinationPolicy.guarded(
                AllowedDestination.parse("192.0.2.2:5060").stream().toList());
        caller.call("sip:bob@192.0.2.2", "offer", null, guarded);
        world.run(Duration.ofSeconds(1));
        assertThat(caller.heard).containsExactly("Ringing 180 null", "Answered answer");
    }

    @Test
    void theCalleeHangsUp() {
        connected();
        callee.incoming().hangUp();
        assertNothingIsLeft();
        assertThat(callee.heard).containsExactly("Ended LOCAL 200");
        assertThat(caller.heard).containsExactly("Ended REMOTE 200");
    }

    @Test
    void bothHangUpAtOnce() {
        SipLeg leg = connected();
        leg.hangUp();
        callee.incoming().hangUp();
        assertNothingIsLeft();
        assertThat(callee.heard).containsExactly("Ended LOCAL 200");
        assertThat(caller.heard).containsExactly("Ended LOCAL 200");
    }

    @Test
    void whatTheRouterSeesOfAnInvite() {
        connected();
        assertThat(callee.invites).singleElement().satisfies(invite -> {
            assertThat(invite.target()).isEqualTo("sip:bob@192.0.2.2");
            assertThat(invite.from()).isEqualTo("sip:caller@example.com");
            assertThat(invite.fromName()).isEqualTo("Caller");
            assertThat(invite.header("X-Test")).isEqualTo("yes");
            assertThat(invite.headers()).doesNotContainKeys("Via", "From", "CSeq");
            assertThat(invite.source().address()).isEqualTo("192.0.2.1");
            assertThat(invite.transport()).isEqualTo("udp");
            assertThat(invite.user()).isNull();
        });
    }

    @Test
    void theCallerGivesUpWhileItRings() {
        callee.script((event, leg) -> {
            if (event == null) {
                leg.progress(180, null);
            }
        });
        SipLeg leg = caller.call("sip:bob@192.0.2.2", "offer");
        world.run(Duration.ofSeconds(1));
        leg.hangUp();
        assertNothingIsLeft();
        assertThat(caller.heard).containsExactly("Ringing 180 null", "Ended LOCAL 487");
        assertThat(callee.heard).containsExactly("Invited offer", "Ended REMOTE 487");
        assertThat(world.messages("CANCEL")).hasSize(1);
        assertThat(world.messages("487")).hasSize(1);
    }

    @Test
    void aCancelWaitsForTheFirstProvisionalResponse() {
        world.lose(text -> text.startsWith("INVITE") && world.now() < 1_400 * World.MS);
        SipLeg leg = caller.call("sip:bob@192.0.2.2", "offer");
        leg.hangUp();
        assertNothingIsLeft();
        assertThat(world.ladder()).startsWith("192.0.2.1 > 192.0.2.2 INVITE", "192.0.2.1 > 192.0.2.2 INVITE");
        assertThat(world.ladder().indexOf("192.0.2.1 > 192.0.2.2 CANCEL"))
                .isGreaterThan(world.ladder().indexOf("192.0.2.2 > 192.0.2.1 100"));
        assertThat(caller.heard).containsExactly("Ended LOCAL 487");
        assertThat(callee.heard).containsExactly("Invited offer", "Ended REMOTE 487");
    }

    @Test
    void anAnswerThatCrossesTheCancelIsAcknowledgedAndEnded() {
        callee.script((event, leg) -> {
            if (event == null) {
                leg.progress(180, null);
            }
        });
        SipLeg leg = caller.call("sip:bob@192.0.2.2", "offer");
        world.run(Duration.ofSeconds(1));
        callee.incoming().answer("answer");
        leg.hangUp();
        assertNothingIsLeft();
        assertThat(caller.heard).containsExactly("Ringing 180 null", "Ended LOCAL 487");
        assertThat(callee.heard).containsExactly("Invited offer", "Confirmed", "Ended REMOTE 200");
        assertThat(world.messages("ACK")).hasSize(1);
        assertThat(world.messages("BYE")).hasSize(1);
    }

    @Test
    void aRefusalIsHeardWithItsStatus() {
        callee.script((event, leg) -> {
            if (event == null) {
                leg.refuse(
                        486, "Busy Here", Map.of("X-Why", "lunch", "Bad Name", "x", "Via", "x", "X-Evil", "a\r\nb: c"));
            }
        });
        caller.call("sip:bob@192.0.2.2", "offer");
        assertNothingIsLeft();
        assertThat(caller.heard).containsExactly("Refused 486");
        assertThat(callee.heard).containsExactly("Invited offer", "Ended LOCAL 486");
        assertThat(world.messages("486").getFirst()).contains("X-Why: lunch").doesNotContain("Bad Name", "X-Evil");
        assertThat(world.messages("486").getFirst().split("Via:")).hasSize(2);
    }

    @Test
    void theRouterMayRefuseAtOnce() {
        callee.admit(_ -> new Admission.Refused(404, "Not Found", Map.of()));
        caller.call("sip:bob@192.0.2.2", "offer");
        assertNothingIsLeft();
        assertThat(caller.heard).containsExactly("Refused 404");
    }

    @Test
    void nobodyThereIsATimeOut() {
        caller.call("sip:bob@192.0.2.9", "offer");
        assertNothingIsLeft();
        assertThat(caller.heard).containsExactly("Refused 408");
        assertThat(world.messages("INVITE")).hasSize(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tel:+15550100", "nonsense", "sip:bob@nowhere.example", "sip:bob@192.0.2.2;transport=ws"})
    void aTargetThatCannotBeReachedIsRefused(String target) {
        caller.call(target, "offer");
        assertNothingIsLeft();
        assertThat(caller.heard).containsExactly("Refused 503");
    }

    @Test
    void anOfferMayComeInTheAnswer() {
        answerWith("late offer");
        caller.script((event, leg) -> {
            if (event instanceof LegEvent.Answered) {
                leg.answer("late answer");
            }
        });
        caller.call("sip:bob@192.0.2.2", null);
        world.run(Duration.ofSeconds(1));
        assertThat(caller.heard).containsExactly("Ringing 180 null", "Answered late offer");
        assertThat(callee.heard).containsExactly("Invited null", "Answered late answer", "Confirmed");
        callee.incoming().hangUp();
        assertNothingIsLeft();
    }

    @Test
    void anOfferInTheAnswerThatNobodyAnswersEndsTheCall() {
        answerWith("late offer");
        caller.call("sip:bob@192.0.2.2", null);
        assertNothingIsLeft();
        assertThat(caller.heard).containsExactly("Ringing 180 null", "Answered late offer", "Ended LOST 408");
        assertThat(callee.heard).last().asString().startsWith("Ended");
    }

    @Test
    void earlyMediaComesWithTheProgress() {
        callee.script((event, leg) -> {
            if (event == null) {
                leg.progress(183, "early");
            }
        });
        caller.call("sip:bob@192.0.2.2", "offer");
        world.run(Duration.ofSeconds(1));
        assertThat(caller.heard).containsExactly("Ringing 183 early");
        callee.incoming().hangUp();
        assertNothingIsLeft();
        assertThat(caller.heard).last().isEqualTo("Refused 480");
    }

    @Test
    void aByeWaitsForTheAck() {
        callee.script((event, leg) -> {
            if (event == null) {
                leg.answer("answer");
                leg.hangUp();
            }
        });
        world.lose(text -> text.startsWith("ACK") && world.now() < 1_700 * World.MS);
        caller.call("sip:bob@192.0.2.2", "offer");
        assertNothingIsLeft();
        int bye = world.ladder().indexOf("192.0.2.2 > 192.0.2.1 BYE");
        assertThat(world.ladder().subList(0, bye))
                .filteredOn("192.0.2.1 > 192.0.2.2 ACK"::equals)
                .hasSize(3);
        assertThat(callee.heard).containsExactly("Invited offer", "Ended LOCAL 200");
        assertThat(caller.heard).containsExactly("Answered answer", "Ended REMOTE 200");
    }

    @Test
    void withoutAnAckTheCallIsLost() {
        answerWith("answer");
        world.lose(text -> text.startsWith("ACK"));
        caller.call("sip:bob@192.0.2.2", "offer");
        assertNothingIsLeft();
        assertThat(callee.heard).containsExactly("Invited offer", "Ended LOST 408");
        assertThat(caller.heard).containsExactly("Ringing 180 null", "Answered answer", "Ended REMOTE 200");
    }

    @Test
    void aCallThatRingsTooLongEndsOnBothSides() {
        callee.script((event, leg) -> {
            if (event == null) {
                leg.progress(180, null);
            }
        });
        caller.call("sip:bob@192.0.2.2", "offer");
        world.run(Duration.ofMinutes(11));
        assertNothingIsLeft();
        assertThat(caller.heard).last().asString().startsWith("Refused 4");
        assertThat(callee.heard).last().asString().startsWith("Ended");
    }

    @Test
    void overAStreamNothingIsSentTwice() {
        answerWith("answer");
        SipLeg leg = caller.call("sip:bob@192.0.2.2;transport=tcp", "offer");
        world.run(Duration.ofSeconds(1));
        assertThat(callee.invites.getFirst().transport()).isEqualTo("tcp");
        leg.hangUp();
        assertNothingIsLeft();
        assertThat(world.ladder()).hasSize(7);
    }

    @Test
    void aStreamThatCannotBeOpenedEndsTheCall() {
        caller.call("sip:bob@192.0.2.2;transport=tcp", "offer");
        world.lose(_ -> true);
        world.run(Duration.ofMillis(100));
        caller.shard.failed(new Flow(Transport.TCP, "192.0.2.2", 5060, 0), world.now());
        assertNothingIsLeft();
        assertThat(caller.heard).containsExactly("Refused 503");
    }

    /// The state machines against a bad network: every call comes to one end on both sides, and nothing is
    /// left.
    @Test
    void nothingIsLeftOfAnyCallHoweverBadTheNetwork() {
        for (int seed = 0; seed < 400; seed++) {
            World bad = new World();
            Node a = new Node(bad, "192.0.2.1");
            Node b = new Node(bad, "192.0.2.2");
            bad.lose(0.3, seed);
            int variant = seed % 4;
            b.script((event, leg) -> {
                if (event == null) {
                    leg.progress(180, null);
                    bad.after((variant == 3 ? 5_000 : 300) * World.MS, () -> leg.answer("answer"));
                } else if (event instanceof LegEvent.Confirmed && variant == 1) {
                    leg.reoffer("again");
                    bad.after(3_000 * World.MS, leg::hangUp);
                } else if (event instanceof LegEvent.Reoffered offer) {
                    leg.agree(offer, "agreed");
                }
            });
            a.script((event, leg) -> {
                if (event instanceof LegEvent.Answered && variant != 1) {
                    bad.after(2_000 * World.MS, leg::hangUp);
                } else if (event instanceof LegEvent.Reoffered offer) {
                    leg.agree(offer, "agreed");
                }
            });
            SipLeg leg = a.call("sip:bob@192.0.2.2", "offer");
            if (variant == 3) {
                bad.after(4_990 * World.MS, leg::hangUp);
            }
            bad.run(Duration.ofMinutes(4));
            assertThat(a.isEmpty())
                    .as("caller of seed %d: %s", seed, a.shard.counts())
                    .isTrue();
            assertThat(b.isEmpty())
                    .as("callee of seed %d: %s %s", seed, b.shard.counts(), b.heard)
                    .isTrue();
            assertThat(a.heard)
                    .as("seed %d", seed)
                    .filteredOn(CallsTest::isLast)
                    .hasSize(1);
            assertThat(b.heard.stream().filter(CallsTest::isLast).count())
                    .as("seed %d %s", seed, b.heard)
                    .isEqualTo(b.invites.size());
        }
    }

    private static boolean isLast(String heard) {
        return heard.startsWith("Ended") || heard.startsWith("Refused");
    }
}
