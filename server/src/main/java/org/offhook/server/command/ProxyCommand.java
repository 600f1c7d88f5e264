package org.offhook.server.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.offhook.adapters.intercept.Interceptor;
import org.offhook.adapters.intercept.Originals;
import org.offhook.adapters.runtime.MachineClock;
import org.offhook.adapters.tls.LocalAuthority;
import org.offhook.adapters.tls.NamedKeys;
import org.offhook.adapters.tls.TrustFiles;
import org.offhook.core.time.Clock;
import org.offhook.server.client.Health;
import org.offhook.server.config.HostPort;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `offhook proxy`: programs that speak to the original's host names are served here, unchanged.
@Command(
        name = "proxy",
        description = "Serves programs that speak to *.twilio.com, unchanged, from a server on this machine.",
        abbreviateSynopsis = true,
        sortOptions = false,
        footer =
                "%nOnly programs that are started with the variables it prints use it, and only on this machine. Other "
                        + "hosts are refused unless --tunnel is given. More: docs/proxy.md")
final class ProxyCommand implements Callable<Integer> {

    private static final Clock CLOCK = new MachineClock();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--listen", paramLabel = "HOST:PORT", description = "Takes CONNECT. Default 127.0.0.1:8088.")
    private String listen = "127.0.0.1:8088";

    @Option(
            names = "--tls",
            paramLabel = "HOST:PORT",
            description = "Takes TLS at once, for names that are resolved to this machine. Default 127.0.0.1:8443.")
    private String tls = "127.0.0.1:8443";

    @Option(
            names = "--api",
            paramLabel = "URL",
            description = "The server, on this machine. Default http://127.0.0.1:8080. (OFFHOOK_API)")
    private @Nullable URI api;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where the certificate authority is kept, in DIR/proxy. Default ./data. (OFFHOOK_DATA)")
    private @Nullable Path data;

    @Option(names = "--tunnel", description = "Connect to all other hosts as they are, instead of refusing them.")
    private boolean tunnel;

    @Option(names = "--in-prod", description = "Serve in front of a server whose profile is prod, too.")
    private boolean inProd;

    @Override
    public Integer call() throws InterruptedException {
        URI server = ApiOptions.server(api);
        InetSocketAddress to = plain(server);
        String profile = Health.of(server).profile();
        if (!profile.equals("dev") && !inProd) {
            throw CommandException.wrongUse("the profile of " + server + " is " + profile
                    + ": a proxy that ends other people's TLS is for development; --in-prod starts it nevertheless");
        }
        try (Interceptor _ = open(to)) {
            spec.commandLine().getOut().flush();
            CountDownLatch stopped = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(stopped::countDown));
            stopped.await();
        } catch (IOException failure) {
            throw CommandException.failure(Commands.oneLine(failure.getMessage()), failure);
        }
        return 0;
    }

    private Interceptor open(InetSocketAddress server) throws IOException {
        Path folder = folder();
        LocalAuthority authority = LocalAuthority.in(folder, Originals.DOMAIN, CLOCK.now());
        TrustFiles trust = TrustFiles.write(folder, authority);
        SSLContext shown = NamedKeys.context(authority, Originals::has, CLOCK);
        PrintWriter err = spec.commandLine().getErr();
        Interceptor interceptor = Interceptor.open(new Interceptor.Setup(
                address("--listen", listen), address("--tls", tls), server, shown, tunnel, line -> {
                    err.println("offhook proxy: " + Commands.oneLine(line));
                    err.flush();
                }));
        announce(interceptor, server, authority.file().toAbsolutePath(), trust);
        return interceptor;
    }

    /// In a form that a shell can be fed with.
    private void announce(Interceptor interceptor, InetSocketAddress server, Path authority, TrustFiles trust) {
        String host = address("--listen", listen).getAddress().getHostAddress();
        String proxy = new HostPort(host, interceptor.proxyPort()).toString();
        Path pem = trust.pem().toAbsolutePath();
        spec.commandLine().getOut().print("""
                # offhook proxy is ready: programs that are started with these variables, and say https://*.%s,
                # are served by http://%s:%d. Other hosts: %s. TLS without a proxy: port %d.
                export HTTP_PROXY=http://%s HTTPS_PROXY=http://%s NO_PROXY=localhost,127.0.0.1,::1
                export NODE_EXTRA_CA_CERTS='%s'
                export SSL_CERT_FILE='%s' REQUESTS_CA_BUNDLE='%s' CURL_CA_BUNDLE='%s'
                export JAVA_TOOL_OPTIONS='-Dhttps.proxyHost=%s -Dhttps.proxyPort=%d \
                  -Djavax.net.ssl.trustStore=%s \
                  -Djavax.net.ssl.trustStorePassword=%s'
                # It ends with Ctrl-C. Never give %s to a program that is to reach the original.
                """.formatted(
                        Originals.DOMAIN,
                        server.getHostString(),
                        server.getPort(),
                        tunnel ? "connected to as they are" : "refused",
                        interceptor.securePort(),
                        proxy,
                        proxy,
                        authority,
                        pem,
                        pem,
                        pem,
                        host,
                        interceptor.proxyPort(),
                        trust.store().toAbsolutePath(),
                        TrustFiles.PASSWORD,
                        authority.getFileName()));
    }

    private Path folder() throws IOException {
        Path base = data == null ? BackupCommand.standard() : data;
        Path folder = base.resolve("proxy");
        Files.createDirectories(folder);
        return folder;
    }

    private static InetSocketAddress address(String flag, String text) {
        return HostPort.parse(text)
                .map(at -> new InetSocketAddress(at.host(), at.port()))
                .orElseThrow(() -> CommandException.wrongUse(flag + ": not HOST:PORT, such as 127.0.0.1:8088"));
    }

    /// Bytes go on unencrypted, so they must stay on this machine.
    private static InetSocketAddress plain(URI server) {
        int port = server.getPort() < 0 ? 80 : server.getPort();
        InetSocketAddress address = new InetSocketAddress(server.getHost(), port);
        if (!server.getScheme().equals("http")
                || address.getAddress() == null
                || !address.getAddress().isLoopbackAddress()) {
            throw CommandException.wrongUse(
                    "the server must be on this machine and speak plain HTTP, such as http://127.0.0.1:8080: --api");
        }
        return address;
    }
}
