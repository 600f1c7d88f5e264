package org.offhook.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.testkit.api.ApiFixture.HOME;

import org.junit.jupiter.api.Test;
import org.offhook.testkit.http.Reply;

/// `…/Queues`. Who waits in one is tested with calls, by the client libraries.
final class QueuesTest {

    private static final String QUEUES = HOME + "/Queues.json";

    private final ApiFixture fixture = new ApiFixture();

    @Test
    void t24AQueueIsMadeShownUnderItsNameRenamedAndDeleted() {
        Reply made = fixture.alice.post(QUEUES, "FriendlyName", "support", "MaxSize", "5");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().get("max_size").isInt()).isTrue();
        assertThat(made.json().get("current_size").asInt()).isZero();
        String uri = made.at("/uri");
        assertThat(fixture.alice.get(HOME + "/Queues/support.json").at("/sid")).isEqualTo(made.at("/sid"));
        assertThat(fixture.alice
                        .post(uri, "MaxSize", "7")
                        .json()
                        .get("max_size")
                        .asInt())
                .isEqualTo(7);
        assertThat(fixture.alice.post(uri, "FriendlyName", "help").at("/friendly_name"))
                .isEqualTo("help");
        assertThat(fixture.alice.get(QUEUES).json().get("queues")).hasSize(1);
        assertThat(fixture.alice.get(HOME + "/Queues/help/Members.json").json().get("queue_members"))
                .isEmpty();
        assertThat(fixture.alice.get(HOME + "/Queues/help/Members/Front.json").status())
                .isEqualTo(404);
        assertThat(fixture.alice.delete(uri).status()).isEqualTo(204);
        assertThat(fixture.alice.get(uri).status()).isEqualTo(404);
    }

    @Test
    void whatIsWrongIsRefused() {
        assertThat(fixture.alice.post(QUEUES).at("/code")).isEqualTo("20002");
        assertThat(fixture.alice
                        .post(QUEUES, "FriendlyName", "a", "MaxSize", "5001")
                        .at("/code"))
                .isEqualTo("20422");
        assertThat(fixture.alice.post(QUEUES, "FriendlyName", "a").status()).isEqualTo(201);
        assertThat(fixture.alice.post(QUEUES, "FriendlyName", "a").at("/code")).isEqualTo("20409");
        assertThat(fixture.alice
                        .post(HOME + "/Queues/nobody.json", "MaxSize", "3")
                        .status())
                .isEqualTo(404);
    }
}
