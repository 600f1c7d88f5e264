package org.offhook.adapters.mail;

import org.jspecify.annotations.Nullable;

/// Which server takes our e-mail, and as whom we come.
///
/// @param username null together with `password`: the server does not ask
/// @param from     a parsed address: of the envelope and of the header
public record SmtpSettings(
        String host,
        int port,
        Security security,
        @Nullable String username,
        @Nullable String password,
        String from) {

    public enum Security {
        /// Begins in the open and insists on TLS (RFC 3207).
        STARTTLS,
        /// TLS from the first byte (RFC 8314).
        TLS,
        /// In the open.
        NONE
    }

    @Override
    public String toString() {
        return "SmtpSettings[" + host + ":" + port + " " + security + "]";
    }
}
