package org.offhook.core.verbs;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.offhook.core.media.MediaSession.Listening;
import org.offhook.core.media.MediaSession.Track;
import org.offhook.core.recognition.SpokenWords.Wish;
import org.offhook.core.twiml.Reading;
import org.offhook.core.web.Hook;

/// The attributes of Gather that concern speech (contract §7.1).
///
/// @param endSilence so much of it ends what is said
/// @param longest    nobody speaks longer
/// @param partial    told what was understood so far, or null
record SpeechInput(
        Wish wish,
        Duration endSilence,
        Duration longest,
        @Nullable Hook partial) {

    /// `speechTimeout="auto"`: the first pause that is longer than one within a sentence.
    private static final Duration AUTO = Duration.ofMillis(900);

    /// How often an unfinished utterance is understood for the partial callback.
    private static final Duration PARTIALS = Duration.ofSeconds(1);

    private static final int BAD_SPEECH_TIMEOUT = 13327;
    private static final int BAD_LONGEST = 13328;
    private static final int BAD_PARTIAL_METHOD = 13329;
    private static final int BAD_HINTS = 13330;
    private static final int BAD_LANGUAGE = 13331;
    private static final int BAD_PROFANITY = 13333;
    private static final int BAD_MODEL = 13334;
    private static final int AUTO_WITH_DEFAULT = 13335;
    private static final int MOST_SECONDS = 60;
    private static final int MOST_HINTS = 500;
    private static final int LONGEST_HINT = 100;
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8}){0,3}");
    private static final Pattern MODEL = Pattern.compile("default|numbers_and_commands|phone_call|"
            + "experimental_conversations|experimental_utterances|googlev2_\\w{1,40}|deepgram_[\\w-]{1,40}");

    /// @param timeout of the Gather: how long silence lasts unless `speechTimeout` says otherwise
    static SpeechInput read(Reading element, Duration timeout) {
        String model = element.value("speechModel", "default", SpeechInput::model, "a speech model", BAD_MODEL);
        String auto = element.text("speechTimeout");
        if ("auto".equals(auto) && "default".equals(element.text("speechModel"))) {
            element.complain(
                    AUTO_WITH_DEFAULT,
                    "speechTimeout=\"auto\" is used with speechModel=\"default\" here, not elsewhere.");
        }
        element.flag("enhanced", false, BAD_MODEL);
        element.pass("debug");
        return new SpeechInput(
                new Wish(
                        element.value("language", "en-US", SpeechInput::language, "a language tag", BAD_LANGUAGE),
                        hints(element),
                        model,
                        element.flag("profanityFilter", true, BAD_PROFANITY)),
                element.value("speechTimeout", timeout, SpeechInput::silence, "auto or 1 to 60", BAD_SPEECH_TIMEOUT),
                Duration.ofSeconds(element.number("maxSpeechTime", MOST_SECONDS, 1, MOST_SECONDS, BAD_LONGEST)),
                element.hook("partialResultCallback", "partialResultCallbackMethod", BAD_PARTIAL_METHOD));
    }

    Listening listening() {
        return new Listening(Track.INBOUND, endSilence, longest, partial == null ? Duration.ZERO : PARTIALS);
    }

    private static @Nullable String model(String text) {
        return MODEL.matcher(text).matches() ? text : null;
    }

    private static @Nullable String language(String text) {
        return LANGUAGE.matcher(text).matches() ? text : null;
    }

    private static @Nullable Duration silence(String text) {
        if (text.equals("auto")) {
            return AUTO;
        }
        return text.matches("\\d{1,2}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= MOST_SECONDS
                ? Duration.ofSeconds(Integer.parseInt(text))
                : null;
    }

    private static List<String> hints(Reading element) {
        String text = element.text("hints", "");
        List<String> all = Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(hint -> !hint.isEmpty())
                .toList();
        List<String> usable = all.stream()
                .filter(hint -> hint.length() <= LONGEST_HINT)
                .limit(MOST_HINTS)
                .toList();
        if (usable.size() < all.size()) {
            element.complain(
                    BAD_HINTS,
                    "hints are at most " + MOST_HINTS + " of " + LONGEST_HINT
                            + " characters; the others are not used.");
        }
        return usable;
    }
}
