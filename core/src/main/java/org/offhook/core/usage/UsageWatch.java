package org.offhook.core.usage;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.offhook.core.assets.Asset;
import org.offhook.core.assets.AssetKinds;
import org.offhook.core.ids.Sid;
import org.offhook.core.script.Scripts;
import org.offhook.core.store.Change;
import org.offhook.core.store.Query;
import org.offhook.core.store.Store;
import org.offhook.core.store.StoreException;
import org.offhook.core.time.Clock;
import org.offhook.core.time.Scheduler;
import org.offhook.core.usage.UsageDesk.Sum;
import org.offhook.core.web.Hook;
import org.offhook.core.webhooks.Deliveries;
import org.offhook.core.webhooks.Parameters;

/// Fires usage triggers: compares once a minute what was used with what they wait for, and tells their callback
/// once in each period. That it has fired and the callback are one transaction.
public final class UsageWatch {

    /// Between the end of one look and the next.
    public static final Duration PAUSE = Duration.ofMinutes(1);

    private final Store store;
    private final UsageDesk usage;
    private final Clock clock;
    private final Scheduler scheduler;
    private final Scripts scripts;
    private final Deliveries deliveries;

    public UsageWatch(
            Store store, UsageDesk usage, Clock clock, Scheduler scheduler, Scripts scripts, Deliveries deliveries) {
        this.store = store;
        this.usage = usage;
        this.clock = clock;
        this.scheduler = scheduler;
        this.scripts = scripts;
        this.deliveries = deliveries;
    }

    /// Looks from now on.
    public void start() {
        scheduler.after(
                PAUSE,
                () -> scripts.start("usage triggers", _ -> {
                    try {
                        look();
                    } catch (StoreException unavailable) {
                        // Nothing was fired; the next look finds the same.
                    }
                    start();
                }));
    }

    /// What a trigger is compared with, in its period.
    ///
    /// @return empty when it waits for what is not counted
    public static Optional<BigDecimal> value(Asset trigger, Map<Category, Sum> sums) {
        String by = trigger.value("trigger_by");
        return Category.of(text(trigger, "usage_category"))
                .map(category -> sums.getOrDefault(category, Sum.NONE))
                .map(sum -> "count".equals(by)
                        ? BigDecimal.valueOf(sum.count())
                        : "price".equals(by) ? sum.price() : BigDecimal.valueOf(sum.usage()));
    }

    /// The first day of the period that a trigger is in.
    public static LocalDate since(Asset trigger, LocalDate today) {
        return switch (text(trigger, "recurring")) {
            case "daily" -> today;
            case "monthly" -> today.withDayOfMonth(1);
            case "yearly" -> today.withDayOfYear(1);
            default -> UsageDesk.FIRST;
        };
    }

    private void look() {
        LocalDate today = clock.now().atOffset(ZoneOffset.UTC).toLocalDate();
        Map<List<Object>, Map<Category, Sum>> known = new HashMap<>();
        for (Asset trigger : waiting(today)) {
            LocalDate since = since(trigger, today);
            Map<Category, Sum> sums = known.computeIfAbsent(
                    List.of(trigger.account(), since), _ -> usage.used(trigger.account(), since, today));
            value(trigger, sums)
                    .filter(value -> value.compareTo(new BigDecimal(text(trigger, "trigger_value"))) >= 0)
                    .ifPresent(value -> fire(trigger, value));
        }
    }

    /// Those that have not fired in their period.
    private List<Asset> waiting(LocalDate today) {
        List<Asset> waiting = new ArrayList<>();
        Query query = Query.of(null);
        for (List<Asset> page = store.list(AssetKinds.USAGE_TRIGGERS, query);
                !page.isEmpty();
                page = store.list(
                        AssetKinds.USAGE_TRIGGERS, query.after(page.getLast().sid()))) {
            page.stream().filter(trigger -> !fired(trigger, today)).forEach(waiting::add);
        }
        return waiting;
    }

    private static boolean fired(Asset trigger, LocalDate today) {
        String fired = trigger.value("date_fired");
        return fired != null
                && !Instant.parse(fired).atOffset(ZoneOffset.UTC).toLocalDate().isBefore(since(trigger, today));
    }

    private void fire(Asset trigger, BigDecimal value) {
        Instant now = clock.now();
        Map<String, String> values = new TreeMap<>(trigger.values());
        values.put("date_fired", now.toString());
        Sid account = trigger.account();
        List<Change> changes = new ArrayList<>();
        changes.add(Change.put(AssetKinds.USAGE_TRIGGERS, trigger.with(values, now)));
        Hook callback = trigger.hook("callback_url", "callback_method");
        if (callback != null) {
            Parameters told = Parameters.NONE
                    .with("AccountSid", account.value())
                    .with("UsageTriggerSid", trigger.sid().value())
                    .with("DateFired", now.toString())
                    .with("Recurring", trigger.value("recurring"))
                    .with("UsageCategory", trigger.value("usage_category"))
                    .with("TriggerBy", trigger.value("trigger_by"))
                    .with("TriggerValue", trigger.value("trigger_value"))
                    .with("CurrentValue", value.toPlainString())
                    .with("UsageRecordUri", record(trigger));
            changes.add(deliveries.owe(account, trigger.sid(), callback, told));
        }
        StoreException.await(store.submit(changes));
        deliveries.wake(account, trigger.sid());
    }

    /// Where the usage that a trigger looks at is shown.
    public static String record(Asset trigger) {
        String period = switch (text(trigger, "recurring")) {
            case "daily" -> "/Today";
            case "monthly" -> "/ThisMonth";
            case "yearly" -> "/Yearly";
            default -> "/AllTime";
        };
        return "/2010-04-01/Accounts/" + trigger.account() + "/Usage/Records" + period + ".json?Category="
                + text(trigger, "usage_category");
    }

    private static String text(Asset trigger, String field) {
        @Nullable String value = trigger.value(field);
        return value == null ? "" : value;
    }
}
