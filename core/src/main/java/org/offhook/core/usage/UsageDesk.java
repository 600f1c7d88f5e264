package org.offhook.core.usage;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.offhook.core.events.EventQuery;
import org.offhook.core.events.StoredEvent;
import org.offhook.core.ids.Sid;
import org.offhook.core.store.Query;
import org.offhook.core.store.Query.Op;
import org.offhook.core.store.Store;
import org.offhook.core.usage.UsageSum.Span;

/// Tells what an account used: the sums that [UsageLedger] keeps, and what was logged since it last counted.
/// What is durable is in it, to the last event.
public final class UsageDesk {

    /// Nothing was used before.
    public static final LocalDate FIRST = LocalDate.of(2020, 1, 1);

    private static final int PAGE = 10_000;

    private final Store store;
    private final Prices prices;

    public UsageDesk(Store store, Prices prices) {
        this.store = store;
        this.prices = prices;
    }

    public Prices prices() {
        return prices;
    }

    /// What was used on these days, in UTC, both included; a call counts on the day it ends.
    public Map<Category, Sum> used(Sid account, LocalDate first, LocalDate last) {
        EnumMap<Category, Sum> sums = new EnumMap<>(Category.class);
        for (Category category : Category.values()) {
            sums.put(category, Sum.NONE);
        }
        // Read before the sums: what is counted meanwhile is then seen twice, and told apart by its position.
        long counted = UsageMark.in(store);
        Map<LocalDate, Long> days = add(sums, account, first, last);
        for (StoredEvent stored : since(account, counted)) {
            LocalDate day = UsageSum.day(stored.event().time());
            boolean known = stored.position() <= days.getOrDefault(day, 0L);
            if (!known && !day.isBefore(first) && !day.isAfter(last)) {
                Tally tally = Tally.of(stored.event());
                tally.categories().forEach(category -> sums.merge(category, tally.sum(), Sum::plus));
            }
        }
        return sums;
    }

    /// Whole months by the sums of months, but the one that is being counted; the rest by days.
    ///
    /// @return up to where each day was counted
    private Map<LocalDate, Long> add(EnumMap<Category, Sum> sums, Sid account, LocalDate first, LocalDate last) {
        Map<LocalDate, Long> counted = new HashMap<>();
        LocalDate from = first;
        while (!from.isAfter(last)) {
            LocalDate next = from.withDayOfMonth(1).plusMonths(1);
            LocalDate end = next.isAfter(last) ? last : next.minusDays(1);
            LocalDate begin = from;
            boolean whole = from.getDayOfMonth() == 1 && end.equals(next.minusDays(1));
            if (whole) {
                // All months up to the last whole one at once.
                end = last.plusDays(1).withDayOfMonth(1).minusDays(1);
            }
            for (UsageSum sum : rows(account, whole ? Span.MONTH : Span.DAY, begin, end)) {
                sum.addTo(sums);
                for (LocalDate day = sum.day();
                        whole && day.getMonth() == sum.day().getMonth();
                        day = day.plusDays(1)) {
                    counted.put(day, sum.position());
                }
                counted.put(sum.day(), sum.position());
            }
            from = end.plusDays(1);
        }
        return counted;
    }

    private List<UsageSum> rows(Sid account, Span span, LocalDate first, LocalDate last) {
        return store.list(
                UsageSum.KIND,
                Query.of(account)
                        .where("span", span.name())
                        .where("created", Op.NOT_BEFORE, first.atStartOfDay().toInstant(ZoneOffset.UTC))
                        .where("created", Op.NOT_AFTER, last.atStartOfDay().toInstant(ZoneOffset.UTC)));
    }

    private List<StoredEvent> since(Sid account, long position) {
        List<StoredEvent> all = new java.util.ArrayList<>();
        List<StoredEvent> page;
        long after = position;
        do {
            page = store.events(new EventQuery(account, null, after, PAGE));
            page.stream().filter(one -> !Tally.of(one.event()).isNothing()).forEach(all::add);
            after = page.isEmpty() ? after : page.getLast().position();
        } while (page.size() == PAGE);
        return all;
    }
}
