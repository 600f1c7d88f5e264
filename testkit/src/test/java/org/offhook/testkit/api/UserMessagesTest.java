package org.offhook.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.testkit.api.ApiFixture.BOB;
import static org.offhook.testkit.api.ApiFixture.HOME;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.offhook.core.calls.Call;
import org.offhook.core.calls.CallStatus;
import org.offhook.core.store.Change;
import org.offhook.testkit.http.DirectClient;
import org.offhook.testkit.http.Reply;

/// `…/UserDefinedMessages` and `…/UserDefinedMessageSubscriptions`. What they do is tested with calls.
final class UserMessagesTest {

    private final ApiFixture fixture = new ApiFixture();
    private final Call call = ApiFixture.call(1, Map.of("status", CallStatus.IN_PROGRESS));
    private final String messages = HOME + "/Calls/" + call.sid() + "/UserDefinedMessages.json";
    private final String subscriptions = HOME + "/Calls/" + call.sid() + "/UserDefinedMessageSubscriptions";

    {
        fixture.store.commit(Change.put(Call.KIND, call));
    }

    @Test
    void aMessageIsSentOnceForItsKey() {
        Reply sent = fixture.alice.post(messages, "Content", "{}", "IdempotencyKey", "a");
        assertThat(sent.status()).isEqualTo(201);
        assertThat(sent.at("/sid")).startsWith("KX");
        assertThat(sent.at("/call_sid")).isEqualTo(call.sid().value());
        assertThat(fixture.alice
                        .post(messages, "Content", "{}", "IdempotencyKey", "a")
                        .at("/sid"))
                .isEqualTo(sent.at("/sid"));
        assertThat(fixture.told).hasSize(1);
        assertThat(fixture.alice.post(messages).at("/code")).isEqualTo("32702");
    }

    @Test
    void aSubscriptionIsMadeAndRemovedByItsOwnerOnly() {
        Reply made = fixture.alice.post(subscriptions + ".json", "Callback", "http://app/said");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.at("/sid")).startsWith("ZY");
        String one = "/" + made.at("/sid") + ".json";
        DirectClient bob = fixture.nobody.as(BOB.value(), "bobs-token");
        String bobs = "/2010-04-01/Accounts/" + BOB + "/Calls/" + call.sid() + "/UserDefinedMessageSubscriptions";
        assertThat(bob.delete(bobs + one).status()).isEqualTo(404);
        assertThat(bob.post(bobs + ".json", "Callback", "http://app/said").status())
                .isEqualTo(404);
        assertThat(fixture.alice.delete(subscriptions + one).status()).isEqualTo(204);
        assertThat(fixture.alice.delete(subscriptions + one).status()).isEqualTo(404);
        assertThat(fixture.alice
                        .post(subscriptions + ".json", "Callback", "nowhere")
                        .at("/code"))
                .isEqualTo("21205");
    }
}
