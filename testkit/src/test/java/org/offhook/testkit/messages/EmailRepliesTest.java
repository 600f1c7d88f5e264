package org.offhook.testkit.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.testkit.messages.Post.BOB;
import static org.offhook.testkit.messages.Post.BOBS;

import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.offhook.core.messages.Message;
import org.offhook.core.messages.Message.Direction;
import org.offhook.testkit.fakes.Reply;

/// What an application may do about a text besides replying by one.
final class EmailRepliesTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @AutoClose
    private final Post post = new Post();

    @Test
    void aTextIsPassedOnByEmail() {
        post.number(Post.ALICE, Post.ALICES, null, null);
        post.number(BOB, BOBS, "/sms", "/sorry");
        post.bob.on("/sms", """
                <Response><Email to="bob@app.example" subject="A text" action="/done">Somebody wrote.</Email></Response>""").on("/done", Reply.status(204));
        post.send("Hello");
        post.runFor(MINUTE);

        Message copy = post.messages(BOB, Direction.INBOUND).getFirst();
        assertThat(post.mail.taken()).singleElement().satisfies(email -> {
            assertThat(email.account()).isEqualTo(BOB);
            assertThat(email.about()).isEqualTo(copy.sid());
            assertThat(email.text()).isEqualTo("Somebody wrote.");
        });
        assertThat(post.bob.request("/done").parameter("EmailStatus")).isEqualTo("sent");
        assertThat(post.bob.request("/done").parameter("MessageSid"))
                .isEqualTo(copy.sid().value());
        assertThat(post.events(copy)).contains("email.queued", "email.sent");
    }
}
