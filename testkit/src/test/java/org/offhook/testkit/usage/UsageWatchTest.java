package org.offhook.testkit.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.offhook.core.assets.Asset;
import org.offhook.core.assets.AssetKinds;
import org.offhook.core.events.EventLog;
import org.offhook.core.events.EventType;
import org.offhook.core.events.Happening;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.ids.Sids;
import org.offhook.core.store.Change;
import org.offhook.core.tenancy.Account;
import org.offhook.core.usage.Category;
import org.offhook.core.usage.Prices;
import org.offhook.core.usage.Sum;
import org.offhook.core.usage.UsageDesk;
import org.offhook.core.usage.UsageWatch;
import org.offhook.core.webhooks.Deliveries;
import org.offhook.testkit.fakes.AppRequest;
import org.offhook.testkit.fakes.FakeApp;
import org.offhook.testkit.fakes.FakeWeb;
import org.offhook.testkit.fakes.Reply;
import org.offhook.testkit.kernel.Timeline;
import org.offhook.testkit.store.MemoryStore;
import org.offhook.testkit.transcript.Transcript;

/// Usage triggers fire once in their period, with a signed callback.
final class UsageWatchTest {

    private final Timeline timeline = Timeline.seeded(3);
    private final MemoryStore store = new MemoryStore();
    private final Sids sids = new Sids(timeline.random("sids"));
    private final FakeWeb web = new FakeWeb(timeline, new Transcript(timeline));
    private final FakeApp app = web.app("http://app.example");
    private final Sid account = sids.next(SidType.ACCOUNT);
    private final EventLog log = new EventLog(store, sids);
    private final UsageDesk desk = new UsageDesk(store, Prices.FREE);

    {
        store.commit(Change.put(
                Account.KIND,
                new Account(account, null, "test", "token", Account.Status.ACTIVE, timeline.now(), timeline.now())));
        web.token(account, "token");
        app.on("/used", Reply.status(204));
        start();
    }

    private void start() {
        Deliveries deliveries = new Deliveries(
                timeline,
                timeline,
                timeline.random("deliveries"),
                sids,
                store,
                new EventLog(store, sids),
                timeline.scripts(),
                web);
        new UsageWatch(store, desk, timeline, timeline, timeline.scripts(), deliveries).start();
    }

    private void trigger(String by, String value, String recurring) {
        Map<String, String> values = new TreeMap<>(Map.of(
                "callback_url",
                app.url("/used"),
                "callback_method",
                "POST",
                "trigger_value",
                value,
                "trigger_by",
                by,
                "usage_category",
                "calls"));
        if (recurring != null) {
            values.put("recurring", recurring);
        }
        store.commit(Change.put(
                AssetKinds.USAGE_TRIGGERS,
                new Asset(sids.next(SidType.USAGE_TRIGGER), account, null, values, timeline.now(), timeline.now())));
    }

    /// A call that has ended just now; a minute costs a quarter.
    private void call(Duration length) {
        BigDecimal price = new BigDecimal("0.25").multiply(BigDecimal.valueOf((length.toSeconds() + 59) / 60));
        log.submit(
                account,
                sids.next(SidType.CALL),
                List.of(),
                List.of(Happening.of(
                        timeline.now(),
                        EventType.CALL_ENDED,
                        "direction",
                        "inbound",
                        "duration_s",
                        Long.toString(length.toSeconds()),
                        "price",
                        price.toPlainString())));
    }

    private Sum used() {
        LocalDate today = timeline.now().atOffset(ZoneOffset.UTC).toLocalDate();
        return desk.used(account, UsageDesk.FIRST, today).get(Category.CALLS);
    }

    private List<AppRequest> told() {
        return app.requests("/used");
    }

    @Test
    void aTriggerFiresOnceWhenSoMuchWasUsed() {
        trigger("usage", "3", null);
        call(Duration.ofSeconds(61));
        timeline.runFor(Duration.ofMinutes(2));
        assertThat(told()).isEmpty();
        call(Duration.ofSeconds(10));
        timeline.runFor(Duration.ofMinutes(2));
        assertThat(told()).hasSize(1);
        AppRequest request = told().getFirst();
        assertThat(request.parameter("CurrentValue")).isEqualTo("3");
        assertThat(request.parameter("TriggerValue")).isEqualTo("3");
        assertThat(request.parameter("UsageCategory")).isEqualTo("calls");
        assertThat(request.parameter("UsageTriggerSid")).startsWith("UT");
        call(Duration.ofMinutes(9));
        timeline.runFor(Duration.ofDays(2));
        assertThat(told()).hasSize(1);
    }

    @Test
    void aDailyTriggerFiresAgainTheNextDay() {
        trigger("price", "0.5", "daily");
        call(Duration.ofMinutes(2));
        timeline.runFor(Duration.ofHours(1));
        assertThat(told()).hasSize(1);
        timeline.runFor(Duration.ofDays(1));
        assertThat(told()).hasSize(1);
        call(Duration.ofMinutes(2));
        timeline.runFor(Duration.ofMinutes(2));
        assertThat(told()).hasSize(2);
    }

    @Test
    void whatHasFiredIsNotFiredAgainAfterARestart() {
        trigger("count", "1", "yearly");
        call(Duration.ofSeconds(1));
        timeline.runFor(Duration.ofMinutes(2));
        start();
        timeline.runFor(Duration.ofMinutes(5));
        assertThat(told()).hasSize(1);
    }

    @Test
    void whatEndedBeforeMidnightFiresForItsDayAndTheNextDayFiresAgain() {
        trigger("count", "1", "daily");
        timeline.runFor(Duration.between(timeline.now(), midnight().minusMillis(100)));
        call(Duration.ofSeconds(1));
        timeline.runFor(Duration.ofSeconds(10));
        assertThat(told()).hasSize(1);
        call(Duration.ofSeconds(1));
        timeline.runFor(Duration.ofSeconds(10));
        assertThat(told()).hasSize(2);
        timeline.runFor(Duration.ofMinutes(5));
        assertThat(told()).hasSize(2);
    }

    @Test
    void nothingIsCountedTwiceOrForgottenHoweverOftenItStarts() {
        for (long i = 1; i <= 20; i++) {
            call(Duration.ofSeconds(61));
            assertThat(used()).isEqualTo(new Sum(i, 2 * i, new BigDecimal("0.50").multiply(BigDecimal.valueOf(i))));
            timeline.runFor(Duration.ofMillis(100 * i));
            if (i % 7 == 0) {
                // Of another process: it knows only what is in the store.
                start();
            }
            assertThat(used().count()).isEqualTo(i);
        }
        timeline.runFor(Duration.ofDays(70));
        call(Duration.ofSeconds(1));
        timeline.runFor(Duration.ofMinutes(2));
        assertThat(used().count()).isEqualTo(21);
        LocalDate first =
                Instant.parse("2020-01-01T00:00:00Z").atOffset(ZoneOffset.UTC).toLocalDate();
        LocalDate today = timeline.now().atOffset(ZoneOffset.UTC).toLocalDate();
        assertThat(desk.used(account, first, today.minusDays(1))
                        .get(Category.TOTALPRICE)
                        .count())
                .isEqualTo(20);
        assertThat(desk.used(account, today, today).get(Category.TOTALPRICE).price())
                .isEqualByComparingTo("0.25");
    }

    @Test
    void whatOneAccountUsesIsNobodyElses() {
        call(Duration.ofSeconds(1));
        timeline.runFor(Duration.ofMinutes(1));
        LocalDate today = timeline.now().atOffset(ZoneOffset.UTC).toLocalDate();
        assertThat(desk.used(sids.next(SidType.ACCOUNT), UsageDesk.FIRST, today).get(Category.CALLS))
                .isEqualTo(Sum.NONE);
    }

    private Instant midnight() {
        return timeline.now()
                .atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .plusDays(1)
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC);
    }
}
