package org.offhook.server.doctor;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import org.offhook.adapters.tls.Certificates;
import org.offhook.adapters.tls.Trust;
import org.offhook.server.config.Configuration;
import org.offhook.server.config.Configuration.Profile;

/// The server's own certificate: readable, in date, for the names that are used, its key kept.
final class CertificateCheck implements Check {

    private static final String TLS = "tls";
    private static final Duration SOON = Duration.ofDays(21);
    private static final String RENEW = "renew it; the files are read again by themselves";
    private static final int DNS_NAME = 2;
    private static final int ADDRESS = 7;

    @Override
    public void look(Patient patient, Consumer<Finding> told) {
        Configuration configuration = patient.configuration();
        Configuration.Tls tls = configuration.tls();
        Path certificate = tls.certificate();
        Path key = tls.key();
        try {
            Trust.of(tls.trust());
            if (certificate == null || key == null) {
                none(configuration, told);
                return;
            }
            X509Certificate own =
                    Certificates.of(certificate, key, patient.clock()).own();
            dates(own, patient.clock().now(), told);
            names(own, configuration, told);
            kept(key, told);
        } catch (IOException failure) {
            told.accept(Finding.error(
                    TLS, String.valueOf(failure.getMessage()), "see tls.certificate, tls.key and tls.trust"));
        }
    }

    private static void none(Configuration configuration, Consumer<Finding> told) {
        if (configuration.profile() == Profile.DEV) {
            told.accept(Finding.ok(TLS, "a certificate that signs itself is made for development"));
        } else if (configuration.https() != null) {
            told.accept(Finding.error(
                    TLS, "https is to be offered without a certificate", "set tls.certificate and tls.key"));
        } else {
            told.accept(Finding.warning(
                    TLS, "there is no certificate: SIP and the API go unencrypted", "set tls.certificate and tls.key"));
        }
    }

    private static void dates(X509Certificate own, Instant now, Consumer<Finding> told) {
        Instant from = own.getNotBefore().toInstant();
        Instant until = own.getNotAfter().toInstant();
        if (now.isAfter(until)) {
            told.accept(Finding.error(TLS, "the certificate ran out at " + until, RENEW));
        } else if (now.isBefore(from)) {
            told.accept(Finding.error(TLS, "the certificate is valid from " + from + " on", "see to the clock"));
        } else if (now.plus(SOON).isAfter(until)) {
            told.accept(Finding.warning(TLS, "the certificate runs out at " + until, RENEW));
        } else {
            told.accept(Finding.ok(TLS, "the certificate is valid until " + until));
        }
        if (own.getIssuerX500Principal().equals(own.getSubjectX500Principal())) {
            told.accept(Finding.warning(
                    TLS,
                    "the certificate signs itself",
                    "nobody believes it who was not told to: get one that is signed"));
        }
    }

    private static void names(X509Certificate own, Configuration configuration, Consumer<Finding> told) {
        URI url = configuration.publicUrl();
        String host = url != null && url.getHost() != null ? url.getHost() : configuration.publicAddress();
        if (host == null) {
            return;
        }
        told.accept(
                names(own).stream().anyMatch(name -> covers(name, host.toLowerCase(Locale.ROOT)))
                        ? Finding.ok(TLS, "the certificate is for " + host)
                        : Finding.error(
                                TLS,
                                "the certificate is for " + String.join(", ", names(own)) + ", not for " + host,
                                "get one for the host of public-url, or correct public-url"));
    }

    private static List<String> names(X509Certificate own) {
        try {
            Collection<List<?>> all = own.getSubjectAlternativeNames();
            return all == null
                    ? List.of()
                    : all.stream()
                            .filter(name ->
                                    Objects.equals(name.get(0), DNS_NAME) || Objects.equals(name.get(0), ADDRESS))
                            .map(name -> String.valueOf(name.get(1)).toLowerCase(Locale.ROOT))
                            .toList();
        } catch (CertificateParsingException unreadable) {
            return List.of();
        }
    }

    /// A star stands for one label (RFC 9525 §6.3).
    static boolean covers(String name, String host) {
        boolean star = name.startsWith("*.") && host.indexOf('.') > 0;
        return name.equals(host) || (star && host.substring(host.indexOf('.')).equals(name.substring(1)));
    }

    private static void kept(Path key, Consumer<Finding> told) throws IOException {
        if (key.getFileSystem().supportedFileAttributeViews().contains("posix")
                && Files.getPosixFilePermissions(key).contains(PosixFilePermission.OTHERS_READ)) {
            told.accept(Finding.warning(TLS, key + " can be read by every user of this machine", "chmod 600 " + key));
        }
    }
}
