package org.offhook.protocols.stun;

/// What a message is (RFC 8489 §5): its class, two bits of the message type that do not lie together.
public enum StunKind {
    REQUEST(0x000),
    INDICATION(0x010),
    SUCCESS(0x100),
    ERROR(0x110);

    static final int MASK = 0x110;

    private final int bits;

    StunKind(int bits) {
        this.bits = bits;
    }

    int bits() {
        return bits;
    }

    static StunKind of(int type) {
        return switch (type & MASK) {
            case 0x000 -> REQUEST;
            case 0x010 -> INDICATION;
            case 0x100 -> SUCCESS;
            default -> ERROR;
        };
    }
}
