package org.offhook.adapters.tls;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/// Files for programs that must be given all authorities at once, and would forget those of the system if they
/// were given ours alone.
///
/// @param pem   for OpenSSL, Python, Ruby, Go, curl
/// @param store PKCS #12 for Java, with [#PASSWORD]
public record TrustFiles(Path pem, Path store) {

    /// It hides nothing: there are only certificates in the file, but Java reads none of them without one.
    public static final String PASSWORD = "changeit";

    /// Writes the authorities that Java knows, and this one.
    ///
    /// @throws IOException with one line
    public static TrustFiles write(Path folder, LocalAuthority authority) throws IOException {
        TrustFiles files = new TrustFiles(folder.resolve("authorities.pem"), folder.resolve("authorities.p12"));
        try {
            List<X509Certificate> all = new ArrayList<>(List.of(Trust.known().getAcceptedIssuers()));
            all.add(authority.root());
            PemFile.write(files.pem, all.toArray());
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (int i = 0; i < all.size(); i++) {
                store.setCertificateEntry("authority-" + i, all.get(i));
            }
            Path fresh = folder.resolve("authorities.p12.new");
            try (OutputStream out = Files.newOutputStream(fresh)) {
                store.store(out, PASSWORD.toCharArray());
            }
            Files.move(fresh, files.store, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return files;
        } catch (GeneralSecurityException failure) {
            throw new IOException("the trusted certificates cannot be written: " + failure.getMessage(), failure);
        }
    }
}
