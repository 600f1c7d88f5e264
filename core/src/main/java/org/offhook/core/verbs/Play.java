package org.offhook.core.verbs;

import java.net.URI;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.offhook.core.calls.leg.CallLeg;
import org.offhook.core.calls.script.VerbType;
import org.offhook.core.events.EventType;
import org.offhook.core.media.Audio;
import org.offhook.core.media.Sounds;
import org.offhook.core.twiml.Reading;
import org.offhook.core.web.Hook;

/// Plays a sound file, or presses keys (contract §7.1, Play).
///
/// @param url    of the sound, as written; empty when keys are pressed
/// @param digits to be pressed, or null
/// @param loop   how often
record Play(String url, @Nullable String digits, int loop) implements Prompt {

    static final VerbType TYPE = new VerbType("Play", Play::read);

    private static final Pattern DIGITS = Pattern.compile("[0-9A-D*#wW]{1,256}");
    private static final int BAD_LOOP = 13410;
    private static final int NO_SOUND = 13420;
    private static final int BAD_DIGITS = 13430;

    static Play read(Reading element) {
        String digits = element.text("digits");
        if (digits != null && !DIGITS.matcher(digits).matches()) {
            element.complain(BAD_DIGITS, "Attribute digits of Play may have 0-9, A-D, *, #, w and W; it is ignored.");
            digits = null;
        }
        int loop = element.number("loop", 1, 0, Integer.MAX_VALUE, BAD_LOOP);
        return new Play(
                digits == null ? element.body() : "", digits, loop == 0 ? MOST_LOOPS : Math.min(loop, MOST_LOOPS));
    }

    @Override
    public void perform(CallLeg leg, BooleanSupplier enough) {
        if (digits != null) {
            for (int i = 0; i < loop && !enough.getAsBoolean(); i++) {
                leg.playback().press(digits);
            }
            return;
        }
        Hook where = url.isEmpty() ? null : leg.talk().absolute(new Hook(url, "GET"));
        URI address = where == null ? null : uri(where.url());
        if (address == null) {
            leg.journal().error(NO_SOUND, "Play needs the URL of a sound, not \"" + url + "\".");
            return;
        }
        Audio sound = leg.playback().get(new Sounds.Source.File(address), enough);
        for (int i = 0; sound != null && i < loop && !enough.getAsBoolean(); i++) {
            leg.journal().note(EventType.PLAY, "what", "play", "url", address.toString(), "caption", sound.caption());
            if (!leg.playback().play(sound, "play", enough)) {
                return;
            }
        }
    }

    private static @Nullable URI uri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException notAUri) {
            return null;
        }
    }
}
