package org.offhook.adapters.httpclient;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.offhook.core.web.DestinationPolicy;
import org.offhook.core.web.WebResult;

/// From a name to the addresses that may be connected to: looked up within a deadline, each of them past the
/// policy. Whoever connects takes one of exactly those, without asking again.
public final class Guard implements AutoCloseable {

    private static final int OUT_OF_TIME = 11201;

    private final DestinationPolicy policy;
    private final Names names;

    /// @param lookups names looked up at once; each takes a platform thread
    public Guard(DestinationPolicy policy, Resolver resolver, int lookups) {
        this.policy = policy;
        this.names = new Names(resolver, lookups);
    }

    /// @param share of lookups, of the account that asks
    List<InetAddress> addresses(Origin origin, Semaphore share, long nanos)
            throws ExchangeFailure, InterruptedException {
        List<InetAddress> addresses = names.resolve(origin, share, nanos);
        for (InetAddress address : addresses) {
            if (!policy.admits(origin.host(), origin.port(), address)) {
                throw new ExchangeFailure(
                        11210,
                        origin + " is " + address.getHostAddress()
                                + ", which is not a public address; the operator can allow it (--allow)");
            }
        }
        return addresses;
    }

    /// The same for clients of other protocols.
    ///
    /// @param secure whether TLS is spoken there
    /// @param host   a name or an address, with or without brackets
    /// @throws UnknownHostException   when there is no such host or nobody may go there; its message says which
    /// @throws SocketTimeoutException when nobody said so in time
    public List<InetAddress> addresses(boolean secure, String host, int port, Semaphore share, Duration patience)
            throws IOException, InterruptedException {
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        try {
            return addresses(new Origin(secure, bare, port), share, patience.toNanos());
        } catch (ExchangeFailure failure) {
            WebResult.Failed why = failure.result();
            throw why.code() == OUT_OF_TIME
                    ? new SocketTimeoutException(why.message())
                    : new UnknownHostException(why.message());
        }
    }

    @Override
    public void close() {
        names.close();
    }
}
