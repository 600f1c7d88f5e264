package org.offhook.core.signalling.register;

/// Somebody says to be a user.
///
/// @param source the address it comes from
/// @param sealed whether nobody on the way can read what it says
public record Claim(Domain domain, Purpose purpose, String username, String source, boolean sealed) {

    /// What it wants to do as that user.
    public enum Purpose {
        REGISTER,
        CALL
    }
}
