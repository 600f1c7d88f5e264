package org.offhook.core.signalling.register;

/// Somebody says to be a user.
///
/// @param source the address it comes from
public record Claim(Domain domain, Purpose purpose, String username, String source) {

    /// What it wants to do as that user.
    public enum Purpose {
        REGISTER,
        CALL
    }
}
