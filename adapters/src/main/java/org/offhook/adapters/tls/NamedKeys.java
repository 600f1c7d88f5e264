package org.offhook.adapters.tls;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;
import org.offhook.core.time.Clock;

/// Shows each client a certificate for the name it asks for (RFC 6066 §3), signed when the name is first asked
/// for. A client that names no server, or one that is not ours, gets no certificate and so no connection.
public final class NamedKeys extends X509ExtendedKeyManager {

    /// Names whose certificates are kept; the one that was asked for longest ago is forgotten first.
    private static final int MOST = 64;

    private final LocalAuthority authority;
    private final Predicate<String> ours;
    private final Clock clock;
    private final Map<String, LocalAuthority.Issued> issued = new LinkedHashMap<>(16, 0.75f, true);

    private NamedKeys(LocalAuthority authority, Predicate<String> ours, Clock clock) {
        this.authority = authority;
        this.ours = ours;
        this.clock = clock;
    }

    /// What a server shows its clients.
    ///
    /// @param ours which names, in lower case, it speaks for
    public static SSLContext context(LocalAuthority authority, Predicate<String> ours, Clock clock) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {new NamedKeys(authority, ours, clock)}, null, new SecureRandom());
            return context;
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("this Java has no TLS", failure);
        }
    }

    @Override
    public @Nullable String chooseServerAlias(String type, Principal @Nullable [] issuers, Socket socket) {
        if (!type.startsWith("EC") || !(socket instanceof SSLSocket secure)) {
            return null;
        }
        SSLSession session = secure.getHandshakeSession();
        if (session instanceof ExtendedSSLSession asked) {
            for (SNIServerName name : asked.getRequestedServerNames()) {
                if (name instanceof SNIHostName host) {
                    String alias = host.getAsciiName().toLowerCase(Locale.ROOT);
                    return ours.test(alias) ? alias : null;
                }
            }
        }
        return null;
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        LocalAuthority.Issued known = get(alias);
        return known == null ? null : known.chain();
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        LocalAuthority.Issued known = get(alias);
        return known == null ? null : known.key();
    }

    private synchronized LocalAuthority.@Nullable Issued get(String host) {
        if (!ours.test(host)) {
            return null;
        }
        Instant now = clock.now();
        LocalAuthority.Issued known = issued.get(host);
        if (known == null || known.chain()[0].getNotAfter().toInstant().isBefore(now.plus(LocalAuthority.LAST_DAYS))) {
            try {
                known = authority.issue(host, now);
            } catch (GeneralSecurityException | IOException failure) {
                throw new IllegalStateException("no certificate for " + host, failure);
            }
            issued.put(host, known);
            if (issued.size() > MOST) {
                issued.remove(issued.keySet().iterator().next());
            }
        }
        return known;
    }

    @Override
    public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public String @Nullable [] getClientAliases(String type, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(String[] types, Principal @Nullable [] issuers, Socket socket) {
        return null;
    }
}
