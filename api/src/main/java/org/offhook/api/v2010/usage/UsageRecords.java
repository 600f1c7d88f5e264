package org.offhook.api.v2010.usage;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.offhook.api.http.Router;
import org.offhook.api.render.Element;
import org.offhook.api.rest.Answer;
import org.offhook.api.rest.Ask;
import org.offhook.api.rest.Fields;
import org.offhook.api.rest.Offsets;
import org.offhook.api.rest.Rest;
import org.offhook.api.v2010.Resources;
import org.offhook.core.ids.Sid;
import org.offhook.core.tenancy.AccountDesk;
import org.offhook.core.time.Clock;
import org.offhook.core.usage.Category;
import org.offhook.core.usage.Sum;
import org.offhook.core.usage.UsageDesk;

/// `…/Usage/Records`, for a time or by day, month and year, and `…/Balance`. A day is one of UTC.
public final class UsageRecords implements Resources.Resource {

    private static final String RECORDS = Resources.ACCOUNT + "/Usage/Records";
    private static final LocalDate FIRST = UsageDesk.FIRST;
    /// Stretches of one answer.
    private static final int MOST = 400;

    private static final int PLACES = 4;

    private final UsageDesk desk;
    private final Clock clock;
    private final AccountDesk accounts;

    public UsageRecords(UsageDesk desk, Clock clock, AccountDesk accounts) {
        this.desk = desk;
        this.clock = clock;
        this.accounts = accounts;
    }

    /// Both included.
    private record Stretch(LocalDate first, LocalDate last) {}

    private enum Period {
        ALL_TIME("/AllTime"),
        DAILY("/Daily"),
        LAST_MONTH("/LastMonth"),
        MONTHLY("/Monthly"),
        THIS_MONTH("/ThisMonth"),
        TODAY("/Today"),
        WHOLE(""),
        YEARLY("/Yearly"),
        YESTERDAY("/Yesterday");

        private final String path;

        Period(String path) {
            this.path = path;
        }
    }

    @Override
    public void route(Router router, Rest rest) {
        for (Period period : Period.values()) {
            router.add("GET", RECORDS + period.path, rest.guarded(ask -> list(ask, period)));
        }
        router.add("GET", Resources.ACCOUNT + "/Balance", rest.guarded(this::balance));
    }

    private Answer list(Ask ask, Period period) {
        Fields fields = new Fields(ask.exchange().query());
        String named = fields.text("Category");
        if (named != null && Category.of(named).isEmpty()) {
            fields.refuse(20422, "Category is one of " + String.join(", ", words()) + ", not '" + named + "'");
        }
        LocalDate today = today();
        LocalDate first = day(fields, "StartDate", FIRST);
        LocalDate last = day(fields, "EndDate", today);
        List<Stretch> stretches = stretches(period, first, last, today);
        if (stretches.size() > MOST) {
            fields.refuse(20422, "That is more than " + MOST + " stretches: give a later StartDate");
        }
        List<Sid> whose = fields.flag("IncludeSubaccounts", true)
                ? accounts.family(ask.account())
                : List.of(ask.account().sid());
        Set<Category> wanted = named == null
                ? EnumSet.allOf(Category.class)
                : Category.of(named).map(EnumSet::of).orElse(EnumSet.noneOf(Category.class));
        return fields.wrong().orElseGet(() -> {
            List<Element> records = new ArrayList<>();
            for (Stretch stretch : stretches) {
                Map<Category, Sum> sums = used(whose, stretch);
                sums.forEach((category, sum) -> {
                    if (wanted.contains(category)) {
                        records.add(view(ask, stretch, category, sum));
                    }
                });
            }
            return Offsets.list(ask, "UsageRecords", records);
        });
    }

    private Map<Category, Sum> used(List<Sid> whose, Stretch stretch) {
        Map<Category, Sum> all = new EnumMap<>(Category.class);
        whose.forEach(account -> desk.used(account, stretch.first(), stretch.last())
                .forEach((category, sum) -> all.merge(category, sum, Sum::plus)));
        return all;
    }

    private Answer balance(Ask ask) {
        Sum spent = desk.used(ask.account().sid(), FIRST, today()).getOrDefault(Category.TOTALPRICE, Sum.NONE);
        return Answer.ok(new Element("Balance")
                .with("account_sid", ask.account().sid().value())
                .with("balance", money(desk.prices().credit().subtract(spent.price())))
                .with("currency", desk.prices().currency()));
    }

    private static List<Stretch> stretches(Period period, LocalDate first, LocalDate last, LocalDate today) {
        LocalDate month = today.withDayOfMonth(1);
        return switch (period) {
            case WHOLE, ALL_TIME -> List.of(new Stretch(first, last));
            case TODAY -> List.of(new Stretch(today, today));
            case YESTERDAY -> List.of(new Stretch(today.minusDays(1), today.minusDays(1)));
            case THIS_MONTH -> List.of(new Stretch(month, today));
            case LAST_MONTH -> List.of(new Stretch(month.minusMonths(1), month.minusDays(1)));
            case DAILY -> divided(first.equals(FIRST) ? last.minusDays(30) : first, last, Period.DAILY);
            case MONTHLY -> divided(first.equals(FIRST) ? last.minusMonths(11).withDayOfMonth(1) : first, last, period);
            case YEARLY -> divided(first.equals(FIRST) ? last.minusYears(4).withDayOfYear(1) : first, last, period);
        };
    }

    /// Newest first.
    private static List<Stretch> divided(LocalDate first, LocalDate last, Period by) {
        List<Stretch> stretches = new ArrayList<>();
        LocalDate start = first;
        while (!start.isAfter(last) && stretches.size() <= MOST) {
            LocalDate next = by == Period.DAILY
                    ? start.plusDays(1)
                    : by == Period.MONTHLY
                            ? start.withDayOfMonth(1).plusMonths(1)
                            : start.withDayOfYear(1).plusYears(1);
            stretches.add(new Stretch(start, next.isAfter(last) ? last : next.minusDays(1)));
            start = next;
        }
        return stretches.reversed();
    }

    private static LocalDate day(Fields fields, String name, LocalDate unsaid) {
        String text = fields.text(name);
        try {
            return text == null ? unsaid : LocalDate.parse(text);
        } catch (DateTimeParseException notADay) {
            fields.refuse(20422, name + " is a day such as 2026-11-20, not '" + text + "'");
            return unsaid;
        }
    }

    private LocalDate today() {
        return clock.now().atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private static List<String> words() {
        List<String> words = new ArrayList<>();
        for (Category category : Category.values()) {
            words.add(category.text());
        }
        return words;
    }

    private Element view(Ask ask, Stretch stretch, Category category, Sum sum) {
        String currency = desk.prices().currency().toLowerCase(Locale.ROOT);
        String uri = ask.home() + "/Usage/Records";
        return new Element("UsageRecord")
                .with("account_sid", ask.account().sid().value())
                .with("category", category.text())
                .with("description", category.description())
                .with("start_date", stretch.first().toString())
                .with("end_date", stretch.last().toString())
                .with("count", Long.toString(sum.count()))
                .with("count_unit", category.unit().count())
                .with("usage", category.isMoney() ? money(sum.price()) : Long.toString(sum.usage()))
                .with(
                        "usage_unit",
                        category.isMoney() ? currency : category.unit().usage())
                .with("price", money(sum.price()))
                .with("price_unit", currency)
                .with("as_of", clock.now().toString())
                .with("api_version", "2010-04-01")
                .with(
                        "uri",
                        uri + ".json?Category=" + category.text() + "&StartDate=" + stretch.first() + "&EndDate="
                                + stretch.last())
                .with("subresource_uris", Map.of("today", uri + "/Today.json?Category=" + category.text()));
    }

    /// Exact, with four places at least.
    private static String money(BigDecimal amount) {
        BigDecimal plain = amount.stripTrailingZeros();
        return plain.setScale(Math.max(PLACES, plain.scale()), RoundingMode.UNNECESSARY)
                .toPlainString();
    }
}
