package org.offhook.protocols.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TelephoneEventTest {
    private static final String KEYS = "0123456789*#ABCD";

    private final TelephoneEventReceiver receiver = new TelephoneEventReceiver();
    private final RtpPacket view = new RtpPacket();

    /// One packet on the wire.
    private record Sent(boolean marker, int timestamp, ByteBuffer bytes) {}

    @Test
    void eachKeyIsSentAsUpdatesWithOneTimestampAndThreeEnds() {
        List<Sent> packets = send("5");
        assertThat(packets).hasSize(8);
        assertThat(packets).extracting(Sent::timestamp).containsOnly(160);
        assertThat(packets.stream().filter(Sent::marker)).hasSize(1);
        assertThat(packets.getFirst().marker()).isTrue();
        assertThat(packets.stream().map(p -> p.bytes().get(13) < 0))
                .containsExactly(false, false, false, false, false, true, true, true);
        assertThat(packets.stream().map(p -> (int) p.bytes().getShort(14)))
                .containsExactly(160, 320, 480, 640, 800, 800, 800, 800);
    }

    @Test
    void everyKeyArrivesOnceAndInOrder() {
        assertThat(receive(send(KEYS + "1122##"))).isEqualTo(KEYS + "1122##");
    }

    @Test
    void atFivePercentLossNoKeyOfAThousandCallsIsMissedOrDoubled() {
        Random random = new Random(2833);
        for (int call = 0; call < 1_000; call++) {
            StringBuilder keys = new StringBuilder();
            for (int i = 0; i < 12; i++) {
                keys.append(KEYS.charAt(random.nextInt(KEYS.length())));
            }
            List<Sent> arrived = new ArrayList<>();
            for (Sent packet : send(keys.toString())) {
                if (random.nextInt(100) >= 5) {
                    arrived.add(packet);
                    if (random.nextInt(20) == 0) {
                        arrived.add(packet);
                    }
                }
            }
            for (int i = 1; i < arrived.size(); i++) {
                boolean samePress =
                        arrived.get(i).timestamp() == arrived.get(i - 1).timestamp();
                if (samePress && random.nextInt(10) == 0) {
                    Collections.swap(arrived, i, i - 1);
                }
            }
            TelephoneEventReceiver fresh = new TelephoneEventReceiver();
            StringBuilder heard = new StringBuilder();
            for (Sent packet : arrived) {
                take(fresh, packet.bytes(), heard);
            }
            assertThat(heard.toString()).isEqualTo(keys.toString());
        }
    }

    @Test
    void aPressIsKnownByAnyOneOfItsPackets() {
        List<Sent> press = send("7");
        for (Sent only : press) {
            StringBuilder heard = new StringBuilder();
            take(new TelephoneEventReceiver(), only.bytes(), heard);
            assertThat(heard.toString()).isEqualTo("7");
        }
    }

    @Test
    void stragglersOfAnEarlierPressAreNotASecondPress() {
        List<Sent> packets = send("12");
        packets.add(packets.get(7));
        assertThat(receive(packets)).isEqualTo("12");
    }

    @Test
    void theSegmentsOfALongPressAreOnePress() {
        StringBuilder heard = new StringBuilder();
        take(receiver, event(true, 1_000, 3, false, 160), heard);
        take(receiver, event(false, 1_000, 3, false, 0xffff), heard);
        take(receiver, event(false, 1_000 + 0xffff, 3, false, 160), heard);
        take(receiver, event(false, 1_000 + 0xffff, 3, true, 320), heard);
        assertThat(heard.toString()).isEqualTo("3");
    }

    @Test
    void aSenderThatMovesTheTimestampWithEachPacketPressesOnce() {
        StringBuilder heard = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            take(receiver, event(i == 0, 1_000 + 160 * i, 9, i == 5, 160 * (i + 1)), heard);
        }
        assertThat(heard.toString()).isEqualTo("9");
    }

    @Test
    void aSenderThatStartsAnewIsHeardAtOnce() {
        StringBuilder heard = new StringBuilder();
        take(receiver, event(true, 2_000_000, 1, true, 800), heard);
        take(receiver, event(true, 160, 2, true, 800), heard);
        assertThat(heard.toString()).isEqualTo("12");
    }

    @Test
    void eventsThatAreNoKeysAndBrokenPayloadsAreSilent() {
        StringBuilder heard = new StringBuilder();
        take(receiver, event(true, 160, 36, false, 160), heard);
        ByteBuffer cut = event(true, 320, 5, false, 160);
        assertThat(view.wrap(cut, 0, 15)).isTrue();
        assertThat((int) receiver.packet(view)).isZero();
        assertThat(view.wrap(cut, 0, 12)).isTrue();
        assertThat((int) receiver.packet(view)).isZero();
        assertThat(heard.toString()).isEmpty();
    }

    private String receive(List<Sent> packets) {
        StringBuilder heard = new StringBuilder();
        for (Sent packet : packets) {
            take(receiver, packet.bytes(), heard);
        }
        return heard.toString();
    }

    private void take(TelephoneEventReceiver by, ByteBuffer bytes, StringBuilder heard) {
        assertThat(view.wrap(bytes, 0, 16)).isTrue();
        char key = by.packet(view);
        if (key != 0) {
            heard.append(key);
        }
    }

    private static List<Sent> send(String keys) {
        List<Sent> packets = new ArrayList<>();
        TelephoneEventSender sender = new TelephoneEventSender();
        int now = 0;
        for (int i = 0; i < keys.length(); i++) {
            sender.press(keys.charAt(i), now += 160, 160);
            while (sender.busy()) {
                ByteBuffer bytes = ByteBuffer.allocate(16);
                boolean any = sender.frame(bytes, RtpPacket.HEADER) > 0;
                RtpPacket.writeHeader(bytes, 0, sender.first(), 101, packets.size(), sender.timestamp(), 1);
                if (any) {
                    packets.add(new Sent(sender.first(), sender.timestamp(), bytes));
                }
                now += 160;
            }
        }
        return packets;
    }

    private static ByteBuffer event(boolean marker, int timestamp, int code, boolean end, int duration) {
        ByteBuffer bytes = ByteBuffer.allocate(16);
        RtpPacket.writeHeader(bytes, 0, marker, 101, 1, timestamp, 1);
        TelephoneEvent.write(bytes, RtpPacket.HEADER, code, end, 10, duration);
        return bytes;
    }
}
