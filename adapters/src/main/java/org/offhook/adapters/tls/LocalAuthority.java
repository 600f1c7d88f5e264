package org.offhook.adapters.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// A certificate authority of this machine, for names below one domain and for nothing else. Programs believe
/// its root, whose key is thrown away as soon as it has signed one certificate: that of the signer, which says
/// what it may sign (RFC 5280 §4.2.1.10; in a root many programs would not heed that). So the key that is kept
/// opens no other door, wherever it gets. Made once and kept.
public final class LocalAuthority {

    /// How long programs may believe it.
    private static final Duration LIFE = Duration.ofDays(3650);
    /// No client takes a server's certificate that is valid for much longer than a year.
    private static final Duration SERVER_LIFE = Duration.ofDays(390);
    /// A certificate that will run out within this time is made anew.
    static final Duration LAST_DAYS = Duration.ofDays(7);
    /// Clocks of virtual machines are late.
    private static final Duration LATE = Duration.ofDays(1);

    private static final int SERIAL_BITS = 127;
    private static final byte[] ANY_IPV4 = new byte[8];
    private static final byte[] ANY_IPV6 = new byte[32];

    private final Path file;
    private final X509Certificate root;
    private final X509Certificate signer;
    private final PrivateKey key;

    /// A server's certificate, that of its signer, and its key.
    record Issued(X509Certificate[] chain, PrivateKey key) {}

    private LocalAuthority(Path file, X509Certificate root, X509Certificate signer, PrivateKey key) {
        this.file = file;
        this.root = root;
        this.signer = signer;
        this.key = key;
    }

    /// The authority of this folder, made when there is none yet or its time is almost over.
    ///
    /// @param domain whose sub-domains it may speak for
    /// @throws IOException with one line when it cannot be read or made
    public static LocalAuthority in(Path folder, String domain, Instant now) throws IOException {
        Path root = folder.resolve("authority.pem");
        Path signer = folder.resolve("signer.pem");
        Path key = folder.resolve("signer-key.pem");
        if (Files.exists(root) && Files.exists(signer) && Files.exists(key)) {
            LocalAuthority known = new LocalAuthority(
                    root,
                    PemFile.certificates(root).getFirst(),
                    PemFile.certificates(signer).getFirst(),
                    PemFile.key(key));
            if (known.root.getNotAfter().toInstant().isAfter(now.plus(LAST_DAYS))) {
                return known;
            }
        }
        try {
            return make(root, signer, key, domain, now);
        } catch (GeneralSecurityException | OperatorCreationException failure) {
            throw new IOException("no certificate authority could be made: " + failure.getMessage(), failure);
        }
    }

    private static LocalAuthority make(Path rootFile, Path signerFile, Path keyFile, String domain, Instant now)
            throws IOException, GeneralSecurityException, OperatorCreationException {
        KeyPair rootKeys = keys();
        X500Name name = new X500Name("CN=Offhook on this machine for " + domain);
        X509v3CertificateBuilder rootBuilder = authority(name, name, 1, rootKeys, now);
        X509Certificate root = sign(rootBuilder, rootKeys.getPrivate());

        KeyPair keys = keys();
        X509v3CertificateBuilder builder = authority(name, new X500Name("CN=Signer of Offhook"), 0, keys, now);
        builder.addExtension(Extension.nameConstraints, true, only(domain));
        builder.addExtension(
                Extension.authorityKeyIdentifier,
                false,
                new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(rootKeys.getPublic()));
        X509Certificate signer = sign(builder, rootKeys.getPrivate());
        // The root last: without the others it would look as if all were there.
        PemFile.write(keyFile, new JcaPKCS8Generator(keys.getPrivate(), null));
        PemFile.write(signerFile, signer);
        PemFile.write(rootFile, root);
        return new LocalAuthority(rootFile, root, signer, keys.getPrivate());
    }

    /// @param below how many authorities may stand below it
    private static X509v3CertificateBuilder authority(
            X500Name issuer, X500Name name, int below, KeyPair keys, Instant now)
            throws IOException, GeneralSecurityException {
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                issuer, serial(), Date.from(now.minus(LATE)), Date.from(now.plus(LIFE)), name, keys.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(below));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        builder.addExtension(
                Extension.subjectKeyIdentifier,
                false,
                new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic()));
        return builder;
    }

    private static NameConstraints only(String domain) {
        return new NameConstraints(
                new GeneralSubtree[] {new GeneralSubtree(new GeneralName(GeneralName.dNSName, domain))},
                new GeneralSubtree[] {address(ANY_IPV4), address(ANY_IPV6)});
    }

    private static GeneralSubtree address(byte[] addressAndMask) {
        return new GeneralSubtree(new GeneralName(GeneralName.iPAddress, new DEROctetString(addressAndMask)));
    }

    /// Signs a certificate for a server of this name, with a key of its own that is kept in memory only.
    Issued issue(String host, Instant now) throws GeneralSecurityException, IOException {
        KeyPair keys = keys();
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                signer,
                serial(),
                Date.from(now.minus(LATE)),
                Date.from(now.plus(SERVER_LIFE)),
                new X500Name("O=Offhook"),
                keys.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
        builder.addExtension(
                Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName(GeneralName.dNSName, host)));
        builder.addExtension(
                Extension.authorityKeyIdentifier,
                false,
                new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(signer.getPublicKey()));
        try {
            return new Issued(new X509Certificate[] {sign(builder, key), signer}, keys.getPrivate());
        } catch (OperatorCreationException failure) {
            throw new GeneralSecurityException("no certificate could be signed", failure);
        }
    }

    /// Its root, for programs that are to believe it.
    public Path file() {
        return file;
    }

    X509Certificate root() {
        return root;
    }

    private static KeyPair keys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }

    private static BigInteger serial() {
        return new BigInteger(SERIAL_BITS, new SecureRandom());
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey signer)
            throws GeneralSecurityException, OperatorCreationException {
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer)));
    }
}
