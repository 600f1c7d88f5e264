package org.offhook.server.doctor;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.offhook.adapters.httpclient.HttpLimits;
import org.offhook.adapters.httpclient.HttpWeb;
import org.offhook.adapters.httpclient.Resolver;
import org.offhook.adapters.runtime.MachineClock;
import org.offhook.adapters.runtime.ThreadScheduler;
import org.offhook.core.time.Clock;
import org.offhook.core.web.DestinationPolicy;
import org.offhook.server.client.ApiException;
import org.offhook.server.client.Health;
import org.offhook.server.config.Configuration;
import org.offhook.server.config.HostPort;
import org.offhook.server.wiring.WebRoom;

/// Looks at everything, in the order in which an operator would mend it.
public final class Doctor {

    /// The registry of checks: a new one is one file and one line here.
    private static final List<Check> ALL = List.of(
            new MachineCheck(),
            new DataCheck(),
            new PortCheck(),
            new AddressCheck(),
            new NetworkCheck(),
            new MediaCheck(),
            new CertificateCheck(),
            new ProgramCheck(),
            new SpeechCheck(),
            new ApplicationCheck());

    private Doctor() {}

    /// Blocks for seconds: programs are started, applications are visited.
    ///
    /// @param applications whether the voice URLs of numbers are visited
    /// @param told         each finding, as it is made
    public static void look(Configuration configuration, boolean applications, Consumer<Finding> told)
            throws InterruptedException {
        Clock clock = new MachineClock();
        try (ThreadScheduler scheduler = new ThreadScheduler();
                HttpWeb customers = web(WebRoom.destinations(configuration), clock, scheduler);
                HttpWeb operator = web(DestinationPolicy.open(), clock, scheduler)) {
            Patient patient =
                    new Patient(configuration, server(configuration.http()), applications, customers, operator, clock);
            for (Check check : ALL) {
                check.look(patient, told);
            }
        }
    }

    private static Optional<Health> server(HostPort http) throws InterruptedException {
        try {
            return http.port() == 0 ? Optional.empty() : Optional.of(Health.of(local(http)));
        } catch (ApiException none) {
            return Optional.empty();
        }
    }

    /// Where a program on this machine reaches a listener.
    static URI local(HostPort http) {
        boolean any = http.host().equals("0.0.0.0") || http.host().equals("::");
        return URI.create("http://" + (any ? http.withHost("127.0.0.1") : http));
    }

    private static HttpWeb web(DestinationPolicy policy, Clock clock, ThreadScheduler scheduler) {
        try {
            return new HttpWeb(
                    policy, Resolver.system(), SSLContext.getDefault(), clock, scheduler, HttpLimits.DEFAULT);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("this Java has no TLS", failure);
        }
    }
}
