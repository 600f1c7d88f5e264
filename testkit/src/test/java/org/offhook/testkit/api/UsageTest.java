package org.offhook.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.testkit.api.ApiFixture.HOME;
import static org.offhook.testkit.api.ApiFixture.NOON;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offhook.core.calls.Direction;
import org.offhook.core.events.EventLog;
import org.offhook.core.events.EventType;
import org.offhook.core.events.Happening;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.Sids;
import org.offhook.testkit.contracts.Samples;
import org.offhook.testkit.http.Reply;

/// `…/Usage/Records` and `…/Balance`: minutes, segments and what they cost.
final class UsageTest {

    private static final String RECORDS = HOME + "/Usage/Records";

    private final ApiFixture fixture = new ApiFixture();

    @BeforeEach
    void someWereUsed() {
        call(1, Direction.INBOUND, NOON, 61);
        call(2, Direction.OUTBOUND_API, NOON, 60);
        call(3, Direction.OUTBOUND_DIAL, NOON.minus(Duration.ofDays(1)), 1);
        call(4, Direction.INBOUND, NOON.minus(Duration.ofDays(40)), 600);
        used(
                Samples.sid("SM", 1),
                NOON,
                EventType.MESSAGE_SENT,
                "segments",
                "3",
                "price",
                ApiFixture.PRICES.message(false, "+1", 3).price().toPlainString());
    }

    @Test
    void begunMinutesCountWholeAndSegmentsEach() {
        Reply today = fixture.alice.get(RECORDS + "/Today.json?Category=calls");
        assertThat(today.at("/usage_records/0/count")).isEqualTo("2");
        assertThat(today.at("/usage_records/0/usage")).isEqualTo("3");
        assertThat(today.at("/usage_records/0/price")).isEqualTo("0.0300");
        assertThat(today.at("/usage_records/0/start_date")).isEqualTo("2026-11-20");
        assertThat(usage("/Today.json?Category=sms")).isEqualTo("3");
        assertThat(usage("/Today.json?Category=calls-sip-outbound")).isEqualTo("1");
        assertThat(usage("/Today.json?Category=sms-inbound")).isEqualTo("0");
        assertThat(usage("/Yesterday.json?Category=calls-outbound")).isEqualTo("1");
        assertThat(usage("/ThisMonth.json?Category=calls")).isEqualTo("4");
        assertThat(usage("/LastMonth.json?Category=calls")).isEqualTo("10");
        assertThat(usage("/AllTime.json?Category=calls")).isEqualTo("14");
        assertThat(usage(".json?Category=calls-inbound&StartDate=2026-11-20")).isEqualTo("2");
    }

    @Test
    void trunksAndMachineDetectionAreCountedOnTheirOwn() {
        String[] kinds = {"origination", "termination", "termination"};
        for (int i = 0; i < kinds.length; i++) {
            used(
                    Samples.sid("CA", 10 + i),
                    NOON,
                    EventType.CALL_ENDED,
                    "direction",
                    kinds[i].equals("termination") ? "inbound" : "outbound-dial",
                    "trunking",
                    kinds[i],
                    "duration_s",
                    "90");
        }
        used(Samples.sid("CA", 20), NOON, EventType.MACHINE_DETECTED, "answered_by", "human");
        assertThat(usage("/Today.json?Category=trunking-origination")).isEqualTo("2");
        assertThat(usage("/Today.json?Category=trunking-termination")).isEqualTo("4");
        assertThat(usage("/Today.json?Category=answering-machine-detection")).isEqualTo("1");
        assertThat(usage("/Today.json?Category=calls")).isEqualTo("9");
    }

    @Test
    void stretchesComeNewestFirst() {
        Reply days = fixture.alice.get(RECORDS + "/Daily.json?Category=calls&StartDate=2026-11-18");
        assertThat(days.json().get("usage_records").findValuesAsText("start_date"))
                .containsExactly("2026-11-20", "2026-11-19", "2026-11-18");
        assertThat(days.json().get("usage_records").findValuesAsText("usage")).containsExactly("3", "1", "0");
        Reply months = fixture.alice.get(RECORDS + "/Monthly.json?Category=calls&StartDate=2026-10-05");
        assertThat(months.json().get("usage_records").findValuesAsText("end_date"))
                .containsExactly("2026-11-20", "2026-10-31");
        assertThat(fixture.alice
                        .get(RECORDS + "/Yearly.json?Category=calls")
                        .json()
                        .get("usage_records"))
                .hasSize(5);
    }

    @Test
    void whatIsSpentIsTakenFromTheCredit() {
        Reply balance = fixture.alice.get(HOME + "/Balance.json");
        assertThat(balance.at("/balance")).isEqualTo("9.8450");
        assertThat(balance.at("/currency")).isEqualTo("USD");
    }

    @Test
    void aTriggerShowsHowMuchWasUsedInItsPeriod() {
        Reply made = trigger("UsageCategory", "calls", "Recurring", "daily", "FriendlyName", "busy day");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.at("/current_value")).isEqualTo("3");
        assertThat(made.at("/trigger_by")).isEqualTo("usage");
        assertThat(made.json().at("/date_fired").isNull()).isTrue();
        assertThat(made.at("/usage_record_uri")).endsWith("/Usage/Records/Today.json?Category=calls");
        assertThat(trigger("UsageCategory", "calls", "TriggerBy", "count").at("/current_value"))
                .isEqualTo("4");
        assertThat(trigger("UsageCategory", "calls", "Recurring", "daily", "TriggerValue", "+7")
                        .at("/trigger_value"))
                .isEqualTo("10");
        assertThat(trigger("UsageCategory", "totalprice", "TriggerBy", "price").at("/current_value"))
                .isEqualTo("0.15500");
        String one = HOME + "/Usage/Triggers/" + made.at("/sid") + ".json";
        Reply changed = fixture.alice.post(one, "FriendlyName", "other", "TriggerValue", "1");
        assertThat(changed.at("/friendly_name")).isEqualTo("other");
        assertThat(changed.at("/trigger_value")).isEqualTo("10");
        assertThat(fixture.alice
                        .get(HOME + "/Usage/Triggers.json?Recurring=daily")
                        .json()
                        .get("usage_triggers"))
                .hasSize(2);
        assertThat(fixture.alice.delete(one).status()).isEqualTo(204);
    }

    @Test
    void aTriggerThatMakesNoSenseIsRefused() {
        assertThat(trigger("UsageCategory", "pigeons").at("/code")).isEqualTo("20422");
        assertThat(trigger("UsageCategory", "calls", "TriggerValue", "much").at("/code"))
                .isEqualTo("20422");
        assertThat(trigger("UsageCategory", "calls", "Recurring", "hourly").at("/code"))
                .isEqualTo("20422");
        assertThat(trigger("UsageCategory", "calls", "CallbackUrl", "").at("/code"))
                .isEqualTo("21402");
    }

    private Reply trigger(String... more) {
        Map<String, String> form =
                new LinkedHashMap<>(Map.of("CallbackUrl", "https://app.example.net/used", "TriggerValue", "10"));
        for (int i = 0; i < more.length; i += 2) {
            form.put(more[i], more[i + 1]);
        }
        String[] pairs = form.entrySet().stream()
                .flatMap(entry -> Stream.of(entry.getKey(), entry.getValue()))
                .toArray(String[]::new);
        return fixture.alice.post(HOME + "/Usage/Triggers.json", pairs);
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThat(fixture.alice.get(RECORDS + ".json?Category=pigeons").at("/code"))
                .isEqualTo("20422");
        assertThat(fixture.alice.get(RECORDS + ".json?StartDate=soon").at("/code"))
                .isEqualTo("20422");
        assertThat(fixture.alice
                        .get(RECORDS + "/Daily.json?StartDate=2020-01-02")
                        .at("/code"))
                .isEqualTo("20422");
    }

    @Test
    void recordsAreRowsOfATableToo() {
        Reply csv = fixture.alice.get(RECORDS + "/Today.csv?Category=calls");
        assertThat(csv.header("Content-Type")).isEqualTo("text/csv; charset=utf-8");
        assertThat(csv.text()).startsWith("account_sid,category,").contains("calls,Voice minutes,2026-11-20");
        Reply html = fixture.alice.get(RECORDS + "/Today.html?Category=calls");
        assertThat(html.header("Content-Type")).startsWith("text/html");
        assertThat(html.text()).contains("<td>Voice minutes</td>");
    }

    private String usage(String path) {
        return fixture.alice.get(RECORDS + path).at("/usage_records/0/usage");
    }

    private void call(int number, Direction direction, Instant when, int seconds) {
        used(
                Samples.sid("CA", number),
                when,
                EventType.CALL_ENDED,
                "direction",
                direction.text(),
                "party",
                number == 2 ? "sip" : null,
                "duration_s",
                Integer.toString(seconds),
                "price",
                ApiFixture.PRICES.call(true, "+1", seconds).price().toPlainString());
    }

    private void used(Sid what, Instant when, EventType type, String... data) {
        new EventLog(fixture.store, new Sids(new SplittableRandom(what.hashCode())))
                .submit(ApiFixture.ALICE, what, List.of(), List.of(Happening.of(when, type, data)));
    }
}
