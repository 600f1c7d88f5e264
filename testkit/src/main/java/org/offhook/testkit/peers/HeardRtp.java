package org.offhook.testkit.peers;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.offhook.testkit.hearing.MuLaw;
import org.offhook.testkit.hearing.Sound;

/// Lays PCMU packets of one stream out in time, and collects the keys among them. A new stream (another SSRC,
/// or a timestamp far away) goes on where the last one ended.
final class HeardRtp {

    private static final int KEY_TYPE = 101;
    private static final int LONGEST = 600 * Sound.RATE;
    private static final int FAR = 20 * Sound.RATE;
    private static final String KEYS = "0123456789*#ABCD";

    private final Set<Long> seen = new HashSet<>();
    private final Set<Long> keysSeen = new HashSet<>();
    private final StringBuilder keys = new StringBuilder();
    private short[] samples = new short[60 * Sound.RATE];
    private int end;
    private int packets;
    private boolean started;
    private int source;
    private int origin;
    private int originPlace;

    synchronized void add(ByteBuffer packet) {
        if (packet.remaining() < 12 || (packet.get(0) & 0xC0) != 0x80) {
            return;
        }
        packets++;
        int type = packet.get(1) & 0x7F;
        int sequence = packet.getShort(2) & 0xFFFF;
        int timestamp = packet.getInt(4);
        int ssrc = packet.getInt(8);
        packet.position(12 + 4 * (packet.get(0) & 0x0F));
        if (type == KEY_TYPE) {
            key(packet, ssrc, timestamp);
        } else if (type == 0 && seen.add((long) ssrc << 32 | (long) sequence << 8)) {
            sound(packet, ssrc, timestamp);
        }
    }

    private void key(ByteBuffer packet, int ssrc, int timestamp) {
        int event = packet.get() & 0xFF;
        if (event < KEYS.length() && keysSeen.add((long) ssrc << 32 | (timestamp & 0xFFFF_FFFFL))) {
            keys.append(KEYS.charAt(event));
        }
    }

    private void sound(ByteBuffer packet, int ssrc, int timestamp) {
        if (!started || ssrc != source || Math.abs(timestamp - origin - (end - originPlace)) > FAR) {
            started = true;
            source = ssrc;
            origin = timestamp;
            originPlace = end;
        }
        int place = originPlace + (timestamp - origin);
        int last = place + packet.remaining();
        if (place < 0 || last > LONGEST) {
            return;
        }
        if (last > samples.length) {
            samples = Arrays.copyOf(samples, Math.max(last, samples.length * 2));
        }
        for (int i = place; i < last; i++) {
            samples[i] = MuLaw.decode(packet.get());
        }
        end = Math.max(end, last);
    }

    synchronized Sound sound() {
        return Sound.of(Arrays.copyOf(samples, end));
    }

    synchronized String keys() {
        return keys.toString();
    }

    synchronized int packets() {
        return packets;
    }
}
