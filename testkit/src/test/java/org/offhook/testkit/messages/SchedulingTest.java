package org.offhook.testkit.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offhook.core.messages.Message;
import org.offhook.core.messages.Message.Direction;
import org.offhook.core.messages.Message.Status;
import org.offhook.core.messages.SendMessage;
import org.offhook.core.messages.Timing;
import org.offhook.core.web.Hook;
import org.offhook.testkit.fakes.AppRequest;
import org.offhook.testkit.fakes.Reply;

/// Messages that wait for their time, are canceled, or have waited too long (contract §15).
final class SchedulingTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final Post post = new Post();

    {
        post.number(Post.ALICE, Post.ALICES, null, null);
        post.number(Post.BOB, Post.BOBS, "/sms", null);
        post.bob.on("/sms", Reply.xml("<Response/>"));
        post.alice.on("/status", Reply.status(204));
    }

    private Message inAnHour() {
        Timing timing = new Timing(
                post.timeline.now().plus(HOUR), post.timeline.now().plus(HOUR).plus(HOUR));
        return Post.done(post.desk.send(new SendMessage(
                Post.ALICE,
                Post.ALICES,
                Post.BOBS,
                "later",
                List.of(),
                Direction.OUTBOUND_API,
                new Hook(post.alice.url("/status"), "POST"),
                timing,
                null,
                null)));
    }

    private List<String> told() {
        return post.alice.requests("/status").stream()
                .map((AppRequest told) -> told.parameter("MessageStatus"))
                .toList();
    }

    @Test
    void aScheduledMessageIsSentWhenItsTimeHasCome() {
        Message message = inAnHour();
        assertThat(message.status()).isEqualTo(Status.SCHEDULED);
        post.runFor(HOUR.minusSeconds(1));
        assertThat(post.now(message).status()).isEqualTo(Status.SCHEDULED);
        assertThat(post.bob.requests()).isEmpty();
        post.runFor(Duration.ofMinutes(1));
        assertThat(post.now(message).status()).isEqualTo(Status.DELIVERED);
        assertThat(post.bob.requests()).hasSize(1);
        assertThat(told()).containsExactly("scheduled", "queued", "sent", "delivered");
    }

    @Test
    void itIsCanceledBeforeItsTimeAndNotAfterwards() {
        Message message = inAnHour();
        assertThat(Post.done(post.desk.cancel(message.sid())).status()).isEqualTo(Status.CANCELED);
        assertThat(Post.code(post.desk.cancel(message.sid()))).isEqualTo(20422);
        post.runFor(HOUR.plus(HOUR));
        assertThat(post.now(message).status()).isEqualTo(Status.CANCELED);
        assertThat(post.bob.requests()).isEmpty();
        assertThat(told()).containsExactly("scheduled", "canceled");
        assertThat(post.events(message)).contains("message.scheduled", "message.canceled");
    }

    @Test
    void itIsSentAfterARestartToo() {
        Message message = inAnHour();
        Post after = new Post(post);
        after.desk.recover();
        after.runFor(HOUR.plusMinutes(1));
        assertThat(after.now(message).status()).isEqualTo(Status.DELIVERED);
    }

    @Test
    void whatHasWaitedLongerThanItIsValidFails() {
        Message message = inAnHour();
        Post after = new Post(post);
        after.runFor(Duration.ofHours(3));
        after.desk.recover();
        after.runFor(Duration.ofMinutes(1));
        assertThat(after.now(message).status()).isEqualTo(Status.FAILED);
        assertThat(after.now(message).errorCode()).isEqualTo(30001);
    }
}
