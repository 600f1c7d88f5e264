package org.offhook.core.media;

import java.net.URI;
import java.util.function.Consumer;
import org.offhook.core.ids.Sid;
import org.offhook.core.speech.Utterance;
import org.offhook.core.time.Scheduler.Cancellable;

/// The media layer (SPEC section 3): the one place where a call gets its sounds, spoken or fetched; cached
/// inside.
public interface Sounds {

    /// Gets a sound; never blocks. `whenDone` is called once, unless cancelled before.
    Cancellable get(Sid account, Source source, Consumer<Result> whenDone);

    sealed interface Source {
        record Speech(Utterance utterance) implements Source {}

        /// An audio file at an absolute URL; user info in it becomes basic authentication.
        record File(URI url) implements Source {}

        /// A sound that somebody answered with in place of a document (contract §9, rule 13). Not cached.
        ///
        /// @param contentType what the server called it
        /// @param caption     for [Audio#caption], mostly the URL
        record Bytes(byte[] body, String contentType, String caption) implements Source {}
    }

    sealed interface Result {
        record Ready(Audio audio) implements Result {}

        /// Speech without the colours of its markup, which the engine that spoke does not take.
        ///
        /// @param warning one line for the developer
        record Plain(Audio audio, String warning) implements Result {}

        /// @param code contract §24: 11200 and the like, 13420, 13520, 13521
        record Failed(int code, String message) implements Result {}
    }
}
