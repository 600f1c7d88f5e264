package org.offhook.core.speech;

/// What to say and how. Equal utterances sound equal, so this is the key of the prompt cache.
///
/// @param text     plain text, at most 4,096 bytes
/// @param language BCP 47, `en-US`
/// @param voice    as the document says: `man`, `woman`, `alice`, or an engine's own
/// @param markup   the text with its colours, as the content of an SSML document in which there are `emphasis` and
///                 `prosody` and nothing else; empty when it has none
public record Utterance(String text, String language, String voice, String markup) {

    public Utterance(String text, String language, String voice) {
        this(text, language, voice, "");
    }
}
