package org.offhook.server.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.offhook.core.tolls.TollLimits;
import org.offhook.core.usage.Prices;
import org.offhook.core.usage.Rates;

/// Reads what things cost, and what an account may spend.
final class MoneyReader {

    private final Settings settings;

    MoneyReader(Settings settings) {
        this.settings = settings;
    }

    Prices prices() {
        String currency = settings.text("prices.currency");
        if (!currency.matches("[A-Z]{3}")) {
            throw settings.wrong("prices.currency", Settings.quote(currency) + " is not three capitals such as USD");
        }
        Duration increment = settings.duration("prices.increment", Duration.ofSeconds(1), Duration.ofHours(1));
        if (increment.toMillis() % 1000 != 0) {
            throw settings.wrong("prices.increment", "whole seconds such as 1s, 6s or 60s are wanted");
        }
        return new Prices(
                currency,
                settings.parsed("prices.credit", PriceItems::amount, PriceItems.AMOUNT),
                increment,
                new Rates(
                        price("call-minute"),
                        price("inbound-minute"),
                        price("message"),
                        price("inbound-message"),
                        price("recording-minute"),
                        price("transcription-minute")),
                settings.list("prices.list").stream().map(PriceItems::row).toList());
    }

    private @Nullable BigDecimal price(String key) {
        String path = "prices." + key;
        return settings.textOrNull(path) == null ? null : settings.parsed(path, PriceItems::amount, PriceItems.AMOUNT);
    }

    TollLimits tolls() {
        String spend = "tolls.spend-per-day";
        return new TollLimits(
                prefixes("tolls.allowed"),
                prefixes("tolls.barred"),
                settings.number("tolls.calls-per-second", 0, 1_000_000),
                settings.number("tolls.calls", 0, 1_000_000),
                settings.textOrNull(spend) == null
                        ? null
                        : settings.parsed(spend, PriceItems::amount, PriceItems.AMOUNT));
    }

    private List<String> prefixes(String path) {
        List<String> prefixes = settings.texts(path);
        prefixes.stream().filter(text -> !TollLimits.isPrefix(text)).findFirst().ifPresent(wrong -> {
            throw settings.wrong(path, Settings.quote(wrong) + " is not a beginning of numbers such as +49");
        });
        return prefixes;
    }
}
