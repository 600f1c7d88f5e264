package org.offhook.core.usage;

import java.math.BigDecimal;

/// What the operator charges.
///
/// @param currency   three letters
/// @param callMinute for a minute of a call, begun minutes counting whole
/// @param message    for a segment of a message
/// @param credit     what every account has to spend
public record Prices(String currency, BigDecimal callMinute, BigDecimal message, BigDecimal credit) {

    public static final Prices FREE = new Prices("USD", BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
}
