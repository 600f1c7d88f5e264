package org.offhook.core.tenancy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.offhook.core.tolls.TollLimits;
import org.offhook.core.web.Hook;

/// What an account may set for all its calls and messages.
///
/// @param debugger  told of each error and warning (contract §21), or null
/// @param maskKeys  whether keys that callers press are kept out of events and notifications
/// @param sensitive names of request parameters that are encrypted before they leave (CALL-3)
/// @param chosenTolls what it may send to carriers; null for whatever the platform lets out
public record AccountSettings(
        @Nullable Hook debugger,
        boolean maskKeys,
        List<String> sensitive,
        @Nullable TollLimits chosenTolls) {

    public static final AccountSettings NONE = new AccountSettings(null, false, List.of());

    public AccountSettings(@Nullable Hook debugger, boolean maskKeys, List<String> sensitive) {
        this(debugger, maskKeys, sensitive, null);
    }

    public AccountSettings {
        sensitive = List.copyOf(sensitive);
    }

    /// What it may send to carriers, besides what the platform says.
    public TollLimits tolls() {
        return chosenTolls == null ? TollLimits.NONE : chosenTolls;
    }

    /// What may be written down of keys that were pressed.
    public String shown(String keys) {
        return maskKeys ? "*".repeat(keys.length()) : keys;
    }
}
