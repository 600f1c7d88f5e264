package org.offhook.protocols.sip.text;

/// Character classes of the grammar in RFC 3261 §25.1, one bit each, for the 7-bit range.
public final class Chars {

    /// `token`.
    public static final int TOKEN = 1;
    /// `unreserved` and `user-unreserved`: the user part of a URI, escapes aside.
    public static final int USER = 1 << 1;
    /// The password of a URI, escapes aside.
    public static final int PASSWORD = 1 << 2;
    /// `paramchar` of a URI parameter, escapes aside.
    public static final int URI_PARAM = 1 << 3;
    /// `hnv-unreserved` and `unreserved`: the header part of a URI, escapes aside.
    public static final int URI_HEADER = 1 << 4;
    /// What a generic parameter value may hold outside quotes: `token` and the characters of a host.
    public static final int PARAM_VALUE = 1 << 5;
    /// `word`, of which a Call-ID is made.
    public static final int WORD = 1 << 6;
    /// What may stand in an absolute URI of a scheme that is not known here.
    public static final int URIC = 1 << 7;
    /// Letters, digits, `-`, `.` and the `_` that real host names carry.
    public static final int HOST = 1 << 8;
    /// Hexadecimal digits.
    public static final int HEX = 1 << 9;
    /// `scheme` after its first letter.
    public static final int SCHEME = 1 << 10;

    private static final String MARK = "-_.!~*'()";
    private static final short[] CLASSES = new short[128];

    static {
        for (int c = 0; c < 128; c++) {
            if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
                CLASSES[c] |=
                        TOKEN | USER | PASSWORD | URI_PARAM | URI_HEADER | PARAM_VALUE | WORD | URIC | HOST | SCHEME;
            }
        }
        add(TOKEN, "-.!%*_+`'~");
        add(USER, MARK + "&=+$,;?/");
        add(PASSWORD, MARK + "&=+$,");
        add(URI_PARAM, MARK + "[]/:&+$");
        add(URI_HEADER, MARK + "[]/?:+$");
        add(PARAM_VALUE, "-.!%*_+`'~[]:");
        add(WORD, "-.!%*_+`'~()<>:\\\"/[]?{}");
        add(URIC, MARK + ";/?:@&=+$,%[]");
        add(HOST, "-._");
        add(HEX, "0123456789abcdefABCDEF");
        add(SCHEME, "+-.");
    }

    private Chars() {}

    private static void add(int kind, String chars) {
        for (int i = 0; i < chars.length(); i++) {
            CLASSES[chars.charAt(i)] |= (short) kind;
        }
    }

    /// Whether `c` belongs to one of the classes in `kinds` (an or of the constants above). Never beyond 7
    /// bits.
    public static boolean is(int kinds, int c) {
        return c >= 0 && c < 128 && (CLASSES[c] & kinds) != 0;
    }

    /// Whether all of `text` is made of `kinds`, and there is some of it.
    public static boolean all(int kinds, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!is(kinds, text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /// The value of a hexadecimal digit, or -1.
    public static int hex(int c) {
        return is(HEX, c) ? Character.digit(c, 16) : -1;
    }
}
