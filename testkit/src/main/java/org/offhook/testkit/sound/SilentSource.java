package org.offhook.testkit.sound;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.offhook.core.media.SoundSource;
import org.offhook.core.time.Scheduler.Cancellable;
import org.offhook.testkit.kernel.Timeline;

/// What a session says while somebody makes it: read every 20 ms, and heard as `[stream]` from the first frame
/// to the last of a run.
final class SilentSource {

    private static final Duration FRAME = Duration.ofMillis(20);

    /// Longer than any run; the end is told by [Sound.Stops].
    private static final Duration LONGEST = Duration.ofHours(24);

    private final Timeline timeline;
    private final SilentSession session;
    private final short[] frame = new short[160];
    private @Nullable SoundSource source;
    private @Nullable Cancellable next;
    private long flowing;

    SilentSource(Timeline timeline, SilentSession session) {
        this.timeline = timeline;
        this.session = session;
    }

    void set(@Nullable SoundSource newSource) {
        source = newSource;
        if (next != null) {
            next.cancel();
            next = null;
        }
        hush();
        if (newSource != null) {
            schedule();
        }
    }

    private void schedule() {
        next = timeline.after(FRAME, "media reads a source", () -> {
            schedule();
            SoundSource now = source;
            boolean flows = now != null && now.read(frame);
            if (flows && flowing == 0) {
                flowing = session.nextSound();
                session.emit(new Sound.Begins(flowing, "[stream]", LONGEST));
            } else if (!flows) {
                hush();
            }
        });
    }

    private void hush() {
        if (flowing != 0) {
            session.emit(new Sound.Stops(flowing));
            flowing = 0;
        }
    }
}
