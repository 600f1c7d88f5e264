package org.offhook.core.usage;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
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
import org.offhook.core.web.Hook;
import org.offhook.core.webhooks.Deliveries;
import org.offhook.core.webhooks.Parameters;

/// Counts what is used a moment after it was logged, and fires usage triggers: when an account has used something,
/// its triggers are compared with the sums of their periods; all of them once a minute, as a new one may have been
/// passed already. That one has fired and its callback are one transaction, so it fires once in each period.
public final class UsageWatch {

    /// Between an event and the time it is counted.
    static final Duration SOON = Duration.ofMillis(250);

    /// Between two looks at all triggers.
    public static final Duration PAUSE = Duration.ofMinutes(1);

    /// In which period a trigger has fired last: its first day. What ends before midnight may be counted after it.
    private static final String PERIOD = "period_fired";

    private final Store store;
    private final UsageDesk usage;
    private final UsageLedger ledger;
    private final Clock clock;
    private final Scheduler scheduler;
    private final Scripts scripts;
    private final Deliveries deliveries;
    /// Whether there is or will be a turn; there is one at a time.
    private final AtomicBoolean awake = new AtomicBoolean();

    private final AtomicBoolean minute = new AtomicBoolean();
    /// As they were a minute ago; owned by the turn.
    private volatile List<Asset> triggers = List.of();

    public UsageWatch(
            Store store, UsageDesk usage, Clock clock, Scheduler scheduler, Scripts scripts, Deliveries deliveries) {
        this.store = store;
        this.usage = usage;
        this.ledger = new UsageLedger(store);
        this.clock = clock;
        this.scheduler = scheduler;
        this.scripts = scripts;
        this.deliveries = deliveries;
    }

    /// Counts and looks from now on.
    public void start() {
        store.watch(this::wake);
        everyMinute();
        wake();
    }

    private void everyMinute() {
        scheduler.after(PAUSE, () -> {
            minute.set(true);
            wake();
            everyMinute();
        });
    }

    private void wake() {
        if (awake.compareAndSet(false, true)) {
            scheduler.after(SOON, () -> scripts.start("usage", _ -> turn()));
        }
    }

    private void turn() {
        boolean all = minute.getAndSet(false);
        try {
            Map<Sid, Set<LocalDate>> touched = ledger.count();
            if (all || triggers.isEmpty()) {
                triggers = every();
            }
            for (Asset trigger : triggers) {
                touched.getOrDefault(trigger.account(), Set.of()).forEach(day -> look(trigger, day));
                if (all) {
                    look(trigger, UsageSum.day(clock.now()));
                }
            }
        } catch (StoreException unavailable) {
            // Nothing was counted or fired; the next look finds the same.
        } finally {
            awake.set(false);
        }
        if (ledger.behind()) {
            wake();
        }
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

    private List<Asset> every() {
        return store.all(AssetKinds.USAGE_TRIGGERS, Query.of(null));
    }

    /// Fires a trigger, unless it is gone, has fired in the period of this day, or waits for more.
    private void look(Asset known, LocalDate day) {
        store.find(AssetKinds.USAGE_TRIGGERS, known.sid())
                .filter(trigger -> !fired(trigger, day))
                .ifPresent(trigger -> value(trigger, usage.used(trigger.account(), since(trigger, day), day))
                        .filter(value -> value.compareTo(new BigDecimal(text(trigger, "trigger_value"))) >= 0)
                        .ifPresent(value -> fire(trigger, value, day)));
    }

    private static boolean fired(Asset trigger, LocalDate day) {
        String period = trigger.value(PERIOD);
        return period != null && !LocalDate.parse(period).isBefore(since(trigger, day));
    }

    private void fire(Asset trigger, BigDecimal value, LocalDate day) {
        Instant now = clock.now();
        Map<String, String> values = new TreeMap<>(trigger.values());
        values.put("date_fired", now.toString());
        values.put(PERIOD, since(trigger, day).toString());
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
