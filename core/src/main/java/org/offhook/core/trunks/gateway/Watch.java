package org.offhook.core.trunks.gateway;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.offhook.core.signalling.Probing;
import org.offhook.core.time.Scheduler;
import org.offhook.core.web.DestinationPolicy;

/// Asks places by OPTIONS whether they are there: carriers always, places of customers while they are silent. Any
/// answer but 503 is one.
public final class Watch {

    /// Between two questions.
    public static final Duration PERIOD = Duration.ofSeconds(15);

    private static final int MOST_SILENT = 500;
    private static final int SILENCE = 408;
    private static final int UNAVAILABLE = 503;

    private final Gateways gateways;
    private final Probing probing;
    private final Scheduler scheduler;
    private final DestinationPolicy destinations;

    /// @param destinations hosts that customers may reach
    public Watch(Gateways gateways, Probing probing, Scheduler scheduler, DestinationPolicy destinations) {
        this.gateways = gateways;
        this.probing = probing;
        this.scheduler = scheduler;
        this.destinations = destinations;
    }

    /// Begins; goes on as long as the scheduler does.
    public void start() {
        scheduler.after(PERIOD, this::round);
    }

    private void round() {
        List<Gateway> asked = new ArrayList<>(gateways.carriers());
        asked.addAll(gateways.silent().stream().limit(MOST_SILENT).toList());
        for (Gateway gateway : asked) {
            probing.probe(gateway.uri(), gateway.named() ? destinations : null, status -> {
                if (status == SILENCE || status == UNAVAILABLE) {
                    gateway.failed();
                } else {
                    gateway.heard();
                }
            });
        }
        start();
    }
}
