package org.offhook.testkit.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.testkit.messages.Post.ALICE;
import static org.offhook.testkit.messages.Post.ALICES;
import static org.offhook.testkit.messages.Post.BOB;
import static org.offhook.testkit.messages.Post.BOBS;
import static org.offhook.testkit.messages.Post.code;
import static org.offhook.testkit.messages.Post.command;
import static org.offhook.testkit.messages.Post.done;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.offhook.core.messages.MessageLimits;

/// How many messages an account sends and gets in a second.
@Timeout(60)
final class PaceTest {

    @AutoClose
    private final Post post = new Post();

    @Test
    void anAccountSendsAndGetsSoManyInASecond() {
        post.number(ALICE, ALICES, null, null);
        post.number(BOB, BOBS, null, null);
        post.limits = MessageLimits.DEFAULT.perSecond(2);
        post.start();
        done(post.desk.received("+33612345678", BOBS, "one", List.of()));
        done(post.desk.received("+33612345678", BOBS, "two", List.of()));
        assertThat(code(post.desk.received("+33612345678", BOBS, "three", List.of())))
                .isEqualTo(20429);
        done(post.desk.send(command(ALICE, ALICES, BOBS, "of another account", null)));
        assertThat(code(post.desk.send(command(BOB, BOBS, ALICES, "four", null))))
                .isEqualTo(20429);
        assertThat(post.desk.throttled()).isEqualTo(2);
        post.runFor(Duration.ofMillis(500));
        done(post.desk.send(command(BOB, BOBS, ALICES, "five", null)));
    }
}
