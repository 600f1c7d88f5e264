package org.offhook.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.testkit.api.ApiFixture.ALICE;
import static org.offhook.testkit.api.ApiFixture.NOON;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offhook.api.http.Headers;
import org.offhook.api.http.Request;
import org.offhook.core.notifications.Notification;
import org.offhook.core.store.Change;
import org.offhook.testkit.contracts.Samples;
import org.offhook.testkit.http.Reply;

/// `/monitor/v1/Alerts` (contract §25.6) and the paging of products with a version of their own (§1).
final class AlertsTest {

    private static final String HOME = "/monitor/v1/Alerts";

    private final ApiFixture fixture = new ApiFixture();

    @BeforeEach
    void fourAlerts() {
        for (int i = 0; i < 4; i++) {
            fixture.store.commit(Change.put(
                    Notification.KIND,
                    Samples.make(
                            Notification.KIND,
                            i,
                            true,
                            Map.of(
                                    "sid",
                                    Samples.sid("NO", i),
                                    "account",
                                    ALICE,
                                    "created",
                                    NOON.plusSeconds(i),
                                    "error",
                                    i % 2 == 0,
                                    "response",
                                    "<oops>"))));
        }
    }

    @Test
    void oneIsWholeAndAListIsShort() {
        Reply one = fixture.alice.get(HOME + "/" + Samples.sid("NO", 2));
        assertThat(one.at("/log_level")).isEqualTo("error");
        assertThat(one.at("/response_body")).isEqualTo("<oops>");
        assertThat(one.at("/date_created")).isEqualTo("2026-11-20T12:00:02Z");
        assertThat(fixture.alice.get(HOME).json().at("/alerts/0").has("response_body"))
                .isFalse();
    }

    @Test
    void theyAreFoundByLevelAndTime() {
        assertThat(count("?LogLevel=warning")).isEqualTo(2);
        assertThat(count("?StartDate=2026-11-20T12:00:03Z")).isEqualTo(1);
        assertThat(count("?EndDate=2026-11-20T12:00:01Z")).isEqualTo(2);
        assertThat(count("?StartDate=2026-11-21")).isZero();
        assertThat(fixture.alice.get(HOME + "?LogLevel=loud").at("/code")).isEqualTo("20422");
        assertThat(fixture.alice.get(HOME + "?StartDate=soon").at("/code")).isEqualTo("20422");
    }

    @Test
    void pagesAreLinkedByAbsoluteUrlsOfTheHostTheClientUsed() {
        Request first = Request.of("GET", HOME + "?PageSize=2", Headers.NONE.with("Host", "voice.example.net:8080"));
        Reply page = fixture.alice.send(first);
        assertThat(page.at("/meta/key")).isEqualTo("alerts");
        assertThat(page.at("/meta/url")).isEqualTo("http://voice.example.net:8080" + HOME + "?PageSize=2");
        assertThat(page.json().at("/meta/previous_page_url").isNull()).isTrue();
        String next = page.at("/meta/next_page_url");
        assertThat(next).startsWith("http://voice.example.net:8080" + HOME + "?");
        Reply last = fixture.alice.get(next.substring("http://voice.example.net:8080".length()));
        assertThat(last.json().get("alerts").findValuesAsText("sid"))
                .containsExactly(
                        Samples.sid("NO", 1).value(), Samples.sid("NO", 0).value());
        assertThat(last.json().at("/meta/next_page_url").isNull()).isTrue();
    }

    @Test
    void theProductsHostLeadsThereToo() {
        Request request = Request.of("GET", "/v1/Alerts", Headers.NONE.with("Host", "monitor.example.net"));
        assertThat(fixture.alice.send(request).json().get("alerts")).hasSize(4);
    }

    private int count(String query) {
        return fixture.alice.get(HOME + query).json().get("alerts").size();
    }
}
