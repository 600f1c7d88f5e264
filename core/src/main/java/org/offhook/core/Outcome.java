package org.offhook.core;

/// What came of a command.
public sealed interface Outcome<T> {

    record Done<T>(T value) implements Outcome<T> {}

    /// @param status  HTTP status it answers with: 400, 403, 404, 409, 429, 503
    /// @param code    contract §24, such as 21211
    /// @param message one sentence: what is wrong and what to do
    record Refused<T>(int status, int code, String message) implements Outcome<T> {}

    static <T> Outcome<T> done(T value) {
        return new Done<>(value);
    }

    static <T> Outcome<T> refused(int status, int code, String message) {
        return new Refused<>(status, code, message);
    }
}
