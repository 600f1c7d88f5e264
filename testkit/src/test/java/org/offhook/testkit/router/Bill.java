package org.offhook.testkit.router;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.offhook.core.events.EventLog;
import org.offhook.core.numbers.Geography;
import org.offhook.core.store.Store;
import org.offhook.core.time.Clock;
import org.offhook.core.tolls.TollGuard;
import org.offhook.core.tolls.TollLimits;
import org.offhook.core.usage.Prices;
import org.offhook.core.usage.Rates;
import org.offhook.core.usage.UsageDesk;
import org.offhook.core.webhooks.Deliveries;

/// What calls of a [RouterWorld] cost, and where numbers are: calls to +44 cost ten cents a minute, by six seconds.
final class Bill {

    static final Prices PRICES = new Prices(
            "EUR",
            BigDecimal.ZERO,
            Duration.ofSeconds(6),
            Rates.NONE,
            List.of(new Prices.Row("+44", new Rates(new BigDecimal("0.10"), null, null, null, null, null))));

    private Bill() {}

    static TollGuard guard(TollLimits limits, Store store, EventLog log, Deliveries deliveries, Clock clock) {
        return new TollGuard(limits, store, new UsageDesk(store, PRICES), log, deliveries, clock);
    }

    /// Where a number is.
    static Geography.Place place(String number) {
        return number.startsWith("+1")
                ? new Geography.Place("SPRINGFIELD", "IL", "62701", "US")
                : Geography.Place.UNKNOWN;
    }
}
