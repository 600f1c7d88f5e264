package org.offhook.media.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.offhook.core.media.MediaEvent;
import org.offhook.core.media.MediaSession.Negotiation;
import org.offhook.media.net.Peer;
import org.offhook.media.shard.MediaSettings.KeysInBand;
import org.offhook.media.tone.Tones;
import org.offhook.protocols.rtp.Rtcp;
import org.offhook.protocols.rtp.RtcpPacket;

class LegTest {
    private final World world = new World();

    @Test
    void whatIsPlayedArrivesWholeInOneStreamWithoutABreak() {
        Phone phone = world.phone().call();
        long first = phone.session.play(Sound.tone(440, 1_000));
        long second = phone.session.play(Sound.tone(880, 500));
        world.run(3_000);
        assertContinuous(phone);
        assertThat(phone.events)
                .containsExactly(new MediaEvent.Played(first, true), new MediaEvent.Played(second, true));
        short[] sound = phone.sound();
        assertThat(Sound.strength(Arrays.copyOf(sound, 8_000), 440)).isGreaterThan(5_500);
        assertThat(Sound.strength(Arrays.copyOfRange(sound, 8_000, 12_000), 880))
                .isGreaterThan(5_500);
        assertThat(Sound.loudest(Sound.last(sound, 1_000))).isZero();
    }

    @Test
    void aSoundThatIsStoppedIsReportedAsNotComplete() {
        Phone phone = world.phone().call();
        long playing = phone.session.play(Sound.tone(440, 5_000));
        long waiting = phone.session.play(Sound.tone(880, 5_000));
        world.run(1_000);
        phone.session.stopPlaying();
        world.run(1_000);
        assertThat(phone.events)
                .containsExactly(new MediaEvent.Played(playing, false), new MediaEvent.Played(waiting, false));
        assertThat(Sound.loudest(Sound.last(phone.sound(), 900))).isZero();
    }

    @Test
    void nothingIsPlayedBeforeThereIsAnybodyToHearIt() {
        Phone phone = world.phone();
        String offer = phone.session.offer();
        long id = phone.session.play(Sound.tone(440, 200));
        world.run(1_000);
        assertThat(phone.events).isEmpty();
        assertThat(phone.session.accept(phone.sdp("sendrecv"))).isEqualTo(new Negotiation.Agreed("", false));
        phone.port = Phone.portIn(offer);
        world.run(1_000);
        assertThat(phone.events).containsExactly(new MediaEvent.Played(id, true));
        assertThat(Sound.strength(Arrays.copyOf(phone.sound(), 1_600), 440)).isGreaterThan(5_000);
    }

    @Test
    void keysPressedAsEventsAreReportedOncePerPress() {
        Phone phone = world.phone().call();
        phone.press("1122#*A0");
        world.run(4_000);
        assertThat(digits(phone)).isEqualTo("1122#*A0");
    }

    @Test
    void keysPressedAsTonesAreReportedWhenTheFarEndHasNoEvents() {
        Phone phone = world.phone("8").call();
        phone.say(Tones.keys("0123456789*#ABCD"));
        world.run(5_000);
        assertThat(digits(phone)).isEqualTo("0123456789*#ABCD");
    }

    @Test
    void aPressThatComesBothWaysIsReportedOnce() {
        World both = new World(new MediaSettings(
                Duration.ofMillis(500),
                Duration.ofSeconds(30),
                KeysInBand.ALWAYS,
                true,
                MediaSettings.DEFAULT.codecs()));
        Phone phone = both.phone().call();
        phone.say(Tones.keys("7"));
        both.run(140);
        assertThat(digits(phone)).isEqualTo("7");
        phone.press("7");
        both.run(1_000);
        assertThat(digits(phone)).isEqualTo("7");
        phone.say(Tones.keys("888"));
        phone.press("8");
        both.run(2_000);
        assertThat(digits(phone)).isEqualTo("78");
    }

    @Test
    void keysAreSentAsEventsOrAsTonesWithTheirPauses() {
        Phone modern = world.phone().call();
        Phone old = world.phone("8").call();
        long one = modern.session.press("1w2");
        long two = old.session.press("1w2");
        world.run(3_000);
        assertThat(modern.events).containsExactly(new MediaEvent.Played(one, true));
        assertThat(old.events).containsExactly(new MediaEvent.Played(two, true));
        List<Phone.Heard> events =
                modern.heard.stream().filter(p -> p.payloadType() == 101).toList();
        assertThat(events).hasSize(16);
        assertThat(events.stream().filter(Phone.Heard::marker)).hasSize(2);
        int between = events.get(8).timestamp() - events.get(0).timestamp();
        assertThat(between).isBetween(8 * 600, 8 * 800);
        assertContinuous(modern);
        assertThat(Sound.strength(Arrays.copyOf(old.sound(), 800), 697)).isGreaterThan(5_000);
        assertContinuous(old);
    }

    @Test
    void onHoldNothingIsSentAndThenTheStreamGoesOn() {
        Phone phone = world.phone().call();
        world.run(500);
        assertThat(phone.session.answer(phone.sdp("inactive")))
                .isInstanceOfSatisfying(
                        Negotiation.Agreed.class,
                        agreed -> assertThat(agreed.onHold()).isTrue());
        world.run(100);
        int before = phone.heard.size();
        world.run(1_000);
        assertThat(phone.heard).hasSize(before);
        phone.offer("sendrecv");
        world.run(500);
        assertThat(phone.heard.size()).isBetween(before + 24, before + 26);
        assertThat(phone.heard.get(before).marker()).isTrue();
        assertThat(phone.heard.get(before).timestamp()
                        - phone.heard.get(before - 1).timestamp())
                .isGreaterThan(8_000);
    }

    @Test
    void anUnspecifiedAddressIsHoldAndTheSourceStaysKnown() {
        Phone phone = world.phone().call();
        world.run(500);
        String held = phone.sdp("sendrecv").replace("c=IN IP4 " + phone.address.host(), "c=IN IP4 0.0.0.0");
        phone.session.answer(held);
        world.run(100);
        int before = phone.heard.size();
        world.run(500);
        assertThat(phone.heard).hasSize(before);
        assertThat(world.network.sent).noneMatch(d -> d.to().host().equals("0.0.0.0"));
        phone.offer("sendrecv");
        world.run(500);
        assertThat(phone.heard.size()).isGreaterThan(before + 20);
    }

    @Test
    void theFarEndsSilenceIsToldOnceAndAgainAfterItSpoke() {
        Phone phone = world.phone().call();
        world.run(5_000);
        phone.sending = false;
        world.run(29_000);
        assertThat(phone.events).isEmpty();
        world.run(3_000);
        assertThat(phone.events).containsExactly(new MediaEvent.Silent());
        world.run(60_000);
        assertThat(phone.events).hasSize(1);
        phone.sending = true;
        world.run(100);
        phone.sending = false;
        world.run(32_000);
        assertThat(phone.events).hasSize(2);
    }

    @Test
    void aFarEndThatSendsReportsIsNotReportedAsSilent() {
        Phone phone = world.phone().call();
        world.run(1_000);
        phone.sending = false;
        byte[] bytes = new byte[64];
        int length = Rtcp.writeReport(
                ByteBuffer.wrap(bytes), 0, new RtcpPacket.ReceiverReport(phone.ssrc, List.of()), "phone");
        Peer control = new Peer(phone.address.host(), phone.address.port() + 1);
        for (int i = 0; i < 20; i++) {
            world.run(5_000);
            world.network.arrive(control, phone.port + 1, Arrays.copyOf(bytes, length));
        }
        assertThat(phone.events).isEmpty();
        world.run(32_000);
        assertThat(phone.events).containsExactly(new MediaEvent.Silent());
    }

    @Test
    void aFarEndThatNeverSpokeIsNotReportedAsSilent() {
        Phone phone = world.phone();
        phone.sending = false;
        phone.call();
        world.run(120_000);
        assertThat(phone.events).isEmpty();
    }

    @Test
    void reportsGoOutAndTheFarewellComesLast() {
        Phone phone = world.phone().call();
        world.run(12_000);
        RtcpPacket.SenderReport report = phone.reports.stream()
                .filter(RtcpPacket.SenderReport.class::isInstance)
                .map(RtcpPacket.SenderReport.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(report.packets()).isGreaterThan(100);
        assertThat(report.blocks()).hasSize(1);
        assertThat(report.blocks().getFirst().cumulativeLost()).isZero();
        assertThat(report.ssrc()).isEqualTo(phone.heard.getFirst().ssrc());
        phone.session.close();
        world.run(100);
        assertThat(phone.reports.getLast()).isEqualTo(new RtcpPacket.Bye(List.of(report.ssrc())));
        int packets = phone.heard.size();
        world.run(1_000);
        assertThat(phone.heard).hasSize(packets);
        assertThat(world.network.open()).isZero();
    }

    @Test
    void closingReportsWhatWasNotPlayedAndTakesNoMoreCommands() {
        Phone phone = world.phone().call();
        long id = phone.session.play(Sound.tone(440, 5_000));
        world.run(500);
        phone.session.close();
        phone.session.close();
        phone.session.play(Sound.tone(440, 5_000));
        world.run(500);
        assertThat(phone.events).containsExactly(new MediaEvent.Played(id, false));
    }

    @Test
    void statisticsTellPacketsLossCodecAndSource() {
        Phone phone = world.phone("8").call();
        world.run(1_000);
        phone.sequence += 10;
        world.run(2_000);
        var statistics = phone.session.statistics();
        assertThat(statistics.packetsReceived()).isBetween(90L, 160L);
        assertThat(statistics.packetsSent()).isBetween(90L, 160L);
        assertThat(statistics.lost()).isEqualTo(10);
        assertThat(statistics.codec()).isEqualTo("PCMA");
        assertThat(statistics.remote()).isEqualTo(phone.address.host() + ":" + phone.address.port());
    }

    @Test
    void theTotalsAreThoseOfAllLegsLivingAndGone() {
        Phone one = world.phone().call();
        Phone two = world.phone().call();
        world.run(1_000);
        two.sequence += 10;
        world.run(2_000);
        one.session.close();
        two.session.close();
        world.run(100);
        var first = one.session.statistics();
        var second = two.session.statistics();
        MediaTotals totals = world.shard.totals();
        assertThat(totals.received()).isEqualTo(first.packetsReceived() + second.packetsReceived());
        assertThat(totals.sent()).isEqualTo(first.packetsSent() + second.packetsSent());
        assertThat(totals.lost()).isEqualTo(10);
        assertThat(totals.foreign()).isZero();
    }

    @Test
    void whenThePortsAreUsedUpNoSessionIsOpened() {
        for (int i = 0; i < 100; i++) {
            assertThat(world.media.open(_ -> {})).isPresent();
        }
        assertThat(world.media.open(_ -> {})).isEmpty();
    }

    @Test
    void garbageOnThePortsChangesNothing() {
        Phone phone = world.phone().call();
        world.run(500);
        Random random = new Random(9);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            if (bytes.length > 1 && i % 2 == 0) {
                bytes[0] = (byte) 0x80;
                bytes[1] = (byte) (i % 4 == 0 ? 200 + i % 8 : 0);
            }
            world.network.arrive(phone.address, phone.port + i % 2, bytes);
            if (i % 100 == 0) {
                world.run(5);
            }
        }
        phone.session.play(Sound.tone(440, 400));
        world.run(1_000);
        assertThat(Sound.strength(Arrays.copyOf(Sound.last(phone.sound(), 1_000), 3_000), 440))
                .isGreaterThan(5_000);
    }

    static String digits(Phone phone) {
        StringBuilder digits = new StringBuilder();
        for (MediaEvent event : phone.events) {
            if (event instanceof MediaEvent.Digit(char digit)) {
                digits.append(digit);
            }
        }
        return digits.toString();
    }

    /// One SSRC, no gap in the sequence, and timestamps that never step back.
    static void assertContinuous(Phone phone) {
        List<Phone.Heard> heard = phone.heard;
        assertThat(heard).isNotEmpty();
        for (int i = 1; i < heard.size(); i++) {
            assertThat(heard.get(i).ssrc()).isEqualTo(heard.get(0).ssrc());
            assertThat(heard.get(i).sequence()).isEqualTo((heard.get(i - 1).sequence() + 1) & 0xffff);
            assertThat(heard.get(i).timestamp() - heard.get(i - 1).timestamp())
                    .as("packet %d", i)
                    .isNotNegative();
        }
    }
}
