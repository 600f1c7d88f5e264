package org.offhook.protocols.rtp;

import java.nio.ByteBuffer;

/// The four bytes of a telephone event (RFC 4733 §2.3) and the keys they stand for (§3.2).
public final class TelephoneEvent {
    /// Bytes of one event.
    public static final int LENGTH = 4;

    /// The longest duration that fits: 8.19 s at 8,000 Hz.
    public static final int MAX_DURATION = 0xffff;

    private static final String KEYS = "0123456789*#ABCD";

    private TelephoneEvent() {}

    /// The key of an event, or 0 for an event that is no key (fax tones, line signals).
    public static char key(int event) {
        return event >= 0 && event < KEYS.length() ? KEYS.charAt(event) : 0;
    }

    /// The event of a key, or -1.
    public static int event(char key) {
        return KEYS.indexOf(key);
    }

    /// @param volume 0–63, in dB below 1 mW
    /// @param duration 0–65,535 in RTP units
    public static void write(ByteBuffer out, int at, int event, boolean end, int volume, int duration) {
        out.put(at, (byte) event);
        out.put(at + 1, (byte) ((volume & 0x3f) | (end ? 0x80 : 0)));
        out.putShort(at + 2, (short) duration);
    }
}
