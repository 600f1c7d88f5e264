package org.offhook.server.wiring;

import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import org.offhook.adapters.httpclient.HttpLimits;
import org.offhook.adapters.httpclient.HttpWeb;
import org.offhook.adapters.httpclient.Resolver;
import org.offhook.core.web.DestinationPolicy;
import org.offhook.core.web.Web;
import org.offhook.server.config.Configuration;

/// The platform as a client of the web.
///
/// @param customers for what customers name; guarded in the prod profile
/// @param operator  for what the operator has configured, wherever it is
record WebRoom(Web customers, Web operator) {

    static WebRoom open(Configuration configuration, Foundation base, Closers closers) {
        return new WebRoom(
                web(destinations(configuration), base, closers), web(DestinationPolicy.open(), base, closers));
    }

    /// Where the platform may be sent by customers and callers.
    static DestinationPolicy destinations(Configuration configuration) {
        return switch (configuration.profile()) {
            case DEV -> DestinationPolicy.open();
            case PROD -> DestinationPolicy.guarded(configuration.allow());
        };
    }

    private static Web web(DestinationPolicy policy, Foundation base, Closers closers) {
        return closers.add(
                new HttpWeb(policy, Resolver.system(), tls(), base.clock(), base.scheduler(), HttpLimits.DEFAULT));
    }

    private static SSLContext tls() {
        try {
            return SSLContext.getDefault();
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("this Java has no TLS", failure);
        }
    }
}
