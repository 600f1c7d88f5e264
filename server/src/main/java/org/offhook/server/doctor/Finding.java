package org.offhook.server.doctor;

/// One line of the doctor's.
///
/// @param about  what was looked at, one word
/// @param found  how it is
/// @param advice what to change; empty when it is well
public record Finding(Level level, String about, String found, String advice) {

    public enum Level {
        OK,
        /// It works, but not for everybody or not for long.
        WARNING,
        /// It does not work.
        ERROR
    }

    static Finding ok(String about, String found) {
        return new Finding(Level.OK, about, found, "");
    }

    static Finding warning(String about, String found, String advice) {
        return new Finding(Level.WARNING, about, found, advice);
    }

    static Finding error(String about, String found, String advice) {
        return new Finding(Level.ERROR, about, found, advice);
    }
}
