package org.offhook.server.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.offhook.core.usage.Prices;
import org.offhook.core.usage.Rates;

/// Reads the rows of the price list.
final class PriceItems {

    /// What an amount looks like, for people.
    static final String AMOUNT = "an amount such as 0.0085";

    private static final String PATH = "prices.list";
    private static final List<String> KEYS =
            List.of("prefix", "call-minute", "inbound-minute", "message", "inbound-message");

    private PriceItems() {}

    static Optional<BigDecimal> amount(String text) {
        return text.matches("\\d{1,9}(\\.\\d{1,6})?") ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    static Prices.Row row(ConfigValue value) {
        ConfigObject item = Items.section(PATH, value, KEYS);
        String prefix = Items.text(PATH, item, "prefix");
        if (prefix == null || !prefix.matches("\\+\\d{1,15}|sip:\\S{0,255}|client:\\S{0,255}")) {
            throw Settings.wrong(PATH, value, "a row needs a prefix such as +49, sip: or client:");
        }
        return new Prices.Row(
                prefix,
                new Rates(
                        price(value, item, "call-minute"),
                        price(value, item, "inbound-minute"),
                        price(value, item, "message"),
                        price(value, item, "inbound-message"),
                        null,
                        null));
    }

    private static @Nullable BigDecimal price(ConfigValue value, ConfigObject item, String key) {
        String text = Items.text(PATH, item, key);
        return text == null ? null : amount(text).orElseThrow(() -> Settings.wrong(PATH, value, key + " is " + AMOUNT));
    }
}
