package org.offhook.adapters.httpclient;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.offhook.adapters.runtime.MachineClock;
import org.offhook.adapters.runtime.ThreadScheduler;
import org.offhook.core.ids.Sid;
import org.offhook.core.web.DestinationPolicy;
import org.offhook.core.web.WebRequest;
import org.offhook.core.web.WebRequest.Limits;
import org.offhook.core.web.WebResult;

/// The client under test with everything it needs, and short ways to use it.
final class Client implements AutoCloseable {

    static final Sid ALICE = new Sid("AC" + "a".repeat(32));
    static final Sid BOB = new Sid("AC" + "b".repeat(32));
    static final Limits PATIENT =
            new Limits(Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofSeconds(15), 65_536, 65_536);

    /// As usual, but connections are kept long enough for a busy machine.
    static final HttpLimits LIMITS =
            new HttpLimits(256, 2_000, 64, Duration.ofMinutes(2), 32, 4, 4, 8_192, 100, 256L << 20, 110L << 20, 100);

    private final ThreadScheduler scheduler = new ThreadScheduler();
    final HttpWeb web;

    Client() throws Exception {
        this(DestinationPolicy.open(), Client::testNames, SSLContext.getDefault(), LIMITS);
    }

    Client(DestinationPolicy policy, Resolver resolver) throws Exception {
        this(policy, resolver, SSLContext.getDefault(), LIMITS);
    }

    Client(DestinationPolicy policy, Resolver resolver, SSLContext tls, HttpLimits limits) {
        web = new HttpWeb(policy, resolver, tls, new MachineClock(), scheduler, limits);
    }

    /// `*.test` is this machine, everything else is nowhere.
    static List<InetAddress> testNames(String host) throws UnknownHostException {
        if (host.endsWith(".test")) {
            return List.of(InetAddress.ofLiteral("127.0.0.1"));
        }
        throw new UnknownHostException(host);
    }

    WebResult get(String url) throws Exception {
        return get(url, PATIENT);
    }

    WebResult get(String url, Limits limits) throws Exception {
        return await(ALICE, "GET", url, Map.of(), null, limits);
    }

    WebResult await(Sid account, String method, String url, Map<String, String> headers, byte[] body, Limits limits)
            throws Exception {
        return begin(account, method, url, headers, body, limits).get(60, TimeUnit.SECONDS);
    }

    CompletableFuture<WebResult> begin(
            Sid account, String method, String url, Map<String, String> headers, byte[] body, Limits limits) {
        CompletableFuture<WebResult> result = new CompletableFuture<>();
        web.send(
                new WebRequest(account, method, URI.create(url), headers, body, limits),
                done -> assertThat(result.complete(done)).isTrue());
        return result;
    }

    static WebResult.Answered answered(WebResult result) {
        assertThat(result).isInstanceOf(WebResult.Answered.class);
        return (WebResult.Answered) result;
    }

    static int code(WebResult result) {
        assertThat(result).isInstanceOf(WebResult.Failed.class);
        return ((WebResult.Failed) result).code();
    }

    static Limits within(Duration connect, Duration read, Duration total) {
        return new Limits(connect, read, total, 65_536, 65_536);
    }

    @Override
    public void close() {
        web.close();
        scheduler.close();
    }
}
