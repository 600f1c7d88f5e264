package org.offhook.core.usage;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// What something that was used costs. Whoever has one was metered.
///
/// @param price to five places; null when the operator has no price for it
/// @param unit  the currency, three capitals
public record Charge(@Nullable BigDecimal price, String unit) {

    /// The names under which an event tells it.
    public static final String PRICE = "price";

    public static final String UNIT = "price_unit";

    /// As the data of an event; null when there is no price.
    public static @Nullable String toldPrice(@Nullable Charge charge) {
        return charge == null || charge.price == null ? null : charge.price.toPlainString();
    }

    /// As the data of an event; null when there is no price.
    public static @Nullable String toldUnit(@Nullable Charge charge) {
        return toldPrice(charge) == null || charge == null ? null : charge.unit;
    }
}
