package org.offhook.server.bench;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One line of the table.
///
/// @param work      what was done, such as `registration with digest`
/// @param unit      what is counted: `registration`, `call`, `packet`, `member`, `kB of heap`, …
/// @param units     how many of them
/// @param cost      per unit, in `measure`
/// @param measure   `ms CPU`, `% of a core`, `kB`, `ms`
/// @param baseline  what it is compared with, or null
/// @param base      the baseline's cost, in the same measure; 0 without one
/// @param remark    what else was seen: rate, failures, percentiles
public record Row(
        String work,
        String unit,
        long units,
        double cost,
        String measure,
        @Nullable String baseline,
        double base,
        String remark) {

    /// Cost divided by the baseline's, or NaN without one.
    public double ratio() {
        return base > 0 ? cost / base : Double.NaN;
    }

    /// The cost per unit, with as many digits as help.
    public String costText() {
        return number(cost) + " " + measure;
    }

    public String ratioText() {
        return Double.isNaN(ratio())
                ? ""
                : String.format(Locale.ROOT, "%.2f × %s (%s)", ratio(), baseline, number(base));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 0.1 ? "%.4f" : value < 10 ? "%.3f" : "%.1f", value);
    }
}
