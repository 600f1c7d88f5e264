package org.offhook.fuzzing.targets;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.offhook.fuzzing.Promise;
import org.offhook.fuzzing.Target;
import org.offhook.protocols.sip.wire.StreamFramer;
import org.offhook.protocols.sip.wire.StreamFramer.Frame;
import org.offhook.protocols.sip.wire.WireLimits;

/// SIP in a stream: cut into the same messages however the bytes arrive, and never more held than one message.
public final class SipStreamTarget implements Target {

    private static final WireLimits LIMITS = new WireLimits(2_048, 50, 1_024, 32);

    @Override
    public String name() {
        return "sip-stream";
    }

    /// The first byte says how large the pieces are in which the rest arrives.
    @Override
    public void check(byte[] input) {
        if (input.length > 0) {
            int step = 1 + (input[0] & 0x7f);
            Promise.same(frames(input, input.length), frames(input, step));
        }
    }

    private static List<String> frames(byte[] input, int step) {
        StreamFramer framer = new StreamFramer(LIMITS);
        List<String> frames = new ArrayList<>();
        for (int from = 1; from < input.length; from += step) {
            framer.offer(input, from, Math.min(input.length, from + step));
            boolean more = true;
            while (more) {
                switch (framer.next()) {
                    case Frame.Message(byte[] bytes) -> {
                        Promise.holds(bytes.length <= LIMITS.messageBytes(), "a message keeps to the limit");
                        frames.add(new String(bytes, StandardCharsets.ISO_8859_1));
                    }
                    case Frame.Ping() -> frames.add("ping");
                    case Frame.Broken broken -> {
                        // What else arrived by then depends on the pieces; that it broke here does not.
                        frames.add("broken: " + broken.reason());
                        return frames;
                    }
                    case Frame.More() -> more = false;
                }
            }
            Promise.holds(framer.held() <= LIMITS.messageBytes() + step, "no more than a message is held");
        }
        return frames;
    }
}
