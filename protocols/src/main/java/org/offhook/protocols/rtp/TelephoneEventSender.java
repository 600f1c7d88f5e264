package org.offhook.protocols.rtp;

import java.nio.ByteBuffer;

/// Sends key presses, one packet per frame: updates while the key is down, then the end three times (RFC 4733
/// §2.5.1.4), then a pause so that equal keys stay apart.
///
/// The owner calls [#frame] every frame while [#busy]; the caller adds the RTP header, with the timestamp that
/// [#timestamp] answers, which stays that of the press for all its packets.
public final class TelephoneEventSender {
    /// Frames a key is down: 100 ms of 20 ms frames.
    private static final int DOWN = 5;

    private static final int ENDS = 3;

    /// Frames between presses; with the end packets 120 ms.
    private static final int PAUSE = 3;

    /// −10 dBm0, the usual level of a key.
    private static final int VOLUME = 10;

    private int frameUnits;
    private int event;
    private int timestamp;
    private int step = DOWN + ENDS + PAUSE;

    /// Begins a press. Only when not [#busy].
    ///
    /// @param key 0–9, `*`, `#`, A–D
    /// @param now RTP timestamp of this moment
    /// @param units RTP units in a frame: 160 for 20 ms at 8,000 Hz
    public void press(char key, int now, int units) {
        int code = TelephoneEvent.event(key);
        if (code < 0) {
            throw new IllegalArgumentException("not a key");
        }
        event = code;
        timestamp = now;
        frameUnits = units;
        step = 0;
    }

    public boolean busy() {
        return step < DOWN + ENDS + PAUSE;
    }

    /// Writes the payload of this frame.
    ///
    /// @return bytes written: [TelephoneEvent#LENGTH], or 0 in the pause, when nothing is to be sent
    public int frame(ByteBuffer out, int at) {
        int now = step++;
        if (now >= DOWN + ENDS) {
            return 0;
        }
        int frames = Math.min(now + 1, DOWN);
        TelephoneEvent.write(out, at, event, now >= DOWN, VOLUME, frames * frameUnits);
        return TelephoneEvent.LENGTH;
    }

    /// Whether the packet just written begins the press: it bears the marker bit.
    public boolean first() {
        return step == 1;
    }

    public int timestamp() {
        return timestamp;
    }
}
