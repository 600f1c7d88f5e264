package org.offhook.protocols.sip;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.offhook.protocols.sip.text.ByteBuilder;
import org.offhook.protocols.sip.text.Chars;
import org.offhook.protocols.sip.text.Cursor;

/// A request or a response: header fields in order, a body, and typed views of the fields that carry the
/// protocol.
///
/// A view is read at its first use and remembered. [#defect] reads them all; the parser asks it, so a view of a
/// parsed message never fails. On a message built in Java, a view of a missing or malformed field is a bug and
/// throws IllegalStateException.
public abstract sealed class SipMessage permits SipRequest, SipResponse {

    /// [#maxForwards] and [#expires] when the field is absent.
    public static final long ABSENT = -1;

    private static final long MALFORMED = -2;
    private static final long UNREAD = -3;

    private final Headers headers;
    private final Body body;

    private @Nullable List<Via> vias;
    private @Nullable NameAddr from;
    private @Nullable NameAddr to;
    private @Nullable CSeq cseq;
    private @Nullable List<NameAddr> contacts;
    private @Nullable List<NameAddr> routes;
    private @Nullable List<NameAddr> recordRoutes;
    private @Nullable MediaType contentType;
    private long maxForwards = UNREAD;

    SipMessage(Headers headers, Body body) {
        this.headers = headers;
        this.body = body;
    }

    public final Headers headers() {
        return headers;
    }

    public final Body body() {
        return body;
    }

    /// The value of the first field of this name, null when there is none.
    public final @Nullable String header(HeaderName name) {
        return headers.value(name);
    }

    /// The hops of the request, the latest first.
    public final List<Via> vias() {
        return orThrow(readVias(), HeaderName.VIA);
    }

    /// The latest hop.
    public final Via topVia() {
        return vias().getFirst();
    }

    public final NameAddr from() {
        return orThrow(readFrom(), HeaderName.FROM);
    }

    public final NameAddr to() {
        return orThrow(readTo(), HeaderName.TO);
    }

    public final String callId() {
        return orThrow(headers.value(HeaderName.CALL_ID), HeaderName.CALL_ID);
    }

    public final CSeq cseq() {
        return orThrow(readCseq(), HeaderName.CSEQ);
    }

    /// The contacts; empty when there are none or they are [#isContactWildcard].
    public final List<NameAddr> contacts() {
        return orThrow(readContacts(), HeaderName.CONTACT);
    }

    /// Whether the message says `Contact: *`.
    public final boolean isContactWildcard() {
        return "*".equals(headers.value(HeaderName.CONTACT));
    }

    /// The routes still to be taken, the nearest first.
    public final List<NameAddr> routes() {
        return orThrow(readRoutes(), HeaderName.ROUTE);
    }

    /// The proxies that want to stay in the dialog, in the order of the fields.
    public final List<NameAddr> recordRoutes() {
        return orThrow(readRecordRoutes(), HeaderName.RECORD_ROUTE);
    }

    /// 0 to 255, or [#ABSENT].
    public final int maxForwards() {
        long value = readMaxForwards();
        if (value == MALFORMED) {
            throw new IllegalStateException("malformed Max-Forwards");
        }
        return (int) value;
    }

    /// The type of the body, null when it is not said or malformed.
    public final @Nullable MediaType contentType() {
        if (contentType == null) {
            String text = headers.value(HeaderName.CONTENT_TYPE);
            contentType = text == null ? null : MediaType.parse(text);
        }
        return contentType;
    }

    /// Seconds of the Expires field, 0 to 2^32-1 (what is larger counts as the largest, RFC 3261 §20.19);
    /// [#ABSENT] when the field is absent or no number.
    public final long expires() {
        String text = headers.value(HeaderName.EXPIRES);
        return text == null ? ABSENT : seconds(text);
    }

    /// A `delta-seconds` text: 0 to 2^32-1, larger numbers as the largest; [#ABSENT] when it is no number.
    public static long seconds(String text) {
        if (text.isEmpty() || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return ABSENT;
        }
        long value = new Cursor(text).number(0xffff_ffffL);
        return value < 0 ? 0xffff_ffffL : value;
    }

    /// Reads every typed view and names the first field that is missing or malformed; null when there is none.
    public final @Nullable String defect() {
        String callId = headers.value(HeaderName.CALL_ID);
        if (readVias() == null) {
            return "Via";
        } else if (callId == null || !isCallId(callId)) {
            return "Call-ID";
        } else if (readCseq() == null) {
            return "CSeq";
        } else if (readFrom() == null) {
            return "From";
        } else if (readTo() == null) {
            return "To";
        } else if (readMaxForwards() == MALFORMED) {
            return "Max-Forwards";
        } else if (readContacts() == null) {
            return "Contact";
        } else if (readRoutes() == null) {
            return "Route";
        } else if (readRecordRoutes() == null) {
            return "Record-Route";
        } else if (headers.has(HeaderName.CONTENT_TYPE) && contentType() == null) {
            return "Content-Type";
        }
        return null;
    }

    /// `word [ "@" word ]`; what else real user agents put there is let through as long as it is visible.
    private static boolean isCallId(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Chars.is(Chars.WORD, c) && (c <= ' ' || c == ',' || c == ';' || c >= 0x7f)) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private @Nullable List<Via> readVias() {
        if (vias == null) {
            List<Via> read = new ArrayList<>(2);
            for (int i = 0; i < headers.size(); i++) {
                Header field = headers.get(i);
                if (field.is(HeaderName.VIA) && !Via.parseAll(field.value(), read)) {
                    return null;
                }
            }
            vias = read.isEmpty() ? null : read;
        }
        return vias;
    }

    private @Nullable NameAddr readFrom() {
        if (from == null) {
            from = single(HeaderName.FROM);
        }
        return from;
    }

    private @Nullable NameAddr readTo() {
        if (to == null) {
            to = single(HeaderName.TO);
        }
        return to;
    }

    private @Nullable NameAddr single(HeaderName name) {
        String text = headers.value(name);
        return text == null ? null : NameAddr.parse(text);
    }

    private @Nullable CSeq readCseq() {
        if (cseq == null) {
            String text = headers.value(HeaderName.CSEQ);
            cseq = text == null ? null : CSeq.parse(text);
        }
        return cseq;
    }

    private @Nullable List<NameAddr> readContacts() {
        if (contacts == null) {
            boolean wildcard = isContactWildcard() && headers.count(HeaderName.CONTACT) == 1;
            contacts = wildcard ? List.of() : addresses(HeaderName.CONTACT);
        }
        return contacts;
    }

    private @Nullable List<NameAddr> readRoutes() {
        if (routes == null) {
            routes = addresses(HeaderName.ROUTE);
        }
        return routes;
    }

    private @Nullable List<NameAddr> readRecordRoutes() {
        if (recordRoutes == null) {
            recordRoutes = addresses(HeaderName.RECORD_ROUTE);
        }
        return recordRoutes;
    }

    private @Nullable List<NameAddr> addresses(HeaderName name) {
        List<NameAddr> read = List.of();
        for (int i = 0; i < headers.size(); i++) {
            Header field = headers.get(i);
            if (field.is(name)) {
                if (read.isEmpty()) {
                    read = new ArrayList<>(2);
                }
                if (!NameAddr.parseAll(field.value(), read)) {
                    return null;
                }
            }
        }
        return read;
    }

    private long readMaxForwards() {
        if (maxForwards == UNREAD) {
            String text = headers.value(HeaderName.MAX_FORWARDS);
            if (text == null) {
                maxForwards = ABSENT;
            } else {
                Cursor in = new Cursor(text);
                long value = in.number(255);
                maxForwards = value >= 0 && in.atEnd() ? value : MALFORMED;
            }
        }
        return maxForwards;
    }

    private static <T> T orThrow(@Nullable T view, HeaderName name) {
        if (view == null) {
            throw new IllegalStateException("missing or malformed " + name);
        }
        return view;
    }

    /// Appends the start line without its line end.
    public abstract void appendStartLineTo(ByteBuilder out);

    /// The start line, for people.
    public abstract String startLine();

    @Override
    public String toString() {
        return startLine();
    }
}
