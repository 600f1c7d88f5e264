package org.offhook.protocols.sip.text;

import org.jspecify.annotations.Nullable;

/// A place in a text, moving forward only. A reader method either takes what it names and moves behind it, or
/// returns null (false, -1) and leaves the caller to declare the text malformed; where it then stands is not
/// defined.
public final class Cursor {

    private final String text;
    private final int end;
    private int at;

    public Cursor(String text) {
        this(text, 0, text.length());
    }

    /// A cursor over `text` from `from` to before `to`.
    public Cursor(String text, int from, int to) {
        this.text = text;
        this.at = from;
        this.end = to;
    }

    public boolean atEnd() {
        return at >= end;
    }

    public int position() {
        return at;
    }

    public int end() {
        return end;
    }

    public String text() {
        return text;
    }

    public void moveTo(int position) {
        at = position;
    }

    /// The next character, or -1 at the end.
    public int peek() {
        return at < end ? text.charAt(at) : -1;
    }

    /// Takes `c` if it is next.
    public boolean eat(char c) {
        if (at < end && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    /// Takes white space, and says whether there was any. Folds have become spaces before.
    public boolean skipSpace() {
        int from = at;
        while (at < end && isSpace(text.charAt(at))) {
            at++;
        }
        return at > from;
    }

    /// Takes `c` with the white space around it (`SEMI`, `EQUAL`, `COMMA`… of the grammar).
    public boolean eatSeparator(char c) {
        skipSpace();
        if (!eat(c)) {
            return false;
        }
        skipSpace();
        return true;
    }

    /// Takes the longest run of characters of `kinds`; null when there is none.
    public @Nullable String run(int kinds) {
        int from = at;
        skipRun(kinds);
        return at > from ? text.substring(from, at) : null;
    }

    /// As [#run] without making a string; the length taken.
    public int skipRun(int kinds) {
        int from = at;
        while (at < end && Chars.is(kinds, text.charAt(at))) {
            at++;
        }
        return at - from;
    }

    /// Takes the longest run of characters of `kinds` and of well-formed `%XX` escapes, unchanged. Null when an
    /// escape is broken; the empty string when there is nothing.
    public @Nullable String escapedRun(int kinds) {
        int from = at;
        while (at < end) {
            char c = text.charAt(at);
            if (c == '%') {
                if (at + 2 >= end || Chars.hex(text.charAt(at + 1)) < 0 || Chars.hex(text.charAt(at + 2)) < 0) {
                    return null;
                }
                at += 3;
            } else if (Chars.is(kinds, c)) {
                at++;
            } else {
                break;
            }
        }
        return text.substring(from, at);
    }

    /// Takes a token and answers the shared instance of the parameter names that every message carries.
    public @Nullable String parameterName() {
        int from = at;
        skipRun(Chars.TOKEN);
        return at > from ? CommonNames.name(text, from, at) : null;
    }

    /// Takes a quoted string with its quotes and answers what stands between them, escapes resolved.
    public @Nullable String quoted() {
        if (!eat('"')) {
            return null;
        }
        int from = at;
        StringBuilder resolved = null;
        while (at < end) {
            char c = text.charAt(at);
            if (c == '"') {
                String content = resolved == null ? text.substring(from, at) : resolved.toString();
                at++;
                return content;
            }
            if (c == '\\') {
                if (at + 1 >= end) {
                    return null;
                }
                if (resolved == null) {
                    resolved = new StringBuilder(end - from).append(text, from, at);
                }
                at++;
                c = text.charAt(at);
            }
            if (resolved != null) {
                resolved.append(c);
            }
            at++;
        }
        return null;
    }

    /// Takes decimal digits that make a number of at most `max`; -1 when there are none or the number is
    /// larger, however many digits it has.
    public long number(long max) {
        int from = at;
        long value = 0;
        while (at < end) {
            int digit = text.charAt(at) - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            value = value * 10 + digit;
            if (value > max) {
                return -1;
            }
            at++;
        }
        return at > from ? value : -1;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }
}
