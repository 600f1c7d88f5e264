package org.offhook.adapters.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// A certificate for a machine that has none: signed by itself, so that it keeps listeners out and proves
/// nothing. Made once and kept, so that a phone that was told to trust it need not be told again.
final class LocalCertificate {

    private static final Duration LIFE = Duration.ofDays(3650);
    /// Clocks of phones are late.
    private static final Duration LATE = Duration.ofDays(1);

    private LocalCertificate() {}

    /// Sees to it that there is one in `folder`; the files of chain and key.
    static List<Path> in(Path folder, String address, Instant now) throws IOException {
        Path chain = folder.resolve("local-certificate.pem");
        Path key = folder.resolve("local-key.pem");
        if (!Files.exists(chain) || !Files.exists(key)) {
            make(chain, key, address, now);
        }
        return List.of(chain, key);
    }

    private static void make(Path chain, Path key, String address, Instant now) throws IOException {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            KeyPair keys = generator.generateKeyPair();
            X500Name name = new X500Name("CN=Offhook on " + address.replaceAll("[^0-9A-Za-z.:-]", ""));
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    name,
                    new BigInteger(127, new SecureRandom()),
                    Date.from(now.minus(LATE)),
                    Date.from(now.plus(LIFE)),
                    name,
                    keys.getPublic());
            builder.addExtension(Extension.subjectAlternativeName, false, names(address));
            X509CertificateHolder certificate =
                    builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()));
            // The key first: a certificate without one would look as if all were there.
            PemFile.write(key, new JcaPKCS8Generator(keys.getPrivate(), null));
            PemFile.write(chain, certificate);
        } catch (GeneralSecurityException | OperatorCreationException failure) {
            throw new IOException("no certificate could be made: " + failure.getMessage(), failure);
        }
    }

    private static GeneralNames names(String address) {
        List<GeneralName> names = new ArrayList<>(List.of(
                new GeneralName(GeneralName.dNSName, "localhost"),
                new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
                new GeneralName(GeneralName.iPAddress, "::1")));
        if (!address.equals("127.0.0.1") && !address.equals("::1")) {
            names.add(new GeneralName(GeneralName.iPAddress, address));
        }
        return new GeneralNames(names.toArray(GeneralName[]::new));
    }
}
