package org.offhook.adapters.tls;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// A certificate authority that lives as long as a test.
public final class Authority {

    private static final char[] PASSWORD = "test".toCharArray();

    private final KeyPair keys;
    private final X509Certificate certificate;

    public Authority() throws Exception {
        keys = keys();
        certificate = certificate("CN=Test authority", "CN=Test authority", keys, keys, null, true, Duration.ofDays(1));
    }

    /// What a client needs to trust it.
    public SSLContext trusting() throws Exception {
        KeyStore store = emptyStore();
        store.setCertificateEntry("authority", certificate);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    /// A server whose certificate this authority signed.
    ///
    /// @param left how long it is still valid; negative when it is over
    public SSLContext server(String host, Duration left) throws Exception {
        KeyPair own = keys();
        return server(own, certificate("CN=Test authority", "CN=" + host, own, keys, host, false, left), certificate);
    }

    /// Writes `certificate.pem` and `key.pem` of a server into `folder`, and `authority.pem`.
    ///
    /// @param host a name, or an address
    public void write(Path folder, String host, Duration left) throws Exception {
        KeyPair own = keys();
        X509Certificate chain = certificate("CN=Test authority", "CN=" + host, own, keys, host, false, left);
        pem(folder.resolve("certificate.pem"), chain);
        pem(folder.resolve("key.pem"), new JcaPKCS8Generator(own.getPrivate(), null));
        pem(folder.resolve("authority.pem"), certificate);
    }

    private static void pem(Path file, Object object) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(object);
        }
        Files.writeString(file, text.toString());
    }

    public static SSLContext selfSigned(String host) throws Exception {
        KeyPair own = keys();
        return server(own, certificate("CN=" + host, "CN=" + host, own, own, host, false, Duration.ofDays(1)));
    }

    private static SSLContext server(KeyPair own, X509Certificate... chain) throws Exception {
        KeyStore store = emptyStore();
        store.setKeyEntry("server", own.getPrivate(), PASSWORD, chain);
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static X509Certificate certificate(
            String issuer, String subject, KeyPair own, KeyPair signer, String host, boolean authority, Duration left)
            throws Exception {
        Instant now = Instant.now();
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                new X500Name(issuer),
                new BigInteger(64, new java.security.SecureRandom()),
                Date.from(now.minus(Duration.ofDays(30))),
                Date.from(now.plus(left)),
                new X500Name(subject),
                own.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
        if (host != null) {
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(new GeneralName(
                            host.matches("[0-9.]+") ? GeneralName.iPAddress : GeneralName.dNSName, host)));
        }
        return new JcaX509CertificateConverter()
                .getCertificate(
                        builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate())));
    }

    private static KeyPair keys() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }

    private static KeyStore emptyStore() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, PASSWORD);
        return store;
    }
}
