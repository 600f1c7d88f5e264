package org.offhook.adapters.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.offhook.core.script.Mailbox;

@Timeout(60)
class VirtualScriptsTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final ThreadScheduler timers = new ThreadScheduler();
    private final VirtualScripts scripts = new VirtualScripts(timers);

    @Test
    void signalsOfOneSenderArriveInOrder() throws Exception {
        CompletableFuture<List<Integer>> heard = new CompletableFuture<>();
        Mailbox<Integer> mailbox = scripts.start("listener", in -> {
            List<Integer> all = new ArrayList<>();
            while (all.size() < 1000) {
                all.add(in.take(LONG));
            }
            heard.complete(all);
        });
        for (int i = 0; i < 1000; i++) {
            assertThat(mailbox.put(i)).isTrue();
        }

        assertThat(heard.get(30, TimeUnit.SECONDS)).isSorted().hasSize(1000);
    }

    @Test
    void noSignalOfManySendersIsLost() throws Exception {
        int senders = 8;
        int each = 20_000;
        CompletableFuture<Integer> heard = new CompletableFuture<>();
        AtomicInteger refused = new AtomicInteger();
        Mailbox<Integer> mailbox = scripts.start("listener", in -> {
            int count = 0;
            for (Integer signal = in.take(LONG); signal != null && signal >= 0; signal = in.take(LONG)) {
                count++;
            }
            heard.complete(count);
        });
        CountDownLatch done = new CountDownLatch(senders);
        for (int s = 0; s < senders; s++) {
            Thread.ofPlatform().start(() -> {
                for (int i = 0; i < each; i++) {
                    if (!mailbox.put(i)) {
                        refused.incrementAndGet();
                    }
                }
                done.countDown();
            });
        }
        done.await();
        while (!mailbox.put(-1)) {
            Thread.onSpinWait();
        }

        assertThat(heard.get(30, TimeUnit.SECONDS)).isEqualTo(senders * each - refused.get());
    }

    @Test
    void aFullMailboxRefuses() {
        CountDownLatch go = new CountDownLatch(1);
        Mailbox<Integer> mailbox = scripts.start("stuck", _ -> await(go));
        for (int i = 0; i < Mailbox.CAPACITY; i++) {
            assertThat(mailbox.put(i)).isTrue();
        }

        assertThat(mailbox.put(-1)).isFalse();
        assertThat(scripts.dropped()).isEqualTo(1);
        go.countDown();
    }

    @Test
    void theMailboxOfAnEndedScriptRefuses() throws Exception {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        Mailbox<Integer> mailbox = scripts.start("short", _ -> thread.complete(Thread.currentThread()));
        thread.get(30, TimeUnit.SECONDS).join();

        assertThat(mailbox.put(1)).isFalse();
        assertThat(scripts.dropped()).isZero();
        assertThat(scripts.running()).isZero();
    }

    @Test
    void aScriptThatFailsIsCountedOut() throws Exception {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        Mailbox<Integer> mailbox = scripts.start("broken", _ -> {
            thread.complete(Thread.currentThread());
            throw new IllegalStateException("planted");
        });
        thread.get(30, TimeUnit.SECONDS).join();

        assertThat(mailbox.put(1)).isFalse();
        assertThat(scripts.dropped()).isZero();
        assertThat(scripts.running()).isZero();
    }

    @Test
    void takingWithoutPatienceDoesNotWait() throws Exception {
        CompletableFuture<List<Integer>> taken = new CompletableFuture<>();
        scripts.<Integer>start("hasty", in -> {
            in.put(7);
            List<Integer> both = new ArrayList<>();
            both.add(in.take(Duration.ZERO));
            both.add(in.take(Duration.ZERO));
            taken.complete(both);
        });

        assertThat(taken.get(30, TimeUnit.SECONDS)).containsExactly(7, null);
    }

    @Test
    void patienceEnds() throws Exception {
        CompletableFuture<Boolean> nothing = new CompletableFuture<>();
        scripts.<Integer>start("patient", in -> nothing.complete(in.take(Duration.ofMillis(20)) == null));

        assertThat(nothing.get(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void eachWaitHasItsOwnPatienceWhateverWasWaitedForBefore() throws Exception {
        CountDownLatch second = new CountDownLatch(1);
        CompletableFuture<List<Integer>> taken = new CompletableFuture<>();
        Mailbox<Integer> mailbox = scripts.start("moody", in -> {
            List<Integer> all = new ArrayList<>();
            all.add(in.take(LONG));
            all.add(in.take(Duration.ofMillis(20)));
            all.add(in.take(Duration.ofMillis(10)));
            second.countDown();
            all.add(in.take(LONG));
            taken.complete(all);
        });
        mailbox.put(1);
        second.await();
        mailbox.put(2);

        assertThat(taken.get(30, TimeUnit.SECONDS)).containsExactly(1, null, null, 2);
    }

    @Test
    void aScriptLeavesNoAlarmBehind() throws Exception {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        Mailbox<Integer> mailbox = scripts.start("woken", in -> {
            thread.complete(Thread.currentThread());
            in.take(LONG);
        });
        Thread script = thread.get(30, TimeUnit.SECONDS);
        while (timers.pending() == 0) {
            Thread.onSpinWait();
        }
        mailbox.put(1);
        script.join();

        assertThat(timers.pending()).isZero();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
