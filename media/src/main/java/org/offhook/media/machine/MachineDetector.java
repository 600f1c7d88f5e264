package org.offhook.media.machine;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.offhook.core.media.AnsweredBy;
import org.offhook.core.media.MachineDetection;
import org.offhook.core.media.MediaEvent;
import org.offhook.core.media.Tap;
import org.offhook.media.record.SpeechDetector;

/// Hears whether a person, a machine or a fax has answered (contract §11), by nothing but times and tones: people
/// say a word or two and wait; machines talk; a greeting ends with a beep, or with silence; a fax whistles.
///
/// It tells once, [MediaEvent.Detected], and is deaf from then on.
public final class MachineDetector implements Tap {
    private static final int FRAME = 160;
    private static final int FRAME_MILLIS = 20;

    /// Loud frames that make a voice, so that a click is none: 80 ms.
    private static final int VOICE = 4;

    /// Frames of a tone that make a beep: 140 ms.
    private static final int BEEP = 7;

    /// Frames of 1,100 or 2,100 Hz that make a fax (ITU-T T.30: CNG 0.5 s, CED 2.6 s and more): 400 ms.
    private static final int WHISTLE = 20;

    /// A tone that lasts longer is no beep: 3 s.
    private static final int LONGEST_BEEP = 150;

    private static final int CNG = 1_100;
    private static final int CED = 2_100;
    private static final int TOLERANCE = 40;

    /// So much longer than a pause in speech is the silence that ends a greeting: time for a beep to come. 1.5 s.
    private static final int BEEP_COMES = 75;

    private final long id;
    private final Consumer<MediaEvent> events;
    private final boolean untilEnd;
    private final int timeout;
    private final int threshold;
    private final int speechEnd;
    private final int silence;
    private final SpeechDetector voice = new SpeechDetector();
    private final ToneFinder tones = new ToneFinder();
    private int now;
    private int firstVoice = -1;
    private int lastVoice = -1;
    private int voiced;
    private int tone;
    private boolean machine;
    private boolean told;

    /// @param id     told in the event
    /// @param events takes [MediaEvent.Detected], on the media shard
    public MachineDetector(long id, MachineDetection how, Consumer<MediaEvent> events) {
        this.id = id;
        this.events = events;
        this.untilEnd = how.untilEnd();
        this.timeout = frames(how.timeout());
        this.threshold = frames(how.speechThreshold());
        this.speechEnd = frames(how.speechEnd());
        this.silence = frames(how.silence());
    }

    private static int frames(Duration duration) {
        return Math.toIntExact(duration.toMillis() / FRAME_MILLIS);
    }

    @Override
    public void frame(short[] theirs, short[] ours) {
        if (told) {
            return;
        }
        now++;
        AnsweredBy who = judge(theirs);
        if (who == null && now >= timeout) {
            who = machine ? AnsweredBy.MACHINE_END_OTHER : AnsweredBy.UNKNOWN;
        }
        if (who != null) {
            told = true;
            events.accept(new MediaEvent.Detected(id, who));
        }
    }

    private @Nullable AnsweredBy judge(short[] frame) {
        int before = tone;
        tone = tones.frame(frame, FRAME);
        voice.speech(frame, FRAME);
        if (tone >= WHISTLE && (near(CNG) || near(CED))) {
            return AnsweredBy.FAX;
        }
        if (tone == 0 && before >= BEEP && before <= LONGEST_BEEP) {
            return untilEnd ? AnsweredBy.MACHINE_END_BEEP : AnsweredBy.MACHINE_START;
        }
        if (tone == 0 && voice.loud()) {
            heardVoice();
        }
        return tone >= BEEP ? null : byTimes();
    }

    private boolean near(int frequency) {
        return Math.abs(tones.frequency() - frequency) <= TOLERANCE;
    }

    private void heardVoice() {
        boolean begins = voiced < VOICE && now - lastVoice > VOICE;
        voiced = begins ? 1 : voiced + 1;
        firstVoice = begins ? now : firstVoice;
        lastVoice = now;
    }

    private @Nullable AnsweredBy byTimes() {
        if (voiced < VOICE) {
            return now >= silence ? AnsweredBy.UNKNOWN : null;
        }
        int quiet = now - lastVoice;
        if (!machine && lastVoice - firstVoice >= threshold) {
            machine = true;
            return untilEnd ? null : AnsweredBy.MACHINE_START;
        }
        if (machine) {
            return quiet >= speechEnd + BEEP_COMES ? AnsweredBy.MACHINE_END_SILENCE : null;
        }
        return quiet >= speechEnd ? AnsweredBy.HUMAN : null;
    }
}
