package org.offhook.adapters.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// Whom we believe when we open a connection: the authorities that Java knows, and those of a PEM file besides.
public final class Trust implements Supplier<SSLContext> {

    private final List<X509Certificate> more;
    private @Nullable SSLContext context;

    private Trust(List<X509Certificate> more) {
        this.more = more;
    }

    /// @param more a PEM file of authorities, or of single certificates that are trusted as they are; or null
    /// @throws IOException with one line when it cannot be used
    public static Trust of(@Nullable Path more) throws IOException {
        return new Trust(more == null ? List.of() : PemFile.certificates(more));
    }

    /// What to open connections with. Made when it is first wanted: Java's authorities are many.
    @Override
    public synchronized SSLContext get() {
        SSLContext known = context;
        if (known == null) {
            try {
                known = SSLContext.getInstance("TLS");
                known.init(null, new TrustManager[] {manager()}, null);
                context = known;
            } catch (GeneralSecurityException | IOException failure) {
                throw new IllegalStateException("the trusted certificates cannot be used", failure);
            }
        }
        return known;
    }

    /// One manager that knows both: two managers are not asked one after the other, and only this way do the
    /// checks of names stay those of Java.
    private X509TrustManager manager() throws IOException, GeneralSecurityException {
        X509TrustManager known = known();
        if (more.isEmpty()) {
            return known;
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        int number = 0;
        for (X509Certificate certificate : known.getAcceptedIssuers()) {
            store.setCertificateEntry("java-" + number++, certificate);
        }
        for (X509Certificate certificate : more) {
            store.setCertificateEntry("more-" + number++, certificate);
        }
        return manager(store);
    }

    /// Those that Java knows.
    static X509TrustManager known() throws GeneralSecurityException {
        return manager(null);
    }

    private static X509TrustManager manager(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager known) {
                return known;
            }
        }
        throw new GeneralSecurityException("this Java has no X.509 trust manager");
    }
}
