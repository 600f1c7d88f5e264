package org.offhook.core.webhooks;

import org.offhook.core.twiml.Document;

/// What the application wants (contract §3, content types; CALL-4).
public sealed interface Answer {

    record Instructions(Document document) implements Answer {}

    /// Plain text: spoken, or sent as the reply.
    record Words(String text) implements Answer {}

    /// A sound to be played.
    ///
    /// @param url where it came from
    record Sound(byte[] body, String contentType, String url) implements Answer {}

    /// Neither the hook nor the fallback gave anything usable; the witness has been told.
    record Nothing(int code, String message) implements Answer {}
}
