package org.offhook.protocols.stun;

/// Numbers of the attributes that are understood here (RFC 8489 §18.3, RFC 8445 §16.1). Whoever gets a request
/// with one below 0x8000 that it does not understand must refuse it.
public final class StunAttribute {
    public static final int USERNAME = 0x0006;
    public static final int MESSAGE_INTEGRITY = 0x0008;
    public static final int ERROR_CODE = 0x0009;
    public static final int UNKNOWN_ATTRIBUTES = 0x000a;
    public static final int XOR_MAPPED_ADDRESS = 0x0020;
    public static final int PRIORITY = 0x0024;
    public static final int USE_CANDIDATE = 0x0025;
    public static final int SOFTWARE = 0x8022;
    public static final int FINGERPRINT = 0x8028;
    public static final int ICE_CONTROLLED = 0x8029;
    public static final int ICE_CONTROLLING = 0x802a;

    private static final int FIRST_OPTIONAL = 0x8000;

    private StunAttribute() {}

    /// Whether a request with this attribute can be served.
    static boolean isUnderstood(int type) {
        return switch (type) {
            case USERNAME, MESSAGE_INTEGRITY, PRIORITY, USE_CANDIDATE -> true;
            default -> type >= FIRST_OPTIONAL;
        };
    }
}
