package org.offhook.core.tenancy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.offhook.core.web.Hook;

/// What an account may set for all its calls and messages.
///
/// @param debugger  told of each error and warning (contract §21), or null
/// @param maskKeys  whether keys that callers press are kept out of events and notifications
/// @param sensitive names of request parameters that are encrypted before they leave (CALL-3)
public record AccountSettings(@Nullable Hook debugger, boolean maskKeys, List<String> sensitive) {

    public static final AccountSettings NONE = new AccountSettings(null, false, List.of());

    public AccountSettings {
        sensitive = List.copyOf(sensitive);
    }

    /// What may be written down of keys that were pressed.
    public String shown(String keys) {
        return maskKeys ? "*".repeat(keys.length()) : keys;
    }
}
