package org.offhook.core.verbs;

import org.jspecify.annotations.Nullable;
import org.offhook.core.calls.leg.CallLeg;
import org.offhook.core.calls.leg.Recordings;
import org.offhook.core.store.Change;
import org.offhook.core.transcriptions.Transcription;
import org.offhook.core.transcriptions.TranscriptionDesk;
import org.offhook.core.twiml.Reading;
import org.offhook.core.web.Hook;
import org.offhook.core.webhooks.Parameters;

/// The attributes of Record that concern transcription (contract §7.1, §12).
///
/// @param callback told of the text, or null
record RecordTranscription(boolean wanted, @Nullable Hook callback) {

    private static final int BAD_TRANSCRIBE = 13614;
    private static final int TOO_LONG = 13615;
    private static final int OUT_OF_RANGE = 13617;

    static RecordTranscription read(Reading element) {
        boolean wanted = element.flag("transcribe", false, BAD_TRANSCRIBE);
        Hook callback = Hook.of(element.text("transcribeCallback"), "POST");
        String longest = element.text("maxLength");
        if (wanted && longest != null && longest.matches("\\d{1,9}")) {
            long seconds = Long.parseLong(longest);
            if (seconds > TranscriptionDesk.LONGEST.toSeconds()) {
                element.complain(
                        TOO_LONG,
                        "Recordings of up to " + TranscriptionDesk.LONGEST.toSeconds()
                                + " s are transcribed; maxLength is " + seconds + ".");
            }
        }
        return new RecordTranscription(wanted, callback);
    }

    /// The recording is complete; it is transcribed as soon as that is durable.
    void order(CallLeg leg, Recordings.Running running) {
        if (!wanted || running.empty()) {
            return;
        }
        if (running.duration().compareTo(TranscriptionDesk.SHORTEST) < 0
                || running.duration().compareTo(TranscriptionDesk.LONGEST) > 0) {
            leg.journal()
                    .warn(
                            OUT_OF_RANGE,
                            "The recording is shorter than 2 s or longer than 120 s and is not transcribed.");
            return;
        }
        TranscriptionDesk desk = leg.tools().transcriptions();
        Parameters told = leg.journal()
                .state()
                .with("RecordingSid", running.sid().value())
                .with("RecordingUrl", leg.recordings().url(running.sid()).toString());
        Transcription row = desk.order(
                leg.call().account(),
                leg.call().sid(),
                running.sid(),
                running.duration(),
                leg.talk().absolute(callback),
                told);
        leg.journal().change(Change.put(Transcription.KIND, row));
        leg.journal().whenStored(() -> desk.wake(row.sid()));
    }
}
