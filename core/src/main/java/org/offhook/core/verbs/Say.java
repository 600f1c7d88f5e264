package org.offhook.core.verbs;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.offhook.core.calls.leg.CallLeg;
import org.offhook.core.calls.script.VerbType;
import org.offhook.core.events.EventType;
import org.offhook.core.media.Audio;
import org.offhook.core.media.Sounds;
import org.offhook.core.speech.Utterance;
import org.offhook.core.twiml.Reading;

/// Speaks (contract §7.1, Say).
///
/// @param parts what to say, and the silences in between
/// @param loop  how often
record Say(List<SpokenText.Part> parts, String voice, String language, int loop) implements Prompt {

    static final VerbType TYPE = new VerbType("Say", Say::read);

    private static final int MOST_BYTES = 4096;
    private static final int BAD_LOOP = 13510;
    private static final int BAD_TEXT = 13520;
    private static final int TOO_LONG = 13521;

    static Say read(Reading element) {
        String language = element.text("language", "en-US");
        List<SpokenText.Part> parts = SpokenText.read(element, language);
        if (parts.stream().allMatch(part -> part instanceof SpokenText.Silence)) {
            element.complain(BAD_TEXT, "Say has no text.");
        }
        int bytes = 0;
        for (SpokenText.Part part : parts) {
            bytes += part instanceof SpokenText.Words words ? words.text().getBytes(StandardCharsets.UTF_8).length : 0;
        }
        if (bytes > MOST_BYTES) {
            element.complain(TOO_LONG, "The text of Say has more than " + MOST_BYTES + " bytes and is not spoken.");
            parts = List.of();
        }
        int loop = element.number("loop", 1, 0, Integer.MAX_VALUE, BAD_LOOP);
        return new Say(
                parts, element.text("voice", "man"), language, loop == 0 ? MOST_LOOPS : Math.min(loop, MOST_LOOPS));
    }

    @Override
    public void perform(CallLeg leg, BooleanSupplier enough) {
        List<Audio> sounds = new ArrayList<>();
        for (SpokenText.Part part : parts) {
            Audio sound = switch (part) {
                case SpokenText.Silence(var length) -> Audio.silence(length);
                case SpokenText.Words(String text, String markup, String tongue) ->
                    leg.playback().get(new Sounds.Source.Speech(new Utterance(text, tongue, voice, markup)), enough);
            };
            if (sound == null) {
                // Cut short, or there is no such voice today: the developer knows, the next verb runs.
                return;
            }
            sounds.add(sound);
        }
        for (int i = 0; i < loop && !enough.getAsBoolean(); i++) {
            if (!once(leg, sounds, enough)) {
                return;
            }
        }
    }

    private boolean once(CallLeg leg, List<Audio> sounds, BooleanSupplier enough) {
        for (int i = 0; i < sounds.size(); i++) {
            if (parts.get(i) instanceof SpokenText.Words(String text, String _, String tongue)) {
                leg.journal().note(EventType.SPEECH, "text", text, "language", tongue, "voice", voice);
                if (!leg.playback().play(sounds.get(i), "say", enough)) {
                    return false;
                }
            } else {
                leg.inbox().pause(sounds.get(i).duration(), enough);
            }
        }
        return !sounds.isEmpty();
    }
}
