package org.offhook.protocols.sip;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The name of a header field: compared without regard to case, compact and long form being one name. Names
/// that are known here are shared instances, so `==` finds them; any other token is a name as well.
public final class HeaderName {

    private static final int SLOTS = 256;
    private static final @Nullable HeaderName[] TABLE = new HeaderName[SLOTS];
    private static final @Nullable HeaderName[] COMPACT = new HeaderName[128];

    public static final HeaderName ACCEPT = known("Accept");
    public static final HeaderName ACCEPT_ENCODING = known("Accept-Encoding");
    public static final HeaderName ACCEPT_LANGUAGE = known("Accept-Language");
    public static final HeaderName ALLOW = known("Allow");
    public static final HeaderName ALLOW_EVENTS = known("Allow-Events", 'u');
    public static final HeaderName AUTHORIZATION = known("Authorization");
    public static final HeaderName CALL_ID = known("Call-ID", 'i');
    public static final HeaderName CONTACT = known("Contact", 'm');
    public static final HeaderName CONTENT_DISPOSITION = known("Content-Disposition");
    public static final HeaderName CONTENT_ENCODING = known("Content-Encoding", 'e');
    public static final HeaderName CONTENT_LENGTH = known("Content-Length", 'l');
    public static final HeaderName CONTENT_TYPE = known("Content-Type", 'c');
    public static final HeaderName CSEQ = known("CSeq");
    public static final HeaderName DATE = known("Date");
    public static final HeaderName DIVERSION = known("Diversion");
    public static final HeaderName EVENT = known("Event", 'o');
    public static final HeaderName EXPIRES = known("Expires");
    public static final HeaderName FLOW_TIMER = known("Flow-Timer");
    public static final HeaderName FROM = known("From", 'f');
    public static final HeaderName HISTORY_INFO = known("History-Info");
    public static final HeaderName INFO_PACKAGE = known("Info-Package");
    public static final HeaderName MAX_FORWARDS = known("Max-Forwards");
    public static final HeaderName MIN_EXPIRES = known("Min-Expires");
    public static final HeaderName MIN_SE = known("Min-SE");
    public static final HeaderName P_ASSERTED_IDENTITY = known("P-Asserted-Identity");
    public static final HeaderName P_PREFERRED_IDENTITY = known("P-Preferred-Identity");
    public static final HeaderName PATH = known("Path");
    public static final HeaderName PRIVACY = known("Privacy");
    public static final HeaderName PROXY_AUTHENTICATE = known("Proxy-Authenticate");
    public static final HeaderName PROXY_AUTHORIZATION = known("Proxy-Authorization");
    public static final HeaderName PROXY_REQUIRE = known("Proxy-Require");
    public static final HeaderName RACK = known("RAck");
    public static final HeaderName REASON = known("Reason");
    public static final HeaderName RECORD_ROUTE = known("Record-Route");
    public static final HeaderName RECV_INFO = known("Recv-Info");
    public static final HeaderName REFER_TO = known("Refer-To", 'r');
    public static final HeaderName REFERRED_BY = known("Referred-By", 'b');
    public static final HeaderName REFER_SUB = known("Refer-Sub");
    public static final HeaderName REMOTE_PARTY_ID = known("Remote-Party-ID");
    public static final HeaderName REPLACES = known("Replaces");
    public static final HeaderName REQUIRE = known("Require");
    public static final HeaderName RETRY_AFTER = known("Retry-After");
    public static final HeaderName ROUTE = known("Route");
    public static final HeaderName RSEQ = known("RSeq");
    public static final HeaderName SERVER = known("Server");
    public static final HeaderName SESSION_EXPIRES = known("Session-Expires", 'x');
    public static final HeaderName SIP_ETAG = known("SIP-ETag");
    public static final HeaderName SIP_IF_MATCH = known("SIP-If-Match");
    public static final HeaderName SUBJECT = known("Subject", 's');
    public static final HeaderName SUBSCRIPTION_STATE = known("Subscription-State");
    public static final HeaderName SUPPORTED = known("Supported", 'k');
    public static final HeaderName TO = known("To", 't');
    public static final HeaderName UNSUPPORTED = known("Unsupported");
    public static final HeaderName USER_AGENT = known("User-Agent");
    public static final HeaderName VIA = known("Via", 'v');
    public static final HeaderName WARNING = known("Warning");
    public static final HeaderName WWW_AUTHENTICATE = known("WWW-Authenticate");

    private final String text;
    private final String key;
    /// Whether this is the only instance of its name.
    private final boolean only;

    private HeaderName(String text, boolean only) {
        this.text = text;
        this.key = text.toLowerCase(Locale.ROOT);
        this.only = only;
    }

    private static HeaderName known(String text) {
        HeaderName name = new HeaderName(text, true);
        int slot = 0;
        for (int i = 0; i < text.length(); i++) {
            slot = mix(slot, text.charAt(i));
        }
        slot &= SLOTS - 1;
        while (TABLE[slot] != null) {
            slot = (slot + 1) & (SLOTS - 1);
        }
        TABLE[slot] = name;
        return name;
    }

    private static HeaderName known(String text, char compact) {
        HeaderName name = known(text);
        COMPACT[compact] = name;
        COMPACT[Character.toUpperCase(compact)] = name;
        return name;
    }

    private static int mix(int hash, int c) {
        return hash * 31 + (c | 0x20);
    }

    /// The name spelled by `text`, long or compact.
    public static HeaderName of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return of(bytes, 0, bytes.length);
    }

    /// The name spelled by the bytes from `from` to before `to`, which must be a token.
    public static HeaderName of(byte[] bytes, int from, int to) {
        if (to - from == 1 && bytes[from] > 0) {
            HeaderName name = COMPACT[bytes[from]];
            if (name != null) {
                return name;
            }
        }
        int slot = 0;
        for (int i = from; i < to; i++) {
            slot = mix(slot, bytes[i]);
        }
        slot &= SLOTS - 1;
        for (HeaderName name = TABLE[slot]; name != null; name = TABLE[slot]) {
            if (name.spelledBy(bytes, from, to)) {
                return name;
            }
            slot = (slot + 1) & (SLOTS - 1);
        }
        return new HeaderName(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1), false);
    }

    private boolean spelledBy(byte[] bytes, int from, int to) {
        if (key.length() != to - from) {
            return false;
        }
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            int lower = b >= 'A' && b <= 'Z' ? b | 0x20 : b;
            if (key.charAt(i - from) != lower) {
                return false;
            }
        }
        return true;
    }

    /// The usual spelling of a known name, else the spelling it came with.
    public String text() {
        return text;
    }

    /// In lower case.
    public String key() {
        return key;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof HeaderName that && !(only && that.only) && key.equals(that.key));
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
