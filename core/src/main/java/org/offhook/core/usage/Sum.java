package org.offhook.core.usage;

import java.math.BigDecimal;

/// How much of something was used.
///
/// @param count of calls, messages, …
/// @param usage minutes, begun ones whole, or segments
public record Sum(long count, long usage, BigDecimal price) {

    public static final Sum NONE = new Sum(0, 0, BigDecimal.ZERO);

    public Sum plus(Sum more) {
        return new Sum(count + more.count, usage + more.usage, price.add(more.price));
    }
}
