package org.offhook.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.testkit.api.ApiFixture.HOME;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.offhook.core.messages.Message;
import org.offhook.core.store.Change;
import org.offhook.testkit.http.Reply;

/// `…/Messages/{Sid}/Media` and `…/Feedback`.
final class MediaTest {

    private final ApiFixture fixture = new ApiFixture();
    private final String message =
            HOME + "/Messages/" + ApiFixture.message(1, Map.of()).sid();

    @Test
    void mediaAreListedShownRedirectedToAndRemoved() {
        keep(List.of("http://app/a.png", "http://app/b.mp3"));
        Reply list = fixture.alice.get(message + "/Media.json");
        assertThat(list.json().get("media_list").findValuesAsText("content_type"))
                .containsExactly("image/png", "audio/mpeg");
        String uri = list.at("/media_list/1/uri");
        assertThat(fixture.alice.get(uri).at("/parent_sid")).startsWith("SM");
        Reply binary = fixture.alice.get(uri.replace(".json", ""));
        assertThat(binary.status()).isEqualTo(307);
        assertThat(binary.header("Location")).isEqualTo("http://app/b.mp3");
        assertThat(fixture.alice.delete(uri).status()).isEqualTo(204);
        assertThat(fixture.alice.get(uri).status()).isEqualTo(404);
        assertThat(fixture.alice.get(message + "/Media.json").json().get("media_list"))
                .hasSize(1);
    }

    @Test
    void theLastFeedbackIsKept() {
        keep(List.of());
        assertThat(fixture.alice
                        .post(message + "/Feedback.json", "Outcome", "unconfirmed")
                        .at("/outcome"))
                .isEqualTo("unconfirmed");
        Reply last = fixture.alice.post(message + "/Feedback.json", "Outcome", "confirmed");
        assertThat(last.at("/outcome")).isEqualTo("confirmed");
        assertThat(fixture.alice
                        .post(message + "/Feedback.json", "Outcome", "maybe")
                        .at("/code"))
                .isEqualTo("20422");
        assertThat(fixture.store.count(
                        org.offhook.core.assets.AssetKinds.FEEDBACK, org.offhook.core.store.Query.of(ApiFixture.ALICE)))
                .isEqualTo(1);
    }

    private void keep(List<String> media) {
        fixture.store.commit(Change.put(Message.KIND, ApiFixture.message(1, Map.of("media", media))));
    }
}
