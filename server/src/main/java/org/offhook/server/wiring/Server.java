package org.offhook.server.wiring;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.offhook.adapters.httpserver.HttpListener;
import org.offhook.adapters.runtime.VirtualScripts;
import org.offhook.core.calls.CallDesk;
import org.offhook.core.signalling.loop.SignallingShards;
import org.offhook.core.store.Store;
import org.offhook.core.store.StoreException;
import org.offhook.core.tenancy.Account;
import org.offhook.protocols.sip.SipUri;
import org.offhook.protocols.sip.text.Hosts;
import org.offhook.server.config.HostPort;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What runs.
public final class Server implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    /// How much longer than its limit a drain may take, for BYEs to be answered and records to be closed.
    private static final Duration GRACE = Duration.ofSeconds(10);

    /// How long callbacks and the like that are under way may take after the last call; what is not done is
    /// done after the next start.
    private static final Duration LAST_SCRIPTS = Duration.ofSeconds(5);

    private final Closers closers;
    private final Addresses addresses;
    private final FirstAccount.Found first;
    private final CallDesk desk;
    private final SignallingShards signalling;
    private final HttpListener http;
    private final VirtualScripts scripts;
    private final Store store;
    private final Readiness readiness;

    /// Where it is reached.
    ///
    /// @param api   the API, as others are told; without a slash at its end
    /// @param local the API, for programs on this machine
    /// @param host  an address literal, as others are told
    /// @param sip   the same with the port of SIP
    /// @param tls   the port of SIP over TLS; 0: there is none
    /// @param https the port of HTTPS; 0: there is none
    /// @param media `host:low-high`
    public record Addresses(URI api, URI local, String host, HostPort sip, int tls, int https, String media) {

        /// Of SIP addresses that are ours: the port is left out when it is the usual one.
        String domain() {
            return sip.port() == SipUri.of(null, host, SipUri.NO_PORT).portOrDefault()
                    ? Hosts.bracketed(host)
                    : sip.toString();
        }
    }

    Server(
            Closers closers,
            Addresses addresses,
            FirstAccount.Found first,
            CallDesk desk,
            SignallingShards signalling,
            HttpListener http,
            VirtualScripts scripts,
            Store store,
            Readiness readiness) {
        this.closers = closers;
        this.addresses = addresses;
        this.first = first;
        this.desk = desk;
        this.signalling = signalling;
        this.http = http;
        this.scripts = scripts;
        this.store = store;
        this.readiness = readiness;
    }

    public Addresses addresses() {
        return addresses;
    }

    /// The first account.
    public Account account() {
        return first.account();
    }

    /// The first account when this start has made it: its token is to be told to the operator, once.
    public Optional<Account> newAccount() {
        return first.isNew() ? Optional.of(first.account()) : Optional.empty();
    }

    /// Takes no new calls, waits for those in progress, at most for `patience`, and then ends them. Who watches
    /// others is told last that it is to come back.
    public void drain(Duration patience) throws InterruptedException {
        readiness.draining();
        LOG.atInfo().addKeyValue("calls", desk.active()).log("draining");
        try {
            desk.drain(patience).toCompletableFuture().get(patience.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
            signalling.endSubscriptions().toCompletableFuture().get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            LOG.atWarn().addKeyValue("calls", desk.active()).log("not all ended in time");
        } catch (ExecutionException failure) {
            LOG.warn("draining failed", failure.getCause());
        }
    }

    /// Closes everything; calls that still live end without a goodbye, so [#drain] first.
    @Override
    public void close() {
        http.close();
        // What ended has owed callbacks; they begin when that is durable.
        boolean done = scripts.awaitNone(LAST_SCRIPTS) && isDurable() && scripts.awaitNone(LAST_SCRIPTS);
        if (!done) {
            LOG.atInfo().addKeyValue("scripts", scripts.running()).log("closing with work under way; it is stored");
        }
        closers.close();
    }

    /// Waits until everything that was handed to the store is durable.
    private boolean isDurable() {
        try {
            store.commit();
            return true;
        } catch (StoreException broken) {
            LOG.warn("the last changes could not be stored", broken);
            return false;
        }
    }
}
