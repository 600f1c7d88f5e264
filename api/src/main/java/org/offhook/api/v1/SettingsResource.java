package org.offhook.api.v1;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.offhook.api.http.Router;
import org.offhook.api.render.Element;
import org.offhook.api.rest.Answer;
import org.offhook.api.rest.Ask;
import org.offhook.api.rest.Fields;
import org.offhook.api.rest.Rest;
import org.offhook.core.tenancy.Account;
import org.offhook.core.tenancy.AccountDesk;
import org.offhook.core.tenancy.AccountSettings;
import org.offhook.core.tolls.TollLimits;
import org.offhook.core.web.Hook;
import org.offhook.core.web.HookUrl;

/// `/v1/Accounts/{AccountSid}/Settings`: what holds for all calls and messages of an account. What is not sent
/// stays; what is sent empty is taken away.
public final class SettingsResource {

    private static final String HOME = "/v1/Accounts/{AccountSid}/Settings";
    private static final int MOST = 20;
    private static final int LONGEST = 64;
    private static final int MOST_PREFIXES = 250;
    private static final int MOST_CALLS = 1_000_000;

    private final AccountDesk desk;

    public SettingsResource(AccountDesk desk) {
        this.desk = desk;
    }

    public void route(Router router, Rest rest) {
        router.add("GET", HOME, rest.guarded(ask -> Answer.ok(view(ask.account()))));
        router.add("POST", HOME, rest.byToken(this::update));
    }

    private Answer update(Ask ask) {
        AccountSettings now = ask.account().settings();
        Fields fields = new Fields(ask.input());
        AccountSettings next = new AccountSettings(
                debugger(fields, now),
                fields.flag("MaskDigits", now.maskKeys()),
                sensitive(ask, fields, now),
                tolls(ask, fields, now.tolls()));
        Optional<Answer> wrong = fields.wrong();
        return wrong.orElseGet(() -> Answer.ok(view(desk.choose(ask.account(), next))));
    }

    private static @Nullable Hook debugger(Fields fields, AccountSettings now) {
        Hook hook = fields.edited("DebuggerUrl", "DebuggerMethod", now.debugger());
        if (hook != null && !HookUrl.isValid(hook.url())) {
            fields.refuse(21402, "DebuggerUrl '" + hook.url() + "' is not an absolute http or https URL");
        } else if (hook != null && !HookUrl.isMethod(hook.method())) {
            fields.refuse(21403, "DebuggerMethod is GET or POST, not '" + hook.method() + "'");
        }
        return hook;
    }

    private static List<String> sensitive(Ask ask, Fields fields, AccountSettings now) {
        if (!fields.sent("SensitiveParameters")) {
            return now.sensitive();
        }
        List<String> names = ask.input().all("SensitiveParameters").stream()
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
        if (names.size() > MOST || names.stream().anyMatch(name -> !name.matches("[A-Za-z0-9_-]{1," + LONGEST + "}"))) {
            fields.refuse(20422, "SensitiveParameters are at most " + MOST + " names of parameters, such as Digits");
            return List.of();
        }
        return names;
    }

    /// What the account may send to carriers; the limits of the platform hold besides.
    private static TollLimits tolls(Ask ask, Fields fields, TollLimits now) {
        return new TollLimits(
                prefixes(ask, fields, "AllowedDestinations", now.allowed()),
                prefixes(ask, fields, "BarredDestinations", now.barred()),
                fields.number("CallsPerSecond", now.perSecond(), 0, MOST_CALLS, 20422),
                fields.number("ConcurrentCalls", now.atOnce(), 0, MOST_CALLS, 20422),
                money(fields, now.spendPerDay()));
    }

    private static @Nullable BigDecimal money(Fields fields, @Nullable BigDecimal now) {
        if (!fields.sent("SpendPerDay")) {
            return now;
        }
        String text = fields.text("SpendPerDay");
        if (text == null || text.isEmpty()) {
            return null;
        }
        if (!text.matches("[0-9]{1,9}(\\.[0-9]{1,5})?")) {
            fields.refuse(20422, "SpendPerDay is an amount such as 20 or 12.50");
            return null;
        }
        return new BigDecimal(text);
    }

    private static List<String> prefixes(Ask ask, Fields fields, String name, List<String> now) {
        if (!fields.sent(name)) {
            return now;
        }
        List<String> prefixes = ask.input().all(name).stream()
                .flatMap(text -> Stream.of(text.split("[ ,]+")))
                .filter(text -> !text.isEmpty())
                .distinct()
                .toList();
        if (prefixes.size() > MOST_PREFIXES || !prefixes.stream().allMatch(TollLimits::isPrefix)) {
            fields.refuse(20422, name + " are at most " + MOST_PREFIXES + " beginnings of numbers, such as +49");
        }
        return prefixes;
    }

    private static @Nullable String text(@Nullable BigDecimal amount) {
        return amount == null ? null : amount.toPlainString();
    }

    private static Element view(Account account) {
        AccountSettings settings = account.settings();
        Hook debugger = settings.debugger();
        return new Element("Settings")
                .with("account_sid", account.sid().value())
                .with("debugger_url", debugger == null ? null : debugger.url())
                .with("debugger_method", debugger == null ? null : debugger.method())
                .with("mask_digits", settings.maskKeys())
                .with("sensitive_parameters", settings.sensitive())
                .with("allowed_destinations", settings.tolls().allowed())
                .with("barred_destinations", settings.tolls().barred())
                .with("calls_per_second", settings.tolls().perSecond())
                .with("concurrent_calls", settings.tolls().atOnce())
                .with("spend_per_day", text(settings.tolls().spendPerDay()));
    }
}
