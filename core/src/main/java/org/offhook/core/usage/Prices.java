package org.offhook.core.usage;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What the operator charges: a list by the beginnings of addresses, and what holds where the list says nothing.
/// Each price is rounded once, half up, to [#PLACES]; sums of prices are exact.
///
/// @param currency  three capitals
/// @param credit    what every account has to spend
/// @param increment what is measured by time is charged by this much, begun ones whole
/// @param general   for what the list does not tell
/// @param list      the longest prefix of an address that tells a price counts
public record Prices(String currency, BigDecimal credit, Duration increment, Rates general, List<Row> list) {

    /// Digits after the point.
    public static final int PLACES = 5;

    public static final Prices FREE = new Prices("USD", BigDecimal.ZERO, Duration.ofSeconds(1), Rates.NONE, List.of());

    private static final BigDecimal MINUTE = BigDecimal.valueOf(60);

    public Prices {
        list = list.stream()
                .sorted(Comparator.comparingInt((Row row) -> -row.prefix().length()))
                .toList();
    }

    /// @param prefix such as `+49`, `sip:` or `client:`
    public record Row(String prefix, Rates rates) {}

    /// Of a call that is over.
    ///
    /// @param address who was called: of a call that came in, the number of the platform
    public Charge call(boolean inbound, String address, long seconds) {
        return charge(time(each(address, inbound ? Rates::callIn : Rates::callOut), seconds));
    }

    /// Of a message that was sent or came in.
    ///
    /// @param address to whom
    public Charge message(boolean inbound, String address, int segments) {
        BigDecimal each = each(address, inbound ? Rates::messageIn : Rates::messageOut);
        return charge(each == null ? null : each.multiply(BigDecimal.valueOf(segments)));
    }

    public Charge recording(long seconds) {
        return charge(time(general.recording(), seconds));
    }

    public Charge transcription(long seconds) {
        return charge(time(general.transcription(), seconds));
    }

    /// How long a call may last until it has cost so much; null for ever, as it costs nothing.
    public @Nullable Duration lasts(boolean inbound, String address, BigDecimal money) {
        BigDecimal each = each(address, inbound ? Rates::callIn : Rates::callOut);
        if (each == null || each.signum() == 0) {
            return null;
        }
        return Duration.ofSeconds(
                money.multiply(MINUTE).divide(each, 0, RoundingMode.DOWN).longValue());
    }

    /// One minute or segment, as the longest prefix says that tells it; null when it costs nothing.
    public @Nullable BigDecimal each(String address, Function<Rates, @Nullable BigDecimal> which) {
        for (Row row : list) {
            BigDecimal rate = address.startsWith(row.prefix) ? which.apply(row.rates) : null;
            if (rate != null) {
                return rate;
            }
        }
        return which.apply(general);
    }

    private @Nullable BigDecimal time(@Nullable BigDecimal minute, long seconds) {
        if (minute == null) {
            return null;
        }
        long step = increment.toSeconds();
        BigDecimal charged = BigDecimal.valueOf((seconds + step - 1) / step * step);
        return minute.multiply(charged).divide(MINUTE, PLACES, RoundingMode.HALF_UP);
    }

    private Charge charge(@Nullable BigDecimal price) {
        return new Charge(price == null ? null : price.setScale(PLACES, RoundingMode.HALF_UP), currency);
    }
}
