package org.offhook.testkit.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.testkit.messages.Post.ALICE;
import static org.offhook.testkit.messages.Post.ALICES;
import static org.offhook.testkit.messages.Post.BOB;
import static org.offhook.testkit.messages.Post.BOBS;
import static org.offhook.testkit.messages.Post.command;

import java.time.Duration;
import java.util.function.Function;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offhook.core.messages.Visit;
import org.offhook.core.store.Query;
import org.offhook.testkit.fakes.AppRequest;
import org.offhook.testkit.fakes.Reply;

/// Cookies of those who write (MSG-2).
final class VisitorsTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @AutoClose
    private final Post post = new Post();

    @BeforeEach
    void numbers() {
        post.number(ALICE, ALICES, null, null);
        post.number(BOB, BOBS, "/sms", "/sorry");
    }

    @Test
    void theApplicationSeesAVisitorWhoComesBack() {
        Function<AppRequest, Reply> counter = request -> {
            String cookie = request.headers().getOrDefault("Cookie", "");
            int visits = cookie.isEmpty() ? 0 : Integer.parseInt(cookie.substring("visits=".length()));
            return Reply.xml("<Response/>").header("set-cookie", "visits=" + (visits + 1));
        };
        post.bob.on("/sms", counter);
        post.send("1");
        post.send("2");
        post.runFor(MINUTE);
        try (Post again = new Post(post)) {
            again.bob.on("/sms", counter);
            again.desk.send(command(ALICE, ALICES, BOBS, "3", null));
            again.runFor(MINUTE);
            assertThat(again.bob.requests("/sms").getLast().headers()).containsEntry("Cookie", "visits=2");
            again.number(ALICE, "+14155550101", null, null);
            again.desk.send(command(ALICE, "+14155550101", BOBS, "somebody else", null));
            again.runFor(MINUTE);
            assertThat(again.bob.requests("/sms").getLast().headers()).doesNotContainKey("Cookie");
            assertThat(again.store.list(Visit.KIND, Query.of(BOB))).hasSize(2);
        }
    }

    @Test
    void aCookieThatIsTakenBackIsForgotten() {
        post.bob.on("/sms", Reply.xml("<Response/>").header("set-cookie", "a=b"));
        post.send("1");
        post.runFor(MINUTE);
        assertThat(post.store.list(Visit.KIND, Query.of(BOB))).hasSize(1);
        post.bob.on("/sms", Reply.xml("<Response/>").header("set-cookie", "a=; Max-Age=0"));
        post.send("2");
        post.runFor(MINUTE);
        assertThat(post.store.list(Visit.KIND, Query.of(BOB))).isEmpty();
    }
}
