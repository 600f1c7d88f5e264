package org.offhook.api.v2010;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.offhook.core.usage.Charge;

/// `price` and `price_unit` of what was used: a price is negative, as it is taken from the account's money.
public final class Costs {

    private Costs() {}

    /// Null as long as it is not known, and when there is none.
    public static @Nullable String price(@Nullable Charge charge) {
        BigDecimal price = charge == null ? null : charge.price();
        return price == null ? null : price.negate().toPlainString();
    }

    /// @param currency of the platform, while nothing is charged
    public static String unit(@Nullable Charge charge, String currency) {
        return charge == null ? currency : charge.unit();
    }
}
