package org.offhook.adapters.httpclient;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// Looks names up. Blocks, possibly for long, and may hold its carrier thread meanwhile: [Names] calls it on
/// platform threads.
@FunctionalInterface
public interface Resolver {

    /// All addresses of a name, the preferred ones first; at least one.
    List<InetAddress> resolve(String host) throws UnknownHostException;

    /// The machine's own resolver, with the JDK's cache.
    static Resolver system() {
        return host -> List.of(InetAddress.getAllByName(host));
    }
}
