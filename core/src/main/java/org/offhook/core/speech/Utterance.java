package org.offhook.core.speech;

/// What to say and how. Equal utterances sound equal, so this is the key of the prompt cache.
///
/// @param text     plain text, at most 4,096 bytes
/// @param language BCP 47, `en-US`
/// @param voice    as the document says: `man`, `woman`, `alice`, or an engine's own
public record Utterance(String text, String language, String voice) {}
