package org.offhook.core.usage;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.offhook.core.calls.Call;
import org.offhook.core.ids.Sid;
import org.offhook.core.messages.Message;
import org.offhook.core.store.Entity;
import org.offhook.core.store.Kind;
import org.offhook.core.store.Query;
import org.offhook.core.store.Query.Op;
import org.offhook.core.store.Store;

/// Counts what an account used. It reads the calls and messages of the time asked for, page by page; a question
/// about a million of them takes seconds.
public final class UsageDesk {

    /// Nothing was used before.
    public static final LocalDate FIRST = LocalDate.of(2020, 1, 1);

    private static final int SECONDS = 60;

    private final Store store;
    private final Prices prices;

    public UsageDesk(Store store, Prices prices) {
        this.store = store;
        this.prices = prices;
    }

    public Prices prices() {
        return prices;
    }

    /// @param count of calls or messages
    /// @param usage minutes of calls or segments of messages
    public record Sum(long count, long usage, BigDecimal price) {

        static final Sum NONE = new Sum(0, 0, BigDecimal.ZERO);

        Sum plus(long more, BigDecimal each) {
            return new Sum(count + 1, usage + more, price.add(each.multiply(BigDecimal.valueOf(more))));
        }
    }

    /// What was used on these days, in UTC, both included.
    public Map<Category, Sum> used(Sid account, LocalDate first, LocalDate last) {
        Map<Category, Sum> sums = new EnumMap<>(Category.class);
        for (Category category : Category.values()) {
            sums.put(category, Sum.NONE);
        }
        each(Call.KIND, account, first, last, call -> {
            if (call.ended() != null) {
                long minutes = (call.seconds() + SECONDS - 1) / SECONDS;
                add(sums, category -> category.counts(call.direction()), minutes, prices.callMinute());
            }
        });
        each(
                Message.KIND,
                account,
                first,
                last,
                message -> add(
                        sums, category -> category.counts(message.direction()), message.segments(), prices.message()));
        return sums;
    }

    private static void add(
            Map<Category, Sum> sums, java.util.function.Predicate<Category> counts, long more, BigDecimal each) {
        sums.replaceAll((category, sum) -> counts.test(category) ? sum.plus(more, each) : sum);
    }

    private <T extends Entity> void each(
            Kind<T> kind, Sid account, LocalDate first, LocalDate last, java.util.function.Consumer<T> use) {
        Instant start = first.atStartOfDay().toInstant(ZoneOffset.UTC);
        Instant end = last.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        Query query = Query.of(account).where("created", Op.NOT_BEFORE, start).where("created", Op.BEFORE, end);
        for (List<T> page = store.list(kind, query);
                !page.isEmpty();
                page = store.list(kind, query.after(page.getLast().sid()))) {
            page.forEach(use);
        }
    }
}
