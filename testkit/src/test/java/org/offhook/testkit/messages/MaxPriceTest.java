package org.offhook.testkit.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.offhook.core.messages.Message;
import org.offhook.core.messages.Message.Direction;
import org.offhook.core.messages.Message.Status;
import org.offhook.core.messages.SendMessage;
import org.offhook.core.web.Hook;
import org.offhook.testkit.fakes.AppRequest;
import org.offhook.testkit.fakes.Reply;

/// `MaxPrice` of messages; a segment costs 0.0075.
final class MaxPriceTest {

    @AutoClose
    private final Post post = new Post();

    {
        post.number(Post.ALICE, Post.ALICES, null, null);
        post.number(Post.BOB, Post.BOBS, "/sms", null);
        post.bob.on("/sms", Reply.xml("<Response/>"));
        post.alice.on("/status", Reply.status(204));
    }

    private Message send(String body, String most) {
        Message sent = Post.done(post.desk.send(new SendMessage(
                Post.ALICE,
                Post.ALICES,
                Post.BOBS,
                body,
                List.of(),
                Direction.OUTBOUND_API,
                new Hook(post.alice.url("/status"), "POST"),
                null,
                null,
                new BigDecimal(most))));
        post.runFor(Duration.ofSeconds(30));
        return sent;
    }

    @Test
    void whatCostsMoreFailsAndIsNotSent() {
        Message twoSegments = send("x".repeat(200), "0.01");
        assertThat(twoSegments.status()).isEqualTo(Status.FAILED);
        assertThat(post.now(twoSegments).errorCode()).isEqualTo(30010);
        assertThat(post.bob.requests()).isEmpty();
        assertThat(post.alice.requests("/status").stream().map((AppRequest told) -> told.parameter("MessageStatus")))
                .containsExactly("queued", "failed");
        assertThat(post.notices(Post.ALICE)).containsExactly(30010);
    }

    @Test
    void whatCostsAsMuchIsSent() {
        assertThat(post.now(send("x", "0.0075")).status()).isEqualTo(Status.DELIVERED);
    }
}
