package org.offhook.core.tolls;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.offhook.core.events.EventLog;
import org.offhook.core.events.EventType;
import org.offhook.core.events.Happening;
import org.offhook.core.ids.Sid;
import org.offhook.core.limits.Quotas;
import org.offhook.core.store.Store;
import org.offhook.core.tenancy.Account;
import org.offhook.core.time.Clock;
import org.offhook.core.usage.Category;
import org.offhook.core.usage.Sum;
import org.offhook.core.usage.UsageDesk;
import org.offhook.core.webhooks.Deliveries;
import org.offhook.core.webhooks.Witness.Problem;

/// Decides what an account may send to carriers: the limits of the platform hold for everybody, and what an account
/// has set for itself can only be stricter, so that a stolen token lifts none. A refusal is an alarm: an event, a
/// notification and a callback to the account's debugger, of each kind one a minute. Safe from any thread.
public final class TollGuard {

    public static final int NOT_ALLOWED = 13227;
    public static final int TOO_MANY = 10004;
    public static final int TOO_FAST = 20429;

    private static final Duration ALARM = Duration.ofMinutes(1);

    private final TollLimits platform;
    private final Store store;
    private final UsageDesk usage;
    private final EventLog log;
    private final Deliveries deliveries;
    private final Clock clock;
    private final Quotas quotas;
    private final LongAdder refused = new LongAdder();
    private final Map<String, Instant> alarms = new ConcurrentHashMap<>();

    public TollGuard(
            TollLimits platform, Store store, UsageDesk usage, EventLog log, Deliveries deliveries, Clock clock) {
        this.platform = platform;
        this.store = store;
        this.usage = usage;
        this.log = log;
        this.deliveries = deliveries;
        this.clock = clock;
        this.quotas = new Quotas(clock);
    }

    /// Whether a call may go out.
    public sealed interface Verdict {

        /// @param ticket to be closed when the call is over
        record Admitted(Quotas.Ticket ticket) implements Verdict {}

        record Refused(int code, String message) implements Verdict {}
    }

    /// Refusals since the start.
    public long refused() {
        return refused.sum();
    }

    /// Whether the account may reach a number outside.
    ///
    /// @param e164 with `+`
    /// @return why not, or null
    public Verdict.@Nullable Refused bars(Sid account, String e164) {
        boolean allowed = platform.allows(e164)
                && store.find(Account.KIND, account)
                        .map(found -> found.settings().tolls().allows(e164))
                        .orElse(true);
        return allowed
                ? null
                : refuse(
                        account,
                        NOT_ALLOWED,
                        "Numbers that begin like " + e164 + " may not be reached by this account.");
    }

    /// Whether a call could go out now; takes nothing.
    ///
    /// @param running what the account's calls that are on have cost until now
    /// @return why not, or null
    public Verdict.@Nullable Refused stops(Sid account, Supplier<BigDecimal> running) {
        TollLimits limits = limits(account);
        if (!quotas.fits(account, limits.atOnce(), limits.perSecond())) {
            return tooMany(account, limits);
        }
        return tooDear(account, limits, running);
    }

    /// Lets a call out.
    ///
    /// @param running what the account's calls that are on have cost until now
    public Verdict admit(Sid account, Supplier<BigDecimal> running) {
        TollLimits limits = limits(account);
        Verdict.Refused dear = tooDear(account, limits, running);
        if (dear != null) {
            return dear;
        }
        Quotas.Ticket ticket = quotas.take(account, limits.atOnce(), limits.perSecond());
        return ticket == null ? tooMany(account, limits) : new Verdict.Admitted(ticket);
    }

    /// Whether a message that costs money could be sent now.
    ///
    /// @return why not, or null
    public Verdict.@Nullable Refused stopsMessage(Sid account) {
        return tooDear(account, limits(account), () -> BigDecimal.ZERO);
    }

    /// What is left of the day's money, or null when there is no limit.
    public @Nullable BigDecimal left(Sid account, BigDecimal running) {
        BigDecimal most = limits(account).spendPerDay();
        return most == null
                ? null
                : most.subtract(spent(account)).subtract(running).max(BigDecimal.ZERO);
    }

    private TollLimits limits(Sid account) {
        return store.find(Account.KIND, account)
                .map(found -> found.settings().tolls().within(platform))
                .orElse(platform);
    }

    private Verdict.Refused tooMany(Sid account, TollLimits limits) {
        return limits.atOnce() > 0 && quotas.present(account) >= limits.atOnce()
                ? refuse(
                        account,
                        TOO_MANY,
                        "The account has " + limits.atOnce() + " calls to carriers; that is the most.")
                : refuse(
                        account,
                        TOO_FAST,
                        "The account may begin " + limits.perSecond() + " calls to carriers in a second.");
    }

    private Verdict.@Nullable Refused tooDear(Sid account, TollLimits limits, Supplier<BigDecimal> running) {
        BigDecimal most = limits.spendPerDay();
        return most == null || spent(account).add(running.get()).compareTo(most) < 0
                ? null
                : refuse(account, TOO_FAST, "The account has spent the " + most + " that it may spend in a day.");
    }

    private BigDecimal spent(Sid account) {
        var today = clock.now().atOffset(java.time.ZoneOffset.UTC).toLocalDate();
        return usage.used(account, today, today)
                .getOrDefault(Category.TOTALPRICE, Sum.NONE)
                .price();
    }

    private Verdict.Refused refuse(Sid account, int code, String message) {
        refused.increment();
        Instant now = clock.now();
        AtomicBoolean due = new AtomicBoolean();
        alarms.compute(account + " " + code, (same, last) -> {
            due.set(last == null || !now.isBefore(last.plus(ALARM)));
            return due.get() ? now : last;
        });
        if (due.get()) {
            alarms.values().removeIf(last -> last.plus(ALARM).isBefore(now));
            store.find(Account.KIND, account).ifPresent(whose -> alarm(whose, code, message, now));
        }
        return new Verdict.Refused(code, message);
    }

    private void alarm(Account account, int code, String message, Instant now) {
        Happening happened =
                Happening.of(now, EventType.TOLL_REFUSED, "code", Integer.toString(code), "message", message);
        log.submit(
                        account.sid(),
                        account.sid(),
                        deliveries.report(account, account.sid(), new Problem(true, code, message, null)),
                        List.of(happened))
                .thenRun(() -> deliveries.wake(account.sid(), account.sid()));
    }
}
