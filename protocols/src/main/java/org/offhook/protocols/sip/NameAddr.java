package org.offhook.protocols.sip;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.offhook.protocols.sip.text.Chars;
import org.offhook.protocols.sip.text.Cursor;
import org.offhook.protocols.sip.text.Escapes;

/// An address with an optional display name and parameters of the field: the value of From, To, Contact, Route,
/// Record-Route, Path and their kin (`name-addr` or `addr-spec` of RFC 3261 §25.1).
///
/// @param display the display name, quotes and escapes resolved; empty when there is none
/// @param uri the address
/// @param params what stands behind the address: parameters of the field, not of the URI
public record NameAddr(String display, Uri uri, Params params) {

    /// An address without display name and parameters.
    public static NameAddr of(Uri uri) {
        return new NameAddr("", uri, Params.NONE);
    }

    /// Reads the whole of `text` as one address; null when it is malformed.
    public static @Nullable NameAddr parse(String text) {
        Cursor in = new Cursor(text);
        NameAddr address = read(in);
        in.skipSpace();
        return in.atEnd() ? address : null;
    }

    /// Reads the whole of `text` as addresses separated by commas and adds them to `into`; whether it was well
    /// formed.
    static boolean parseAll(String text, List<NameAddr> into) {
        Cursor in = new Cursor(text);
        do {
            NameAddr address = read(in);
            if (address == null) {
                return false;
            }
            into.add(address);
        } while (in.eatSeparator(','));
        return in.atEnd();
    }

    /// Reads the whole of `text` as addresses separated by commas; null when it is malformed.
    public static @Nullable List<NameAddr> parseAll(String text) {
        List<NameAddr> addresses = new ArrayList<>(2);
        return parseAll(text, addresses) ? addresses : null;
    }

    static @Nullable NameAddr read(Cursor in) {
        in.skipSpace();
        String display = "";
        if (in.peek() == '"') {
            String quoted = in.quoted();
            in.skipSpace();
            if (quoted == null || in.peek() != '<') {
                return null;
            }
            display = quoted;
        } else if (in.peek() != '<') {
            String words = displayWords(in);
            if (words == null) {
                return readRest(in, "", Uri.read(in, true));
            }
            display = words;
        }
        in.eat('<');
        Uri uri = Uri.read(in, false);
        return in.eat('>') ? readRest(in, display, uri) : null;
    }

    private static @Nullable NameAddr readRest(Cursor in, String display, @Nullable Uri uri) {
        if (uri == null) {
            return null;
        }
        Params params = Params.read(in);
        return params == null ? null : new NameAddr(display, uri, params);
    }

    /// Takes an unquoted display name when one stands before `<`; else stays and answers null.
    private static @Nullable String displayWords(Cursor in) {
        int from = in.position();
        int behindLast = from;
        while (in.skipRun(Chars.TOKEN) > 0) {
            behindLast = in.position();
            in.skipSpace();
        }
        if (in.peek() != '<') {
            in.moveTo(from);
            return null;
        }
        return in.text().substring(from, behindLast);
    }

    /// The `tag` parameter of From and To; null when there is none.
    public @Nullable String tag() {
        return params.get("tag");
    }

    public NameAddr withTag(String tag) {
        return new NameAddr(display, uri, params.with("tag", tag));
    }

    public NameAddr withoutTag() {
        return new NameAddr(display, uri, params.without("tag"));
    }

    /// In the form that is always right: the URI in brackets, a display name in quotes.
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(64);
        if (!display.isEmpty()) {
            Escapes.quote(out, display).append(' ');
        }
        out.append('<');
        if (uri instanceof SipUri sip) {
            sip.appendTo(out);
        } else {
            out.append(uri);
        }
        return params.appendTo(out.append('>')).toString();
    }
}
