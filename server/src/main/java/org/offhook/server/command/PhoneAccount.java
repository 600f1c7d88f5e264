package org.offhook.server.command;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.offhook.core.signalling.OutgoingInvite.Credentials;
import org.offhook.core.signalling.OutgoingRegister;
import org.offhook.protocols.sip.SipUri;
import picocli.CommandLine.Option;

/// The flags of a phone that somebody knows.
final class PhoneAccount {

    private static final String VARIABLE = "OFFHOOK_PHONE_PASSWORD";
    private static final Duration LIFETIME = Duration.ofMinutes(5);

    @Option(
            names = "--register",
            paramLabel = "USER@HOST",
            description = "Register there first, and call as this user.")
    private @Nullable String user;

    @Option(names = "--password", paramLabel = "PASSWORD", description = "The user's. (" + VARIABLE + ")")
    private @Nullable String password;

    /// Who registers, or null.
    @Nullable
    SipUri user() {
        if (user == null) {
            return null;
        }
        SipUri uri = SipUri.parse(user.startsWith("sip:") ? user : "sip:" + user);
        if (uri == null || uri.user() == null) {
            throw PhoneScript.wrong("--register", user, "USER@HOST or USER@HOST:PORT");
        }
        return uri;
    }

    /// @param route where the registrar is to be found when not where its name says, or null
    OutgoingRegister register(SipUri who, @Nullable String route) {
        String registrar = SipUri.of(null, who.host(), who.port()).toString();
        return new OutgoingRegister(registrar, route, who.toString(), LIFETIME, credentials());
    }

    /// Null for a phone without an account.
    @Nullable
    Credentials credentials() {
        SipUri who = user();
        if (who == null) {
            return null;
        }
        String secret = password != null ? password : System.getenv().getOrDefault(VARIABLE, "");
        return new Credentials(who.decodedUser(), secret, null);
    }
}
