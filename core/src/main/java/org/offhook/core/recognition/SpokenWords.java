package org.offhook.core.recognition;

import java.util.List;
import org.offhook.core.ids.Sid;
import org.offhook.core.media.Audio;

/// An utterance, and what is known about it.
///
/// @param account  whose call it is
/// @param sound    one person, from the first word to the last
/// @param wish     how to understand it
public record SpokenWords(Sid account, Audio sound, Wish wish) {

    /// How speech is to be understood (contract §7.1, Gather).
    ///
    /// @param language BCP 47, `en-US`
    /// @param hints    words that are likely; at most 500 of 100 characters
    /// @param model    as the document says; an engine that has no such model uses its own
    /// @param decent   whether profanities are masked
    public record Wish(String language, List<String> hints, String model, boolean decent) {

        public Wish {
            hints = List.copyOf(hints);
        }

        public static Wish plain(String language) {
            return new Wish(language, List.of(), "default", true);
        }
    }
}
