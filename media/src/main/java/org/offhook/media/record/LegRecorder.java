package org.offhook.media.record;

import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.offhook.core.media.Audio;
import org.offhook.core.media.MediaEvent.RecordingEnd;
import org.offhook.core.media.MediaSession.Pause;
import org.offhook.core.media.MediaSession.Recorder;
import org.offhook.core.media.MediaSession.Track;

/// One running recording of a leg: takes what the far end says and what it hears, frame by frame, and writes
/// them to the sink in blocks of half a second.
///
/// With trimming, silence is held back until speech follows it: what is still held back at the end is dropped,
/// but for a short margin. Of a long silence the last eight seconds are held back as they were and the rest as
/// a count; should speech follow, that rest is written as digital silence.
public final class LegRecorder {
    private static final int FRAME = 160;
    private static final int BLOCK_FRAMES = 25;

    /// Frames of silence kept before the first and after the last word: 200 ms.
    private static final int MARGIN = 10;

    private static final int MAX_HELD = 400;
    private static final short[] NOTHING = new short[FRAME];

    private final long id;
    private final Recorder how;
    private final int channels;
    private final SpeechDetector theirs = new SpeechDetector();
    private final SpeechDetector ours = new SpeechDetector();
    private final short[] block;
    private final short[] frame;
    private Pause pause = Pause.NONE;
    private int blockFill;
    private short[] held = {};
    private int heldFrames;
    private int heldStart;
    private long uncounted;
    private boolean begun;
    private long frames;
    private long silentFrames;
    private long written;

    public LegRecorder(long id, Recorder how) {
        this.id = id;
        this.how = how;
        this.channels = how.channels() == 2 ? 2 : 1;
        this.frame = new short[FRAME * channels];
        this.block = new short[frame.length * BLOCK_FRAMES];
    }

    public long id() {
        return id;
    }

    public boolean wantsInbound() {
        return how.track() != Track.OUTBOUND;
    }

    public boolean wantsOutbound() {
        return how.track() != Track.INBOUND;
    }

    /// Whether this key ends the recording.
    public boolean endsWith(char key) {
        return how.finishKeys().indexOf(key) >= 0;
    }

    public void pause(Pause how) {
        pause = how;
    }

    /// Takes one frame of each direction; of a direction that is not wanted anything may be given.
    ///
    /// @return why the recording is over now, or null
    public @Nullable RecordingEnd frame(short[] inbound, short[] outbound) {
        return switch (pause) {
            case NONE -> heard(inbound, outbound);
            case SKIP -> null;
            case SILENCE -> {
                silentFrames = 0;
                yield heard(NOTHING, NOTHING);
            }
        };
    }

    private @Nullable RecordingEnd heard(short[] inbound, short[] outbound) {
        boolean theySpeak = wantsInbound() && theirs.speech(inbound, FRAME);
        boolean weSpeak = wantsOutbound() && ours.speech(outbound, FRAME);
        silentFrames = theySpeak || (weSpeak && !wantsInbound()) ? 0 : silentFrames + 1;
        frames++;
        compose(inbound, outbound);
        if (!how.trimSilence()) {
            write(frame);
        } else if (theySpeak || weSpeak) {
            releaseHeld();
            begun = true;
            write(frame);
        } else {
            hold();
        }
        if (atLeast(frames, how.longest())) {
            return RecordingEnd.LONGEST;
        }
        return atLeast(silentFrames, how.endSilence()) ? RecordingEnd.SILENCE : null;
    }

    private static boolean atLeast(long frames, Duration limit) {
        return !limit.isZero() && frames * FRAME * 1_000L / Audio.RATE >= limit.toMillis();
    }

    private void compose(short[] inbound, short[] outbound) {
        if (channels == 1) {
            switch (how.track()) {
                case INBOUND -> System.arraycopy(inbound, 0, frame, 0, FRAME);
                case OUTBOUND -> System.arraycopy(outbound, 0, frame, 0, FRAME);
                case BOTH -> {
                    for (int i = 0; i < FRAME; i++) {
                        frame[i] = (short) Math.clamp(inbound[i] + outbound[i], Short.MIN_VALUE, Short.MAX_VALUE);
                    }
                }
            }
            return;
        }
        for (int i = 0; i < FRAME; i++) {
            frame[2 * i] = wantsInbound() ? inbound[i] : 0;
            frame[2 * i + 1] = wantsOutbound() ? outbound[i] : 0;
        }
    }

    private void hold() {
        int limit = begun ? MAX_HELD : MARGIN;
        if (held.length < (heldFrames + 1) * frame.length && heldFrames < limit) {
            int room = Math.min(limit, Math.max(MARGIN, heldFrames * 2));
            held = Arrays.copyOf(held, room * frame.length);
        }
        int capacity = held.length / frame.length;
        if (heldFrames == limit) {
            heldStart = (heldStart + 1) % capacity;
            heldFrames--;
            uncounted += begun ? 1 : 0;
        }
        System.arraycopy(frame, 0, held, (heldStart + heldFrames) % capacity * frame.length, frame.length);
        heldFrames++;
    }

    private void releaseHeld() {
        short[] current = frame.clone();
        Arrays.fill(frame, (short) 0);
        for (; uncounted > 0; uncounted--) {
            write(frame);
        }
        releaseHeld(heldFrames);
        System.arraycopy(current, 0, frame, 0, frame.length);
    }

    private void releaseHeld(int count) {
        int capacity = Math.max(1, held.length / frame.length);
        for (int i = 0; i < count; i++) {
            System.arraycopy(held, (heldStart + i) % capacity * frame.length, frame, 0, frame.length);
            write(frame);
        }
        heldFrames = 0;
        heldStart = 0;
    }

    private void write(short[] samples) {
        System.arraycopy(samples, 0, block, blockFill, samples.length);
        blockFill += samples.length;
        written++;
        if (blockFill == block.length) {
            flush();
        }
    }

    private void flush() {
        if (blockFill > 0) {
            how.sink().write(block, blockFill);
            blockFill = 0;
        }
    }

    /// Ends the recording: hands the rest to the sink and closes it.
    ///
    /// @return how much was kept
    public Duration finish() {
        if (begun) {
            releaseHeld(Math.min(heldFrames, MARGIN));
        }
        flush();
        how.sink().close();
        return Duration.ofMillis(written * FRAME * 1_000 / Audio.RATE);
    }
}
