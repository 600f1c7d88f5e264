package org.offhook.core.verbs;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.offhook.core.calls.leg.CallLeg;
import org.offhook.core.calls.leg.Recordings;
import org.offhook.core.calls.leg.Unwind;
import org.offhook.core.calls.script.Next;
import org.offhook.core.calls.script.Verb;
import org.offhook.core.calls.script.VerbType;
import org.offhook.core.events.EventType;
import org.offhook.core.media.MediaSession.Track;
import org.offhook.core.twiml.Reading;
import org.offhook.core.web.Hook;
import org.offhook.core.webhooks.Parameters;

/// Records what the caller says (contract §7.1, Record).
///
/// @param action   asked with the recording; null: the current document (contract §23, T1)
/// @param silence  so much of it ends the recording; zero for never
/// @param finish   keys that end it
/// @param beep     whether the caller hears when it begins
/// @param callback told when the file is complete, or null
record RecordVerb(
        @Nullable Hook action,
        String method,
        Duration silence,
        String finish,
        Duration longest,
        boolean beep,
        boolean trim,
        @Nullable Hook callback,
        List<String> events,
        RecordTranscription transcription)
        implements Verb {

    static final VerbType TYPE = new VerbType("Record", RecordVerb::read);

    private static final int BAD_METHOD = 13610;
    private static final int BAD_TIMEOUT = 13611;
    private static final int BAD_MAX_LENGTH = 13612;
    private static final int BAD_FINISH = 13613;
    private static final int BAD_BEEP = 13616;
    private static final int BAD_TRIM = 13699;
    private static final int MOST_SILENCE = 600;
    private static final int LEAST_LENGTH = 2;
    private static final int MOST_LENGTH = 86_400;
    private static final int STANDARD_LENGTH = 3600;
    private static final int TRANSCRIBED_LENGTH = 120;
    private static final String KEYS = "0123456789*#";

    static Verb read(Reading element) {
        RecordTranscription transcription = RecordTranscription.read(element);
        String method = element.method("method", BAD_METHOD);
        RecordingWishes wishes = RecordingWishes.read(element);
        return new RecordVerb(
                Hook.of(element.text("action"), method),
                method,
                Duration.ofSeconds(element.number("timeout", 5, 0, MOST_SILENCE, BAD_TIMEOUT)),
                element.value("finishOnKey", "1234567890*#", RecordVerb::finishKeys, "keys or empty", BAD_FINISH),
                Duration.ofSeconds(element.number(
                        "maxLength",
                        transcription.wanted() ? TRANSCRIBED_LENGTH : STANDARD_LENGTH,
                        LEAST_LENGTH,
                        MOST_LENGTH,
                        BAD_MAX_LENGTH)),
                element.flag("playBeep", true, BAD_BEEP),
                element.word("trim", "trim-silence", List.of("trim-silence", "do-not-trim"), BAD_TRIM)
                        .equals("trim-silence"),
                wishes.callback(),
                wishes.events(),
                transcription);
    }

    private static @Nullable String finishKeys(String text) {
        return text.chars().allMatch(c -> KEYS.indexOf(c) >= 0) ? text : null;
    }

    @Override
    public Next run(CallLeg leg) {
        if (beep) {
            leg.journal()
                    .note(
                            EventType.PLAY,
                            "what",
                            "tone",
                            "caption",
                            Tones.beep().caption());
            leg.playback().play(Tones.beep(), "tone", () -> false);
        }
        Recordings.Running running = leg.recordings()
                .start(new Recordings.Order(
                        "RecordVerb",
                        1,
                        Track.INBOUND,
                        silence,
                        longest,
                        finish,
                        trim,
                        leg.talk().absolute(callback),
                        events));
        Hook next = leg.talk().orCurrent(action, method);
        try {
            leg.inbox().await(running::ended);
        } catch (Unwind.HungUp over) {
            finish(leg, running);
            if (next != null) {
                // T4: the application learns of the recording although nobody is there to hear its answer.
                leg.talk().visit(next, outcome(leg, running, "hangup"));
            }
            throw over;
        } catch (Unwind.Diverted elsewhere) {
            finish(leg, running);
            throw elsewhere.with(outcome(leg, running, ""));
        } finally {
            leg.recordings().finish(running);
        }
        finish(leg, running);
        if (running.empty()) {
            return Next.CONTINUE;
        }
        String digits = running.key() == 0 ? "" : String.valueOf(running.key());
        return next == null ? Next.END : new Next.Goto(next, outcome(leg, running, digits));
    }

    private void finish(CallLeg leg, Recordings.Running running) {
        leg.recordings().finish(running);
        transcription.order(leg, running);
    }

    private static Parameters outcome(CallLeg leg, Recordings.Running running, String digits) {
        return leg.recordings().told(running).with("Digits", digits);
    }
}
