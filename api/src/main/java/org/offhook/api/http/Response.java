package org.offhook.api.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;
import org.offhook.core.script.Mailbox;

/// What goes back.
public record Response(int status, Headers headers, Body body) {

    public sealed interface Body {

        record Empty() implements Body {}

        record Bytes(byte[] bytes) implements Body {}

        /// @param length bytes that `stream` will yield; whoever sends it closes the stream
        record File(long length, InputStream stream) implements Body {}

        /// Goes on for as long as both sides like. The story runs as a script: it writes to the sink and waits
        /// at its mailbox, where it is told when the client or the server has had enough.
        record Live(BiConsumer<Sink, Mailbox<Wake>> story) implements Body {}
    }

    /// Where a [Body.Live] writes.
    @FunctionalInterface
    public interface Sink {
        /// Sends the bytes and waits until they are on their way.
        ///
        /// @throws IOException when the client has gone
        void write(byte[] bytes) throws IOException;
    }

    /// What wakes a [Body.Live].
    public enum Wake {
        /// There is something new.
        MORE,
        /// The client went, or the server stops: end the story.
        GONE
    }

    public static Response empty(int status) {
        return new Response(status, Headers.NONE, new Body.Empty());
    }

    /// @param type media type with its charset
    public static Response of(int status, String type, byte[] bytes) {
        return new Response(status, Headers.of("Content-Type", type), new Body.Bytes(bytes));
    }

    public static Response text(int status, String type, String text) {
        return of(status, type + "; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    public Response with(String name, String value) {
        return new Response(status, headers.with(name, value), body);
    }

    /// The body as text; for tests and for callers in the same process.
    public String text() {
        return switch (body) {
            case Body.Empty() -> "";
            case Body.Bytes(byte[] bytes) -> new String(bytes, StandardCharsets.UTF_8);
            case Body.File(long length, InputStream stream) -> "file of " + length + " bytes";
            case Body.Live(var story) -> "live stream";
        };
    }
}
