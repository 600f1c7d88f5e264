package org.offhook.server.wiring;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.offhook.adapters.httpserver.SecurePort;
import org.offhook.adapters.sipnet.Secure;
import org.offhook.adapters.tls.Certificates;
import org.offhook.adapters.tls.Trust;
import org.offhook.core.meters.Meters;
import org.offhook.core.time.Clock;
import org.offhook.server.config.Configuration;
import org.offhook.server.config.Configuration.Profile;

/// Certificates: what we show, and whom we believe.
///
/// @param own  null: there is none, so that nobody can connect by TLS
/// @param made whether it was made here, and proves nothing
record TlsRoom(@Nullable Certificates own, boolean made, Trust trust) {

    /// In the prod profile a certificate that proves nothing is none: who trusts it would trust anybody.
    ///
    /// @param folder where one is kept that was made here
    /// @param told   the address that it is made for
    /// @throws IOException with one line when what is configured cannot be used
    static TlsRoom open(Configuration configuration, Path folder, String told, Clock clock) throws IOException {
        Configuration.Tls tls = configuration.tls();
        Trust trust = Trust.of(tls.trust());
        Path certificate = tls.certificate();
        Path key = tls.key();
        if (certificate != null && key != null) {
            return new TlsRoom(Certificates.of(certificate, key, clock), false, trust);
        }
        return configuration.profile() == Profile.DEV
                ? new TlsRoom(Certificates.local(folder, told, clock), true, trust)
                : new TlsRoom(null, false, trust);
    }

    Secure secure() {
        return new Secure(own == null ? null : own::current, !made, trust);
    }

    /// What the HTTPS port shows; null when none is configured.
    ///
    /// @throws IOException with one line when there is nothing to show
    @Nullable
    SecurePort web(@Nullable InetSocketAddress address, Duration hsts) throws IOException {
        Certificates shown = own;
        if (address != null && shown == null) {
            throw new IOException("https needs a certificate in the prod profile: set tls.certificate and tls.key");
        }
        return address == null || shown == null ? null : new SecurePort(address, shown::current, hsts);
    }

    void register(Meters meters, Clock clock) {
        Certificates shown = own;
        if (shown != null) {
            meters.gauge(
                    "offhook_certificate_days",
                    "Days for which the server's certificate is still valid.",
                    () -> (shown.ends().getEpochSecond() - clock.now().getEpochSecond()) / 86_400.0);
        }
    }
}
