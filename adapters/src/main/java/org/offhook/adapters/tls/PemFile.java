package org.offhook.adapters.tls;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;

/// Reads and writes PEM files. What is wrong with one is said in one line for the operator.
final class PemFile {

    private static final long LONGEST = 1 << 20;

    private PemFile() {}

    /// All certificates of the file, in their order; at least one.
    static List<X509Certificate> certificates(Path file) throws IOException {
        List<X509Certificate> certificates = new ArrayList<>();
        try {
            for (Object object : objects(file)) {
                if (object instanceof X509CertificateHolder holder) {
                    certificates.add(new JcaX509CertificateConverter().getCertificate(holder));
                }
            }
        } catch (CertificateException failure) {
            throw new IOException(file + " holds a certificate that cannot be read: " + failure.getMessage(), failure);
        }
        if (certificates.isEmpty()) {
            throw new IOException(file + " holds no certificate: it needs a part BEGIN CERTIFICATE");
        }
        return List.copyOf(certificates);
    }

    /// The first private key of the file: PKCS #8, or the older forms for RSA and EC.
    static PrivateKey key(Path file) throws IOException {
        for (Object object : objects(file)) {
            if (object instanceof PrivateKeyInfo info) {
                return new JcaPEMKeyConverter().getPrivateKey(info);
            }
            if (object instanceof PEMKeyPair pair) {
                return new JcaPEMKeyConverter().getPrivateKey(pair.getPrivateKeyInfo());
            }
        }
        throw new IOException(file + " holds no private key without a password: it needs a part BEGIN PRIVATE KEY");
    }

    /// Writes a file that its owner alone may read, whole or not at all.
    static void write(Path file, Object... objects) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            for (Object object : objects) {
                writer.writeObject(object);
            }
        }
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(fresh, text.toString());
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static List<Object> objects(Path file) throws IOException {
        List<Object> objects = new ArrayList<>();
        try (PEMParser parser = new PEMParser(new StringReader(text(file)))) {
            for (Object next = parser.readObject(); next != null; next = parser.readObject()) {
                objects.add(next);
            }
        } catch (IOException | RuntimeException failure) {
            throw failure instanceof Unreadable told
                    ? told
                    : new IOException(file + " is not PEM: " + failure.getMessage(), failure);
        }
        return objects;
    }

    private static String text(Path file) throws Unreadable {
        try {
            if (Files.size(file) > LONGEST) {
                throw new Unreadable(file + " is too large for certificates or a key", null);
            }
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException failure) {
            throw new Unreadable("there is no file " + file, failure);
        } catch (Unreadable told) {
            throw told;
        } catch (IOException failure) {
            throw new Unreadable(file + " cannot be read: " + failure.getMessage(), failure);
        }
    }

    private static final class Unreadable extends IOException {
        Unreadable(String message, @org.jspecify.annotations.Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
