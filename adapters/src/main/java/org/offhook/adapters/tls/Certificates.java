package org.offhook.adapters.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.offhook.core.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The server's own certificate. Whoever begins a connection asks for [#current]; when the files have changed,
/// as they do when a certificate is renewed, they are read again. What cannot be read leaves the one that was.
public final class Certificates {

    private static final Logger LOG = LoggerFactory.getLogger(Certificates.class);
    /// How often the files are looked at, at most.
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final char[] IN_MEMORY = new char[0];

    private final Path chain;
    private final Path key;
    private final Clock clock;
    private Loaded loaded;
    private long lookedAt;

    /// @param changed of both files, when they were read
    private record Loaded(SSLContext context, X509Certificate own, List<FileTime> changed) {}

    private Certificates(Path chain, Path key, Clock clock) throws IOException {
        this.chain = chain;
        this.key = key;
        this.clock = clock;
        this.loaded = load();
        this.lookedAt = clock.nanos();
    }

    /// Those of the operator.
    ///
    /// @param chain PEM: the certificate, and those that lead to the authority
    /// @param key   PEM: its private key, without a password
    /// @throws IOException with one line when they cannot be used
    public static Certificates of(Path chain, Path key, Clock clock) throws IOException {
        return new Certificates(chain, key, clock);
    }

    /// One that signs itself, for `address`; kept in `folder`, made when it is not there.
    ///
    /// @param address an IP literal without brackets
    public static Certificates local(Path folder, String address, Clock clock) throws IOException {
        List<Path> files = LocalCertificate.in(folder, address, clock.now());
        return new Certificates(files.getFirst(), files.getLast(), clock);
    }

    /// What a server shows its clients now.
    public synchronized SSLContext current() {
        long now = clock.nanos();
        if (now - lookedAt >= LOOK.toNanos()) {
            lookedAt = now;
            reload();
        }
        return loaded.context();
    }

    /// Until when the certificate is valid.
    public synchronized Instant ends() {
        return loaded.own().getNotAfter().toInstant();
    }

    /// The certificate itself.
    public synchronized X509Certificate own() {
        return loaded.own();
    }

    private void reload() {
        try {
            if (!changed().equals(loaded.changed())) {
                loaded = load();
                LOG.atInfo().addKeyValue("valid_until", ends()).log("certificate read again");
            }
        } catch (IOException failure) {
            LOG.warn("the new certificate cannot be used, the old one stays: {}", failure.getMessage());
        }
    }

    private List<FileTime> changed() throws IOException {
        return List.of(Files.getLastModifiedTime(chain), Files.getLastModifiedTime(key));
    }

    private Loaded load() throws IOException {
        List<X509Certificate> certificates = PemFile.certificates(chain);
        List<FileTime> changed = changed();
        PrivateKey secret = PemFile.key(key);
        if (!fits(secret, certificates.getFirst())) {
            throw new IOException(key + " is not the key of the first certificate of " + chain);
        }
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, IN_MEMORY);
            store.setKeyEntry("own", secret, IN_MEMORY, certificates.toArray(X509Certificate[]::new));
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, IN_MEMORY);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, new SecureRandom());
            return new Loaded(context, certificates.getFirst(), changed);
        } catch (GeneralSecurityException failure) {
            throw new IOException(chain + " and " + key + " cannot be used: " + failure.getMessage(), failure);
        }
    }

    /// A signature by the one is checked with the other.
    private static boolean fits(PrivateKey secret, X509Certificate certificate) throws IOException {
        String algorithm = secret.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
        byte[] text = {1, 2, 3};
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(secret);
            signature.update(text);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(text);
            return signature.verify(signed);
        } catch (InvalidKeyException | SignatureException _) {
            return false;
        } catch (NoSuchAlgorithmException failure) {
            throw new IOException("this Java has no " + algorithm, failure);
        }
    }
}
