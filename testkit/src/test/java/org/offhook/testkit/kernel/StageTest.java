package org.offhook.testkit.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.offhook.core.script.Mailbox;

@Timeout(60)
class StageTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @AutoClose
    private final Timeline timeline = Timeline.seeded(7);

    private final List<String> log = new ArrayList<>();

    @Test
    void aScriptTakesWhatWasPutInOrderAlsoBeforeItBegan() {
        Mailbox<String> mailbox = timeline.scripts().start("listener", in -> {
            for (String signal = in.take(MINUTE); signal != null; signal = in.take(MINUTE)) {
                log.add(signal);
            }
        });
        mailbox.put("one");
        timeline.after(Duration.ofSeconds(30), () -> mailbox.put("two"));
        timeline.after(Duration.ofSeconds(30), () -> mailbox.put("three"));
        timeline.runFor(Duration.ofHours(1));

        assertThat(log).containsExactly("one", "two", "three");
        assertThat(timeline.stage().playing()).isEmpty();
    }

    @Test
    void patienceIsMeasuredInVirtualTime() {
        timeline.scripts().<String>start("patient", in -> {
            Duration before = timeline.elapsed();
            String nothing = in.take(Duration.ofHours(9));
            log.add(nothing + " after " + timeline.elapsed().minus(before));
            log.add("at once " + in.take(Duration.ZERO));
        });
        timeline.runFor(Duration.ofDays(1));

        assertThat(log).containsExactly("null after PT9H", "at once null");
    }

    @Test
    void scriptsTakeTurnsAndTalkToEachOther() {
        List<Mailbox<Integer>> players = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            int other = 1 - i;
            players.add(timeline.scripts().start("player " + i, in -> {
                for (Integer ball = in.take(MINUTE); ball != null && ball < 9; ball = in.take(MINUTE)) {
                    log.add(Thread.currentThread().getName() + " has " + ball);
                    players.get(other).put(ball + 1);
                }
            }));
        }
        players.getFirst().put(6);
        timeline.runFor(MINUTE.multipliedBy(3));

        assertThat(log).containsExactly("player 0 has 6", "player 1 has 7", "player 0 has 8");
    }

    @Test
    void aFullMailboxAndThatOfAnEndedScriptRefuse() {
        Mailbox<Integer> mailbox = timeline.scripts().start("slow", in -> log.add("took " + in.take(MINUTE)));
        for (int i = 0; i < Mailbox.CAPACITY; i++) {
            assertThat(mailbox.put(i)).isTrue();
        }
        assertThat(mailbox.put(-1)).isFalse();
        timeline.runFor(MINUTE);

        assertThat(log).containsExactly("took 0");
        assertThat(mailbox.put(1)).isFalse();
    }

    @Test
    void onlyTheOwnerTakes() {
        Mailbox<Integer> mailbox = timeline.scripts().start("owner", in -> in.take(MINUTE));

        assertThatThrownBy(() -> mailbox.take(MINUTE)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aScriptThatFailsEndsTheRun() {
        timeline.scripts().start("broken", in -> {
            in.take(MINUTE);
            throw new IllegalArgumentException("planted");
        });

        assertThatThrownBy(() -> timeline.runFor(MINUTE.multipliedBy(2)))
                .isInstanceOf(SimulationFailure.class)
                .hasMessageContaining("script broken failed")
                .hasStackTraceContaining("planted");
    }

    @Test
    void aScriptThatNeverWaitsIsReportedAsStuckWithItsStack() {
        timeline.stage().patience(Duration.ofSeconds(2));
        timeline.scripts().start("busy", in -> spin());

        assertThatThrownBy(() -> timeline.runFor(MINUTE))
                .isInstanceOf(SimulationFailure.class)
                .hasMessageContaining("script busy is stuck at")
                .hasMessageContaining("spin");
    }

    @Test
    void closingARunUnwindsItsScripts() throws Exception {
        List<Thread> threads = new ArrayList<>();
        Timeline closed = Timeline.seeded(1);
        for (int i = 0; i < 3; i++) {
            closed.scripts().start("endless " + i, in -> {
                threads.add(Thread.currentThread());
                try {
                    while (true) {
                        in.take(Duration.ofSeconds(Long.MAX_VALUE));
                    }
                } finally {
                    log.add("left");
                }
            });
        }
        closed.runFor(MINUTE);
        closed.scripts().start("never began", in -> log.add("began"));
        closed.close();

        assertThat(log).containsExactly("left", "left", "left");
        assertThat(closed.stage().size()).isZero();
        for (Thread thread : threads) {
            thread.join();
        }
    }

    @Test
    void thousandsOfScriptsPlayInOneRun() {
        int many = 5000;
        List<Mailbox<Integer>> ring = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            int next = (i + 1) % many;
            ring.add(timeline.scripts().start("member " + i, in -> {
                Integer token = in.take(MINUTE.multipliedBy(10));
                ring.get(next).put(token + 1);
            }));
        }
        ring.getFirst().put(0);
        timeline.runFor(MINUTE.multipliedBy(20));

        assertThat(timeline.stage().started()).isEqualTo(many);
        assertThat(timeline.stage().size()).isZero();
    }

    private static volatile boolean spinning = true;

    private static void spin() {
        while (spinning) {
            Thread.onSpinWait();
        }
    }

    @org.junit.jupiter.api.AfterAll
    static void stopSpinning() {
        spinning = false;
    }
}
