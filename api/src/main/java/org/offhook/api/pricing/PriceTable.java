package org.offhook.api.pricing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.offhook.core.usage.Prices;
import org.offhook.core.usage.Rates;

/// What things cost, as maps to be written. There is one price for everybody: the base price is the current one.
record PriceTable(Prices prices) {

    /// @param prefix of the number, with its `+`
    private record Entry(String prefix, BigDecimal price) {}

    /// Calls to a country: one row for its code, and one for each longer prefix of the price list.
    ///
    /// @param prefixes the name under which a row lists them
    /// @param origins  whether a row says from where, which does not matter
    List<Object> callsTo(String code, String country, String prefixes, boolean origins) {
        List<Object> rows = new ArrayList<>();
        for (Entry entry : entries(code, Rates::callOut)) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("friendly_name", entry.prefix().equals(code) ? country : country + " " + entry.prefix());
            if (origins) {
                row.put("origination_prefixes", List.of("ALL"));
            }
            row.put(prefixes, List.of(entry.prefix().substring(1)));
            rows.add(priced(row, entry.price()));
        }
        return rows;
    }

    /// A call to a number, wherever it comes from.
    Map<String, @Nullable Object> callTo(String number) {
        return priced(new LinkedHashMap<>(), prices.each(number, Rates::callOut));
    }

    Map<String, @Nullable Object> callFrom(String number) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("number_type", "local");
        return priced(row, prices.each(number, Rates::callIn));
    }

    /// What costs nothing.
    Map<String, @Nullable Object> free(String numberType) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("number_type", numberType);
        return priced(row, BigDecimal.ZERO);
    }

    /// A segment of a message: one price for all kinds of numbers.
    List<Object> messages(String code, Function<Rates, @Nullable BigDecimal> which) {
        BigDecimal price = prices.each(code, which);
        if (price == null) {
            return List.of();
        }
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("number_type", "local");
        return List.of(priced(row, price));
    }

    List<Object> calls(String code) {
        return prices.each(code, Rates::callIn) == null ? List.of() : List.of(callFrom(code));
    }

    private List<Entry> entries(String code, Function<Rates, @Nullable BigDecimal> which) {
        List<Entry> entries = new ArrayList<>();
        BigDecimal general = prices.each(code, which);
        if (general != null) {
            entries.add(new Entry(code, general));
        }
        for (Prices.Row row : prices.list().reversed()) {
            BigDecimal price = which.apply(row.rates());
            if (price != null && row.prefix().startsWith(code) && row.prefix().length() > code.length()) {
                entries.add(new Entry(row.prefix(), price));
            }
        }
        return entries;
    }

    static Map<String, @Nullable Object> priced(Map<String, @Nullable Object> row, @Nullable BigDecimal price) {
        String text = price == null ? null : price.toPlainString();
        row.put("base_price", text);
        row.put("current_price", text);
        return row;
    }
}
