package org.offhook.testkit.sound;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.offhook.core.media.Audio;
import org.offhook.core.media.Tap;
import org.offhook.core.time.Scheduler.Cancellable;
import org.offhook.testkit.kernel.Timeline;

/// The taps on a session. While there are any, every 20 ms a frame is made up for them: of a sound in the air
/// nothing but its loudness, and of `[beep]` and `[fax]` the tone.
final class SilentTaps {

    private static final Duration FRAME = Duration.ofMillis(20);
    private static final int SAMPLES = 160;
    private static final int LOUD = 6_000;
    private static final int BEEP = 1_000;
    private static final int FAX = 1_100;

    private final Timeline timeline;
    private final List<Tap> taps = new ArrayList<>();
    private final Map<Long, Playing> theirs = new LinkedHashMap<>();
    private final Map<Long, Playing> ours = new LinkedHashMap<>();
    private @Nullable Cancellable next;
    private long frames;

    SilentTaps(Timeline timeline) {
        this.timeline = timeline;
    }

    private record Playing(String caption, Duration until) {}

    void add(Tap tap) {
        taps.add(tap);
        if (next == null) {
            schedule();
        }
    }

    void remove(Tap tap) {
        taps.remove(tap);
        if (taps.isEmpty() && next != null) {
            next.cancel();
            next = null;
        }
    }

    void clear() {
        List.copyOf(taps).forEach(this::remove);
    }

    void heard(Sound sound, boolean inbound) {
        Map<Long, Playing> playing = inbound ? theirs : ours;
        switch (sound) {
            case Sound.Begins(long id, String caption, Duration length) ->
                playing.put(id, new Playing(caption, timeline.elapsed().plus(length)));
            case Sound.Stops(long id) -> playing.remove(id);
            case Sound.Key _ -> {}
        }
    }

    private void schedule() {
        next = timeline.after(FRAME, "media ticks", () -> {
            schedule();
            frames++;
            short[] in = frame(theirs);
            short[] out = frame(ours);
            List.copyOf(taps).forEach(tap -> tap.frame(in, out));
        });
    }

    private short[] frame(Map<Long, Playing> playing) {
        playing.values().removeIf(one -> one.until().compareTo(timeline.elapsed()) <= 0);
        short[] samples = new short[SAMPLES];
        playing.values().stream().findFirst().ifPresent(one -> fill(samples, one.caption()));
        return samples;
    }

    private void fill(short[] samples, String caption) {
        switch (caption) {
            case "[beep]" -> sine(samples, BEEP);
            case "[fax]" -> sine(samples, FAX);
            default -> {
                Arrays.fill(samples, (short) LOUD);
                for (int i = 0; i < SAMPLES; i += 2) {
                    samples[i] = -LOUD;
                }
            }
        }
    }

    private void sine(short[] samples, int frequency) {
        for (int i = 0; i < SAMPLES; i++) {
            double seconds = (frames * SAMPLES + i) / (double) Audio.RATE;
            samples[i] = (short) (LOUD * Math.sin(2 * Math.PI * frequency * seconds));
        }
    }
}
