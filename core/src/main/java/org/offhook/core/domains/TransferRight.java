package org.offhook.core.domains;

import org.jspecify.annotations.Nullable;

/// Whom somebody may transfer others to by REFER, when no document decides.
public enum TransferRight {
    NONE,
    /// SIP addresses, but no phone numbers.
    SIP,
    ALL;

    /// As `TransferMode` of a trunk has it.
    static TransferRight of(@Nullable String mode) {
        return switch (mode == null ? "" : mode) {
            case "enable-all" -> ALL;
            case "sip-only" -> SIP;
            default -> NONE;
        };
    }

    public boolean covers(boolean number) {
        return this == ALL || (this == SIP && !number);
    }
}
