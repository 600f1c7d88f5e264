package org.offhook.testkit.fakes.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.offhook.testkit.kernel.Timeline;
import org.offhook.testkit.network.Address;
import org.offhook.testkit.network.Conditions;
import org.offhook.testkit.network.Network;

/// Two agents call each other without a platform between them: what is wrong here is wrong with the agents.
class UserAgentTest {

    private static final Address ALICE = Address.of("10.0.1.1:5060");
    private static final Address BOB = Address.of("10.0.1.2:5060");

    private final List<String> log = new ArrayList<>();

    @Test
    void aCallIsAnsweredTalksAndIsHungUp() {
        try (Timeline timeline = Timeline.seeded(1)) {
            Network network = new Network(timeline, Conditions.PERFECT);
            UserAgent bob = new UserAgent(timeline, network, BOB, call -> {
                call.listener(new Log("bob"));
                call.progress(180, "");
                timeline.after(Duration.ofSeconds(3), () -> call.answer("bob's"));
            });
            UserAgent alice = new UserAgent(timeline, network, ALICE, call -> {});
            AgentCall call = call(alice, new Log("alice"));
            timeline.runFor(Duration.ofSeconds(4));
            call.info("application/dtmf-relay", "Signal=5");
            timeline.runFor(Duration.ofSeconds(1));
            call.reoffer("hold");
            timeline.runFor(Duration.ofSeconds(1));
            call.hangUp();
            timeline.runFor(Duration.ofMinutes(1));

            assertThat(log)
                    .containsExactly(
                            "alice progressed 180",
                            "alice answered bob's",
                            "bob info Signal=5",
                            "bob reoffered hold",
                            "alice renegotiated 200 hold",
                            "alice ended 200 local",
                            "bob ended 200 remote");
            assertThat(alice.complaints()).isEmpty();
            assertThat(bob.complaints()).isEmpty();
        }
    }

    @Test
    void aCallThatIsGivenUpIsCancelled() {
        try (Timeline timeline = Timeline.seeded(1)) {
            Network network = new Network(timeline, Conditions.PERFECT);
            UserAgent bob = new UserAgent(timeline, network, BOB, call -> {
                call.listener(new Log("bob"));
                call.progress(180, "");
            });
            AgentCall call = call(new UserAgent(timeline, network, ALICE, c -> {}), new Log("alice"));
            timeline.runFor(Duration.ofSeconds(10));
            call.hangUp();
            timeline.runFor(Duration.ofSeconds(1));

            assertThat(log).containsExactly("alice progressed 180", "bob ended 487 remote", "alice ended 487 local");
            assertThat(bob.live()).isZero();
        }
    }

    @Test
    void nobodyThereIsATimeOut() {
        try (Timeline timeline = Timeline.seeded(1)) {
            Network network = new Network(timeline, Conditions.PERFECT);
            call(new UserAgent(timeline, network, ALICE, c -> {}), new Log("alice"));
            timeline.runFor(Duration.ofMinutes(1));

            assertThat(log).containsExactly("alice ended 408 remote");
            assertThat(network.sent()).isEqualTo(7);
        }
    }

    @Test
    void bothSidesAgreeThatEveryCallIsOverWhateverIsLost() {
        int answered = 0;
        for (long seed = 0; seed < 2000; seed++) {
            log.clear();
            answered += chaos(seed) ? 1 : 0;
        }
        assertThat(answered).isBetween(800, 1900);
    }

    /// @return whether the caller was answered
    private boolean chaos(long seed) {
        try (Timeline timeline = Timeline.seeded(seed)) {
            RandomGenerator random = timeline.random("chaos");
            Network network = new Network(timeline, Conditions.lossy(0.2));
            UserAgent bob = new UserAgent(timeline, network, BOB, call -> {
                call.listener(new Log("bob"));
                call.progress(180, "");
                long answer = random.nextLong(10_000);
                if (random.nextInt(5) == 0) {
                    timeline.after(Duration.ofMillis(answer), () -> call.refuse(486, "Busy Here", List.of()));
                } else {
                    timeline.after(Duration.ofMillis(answer), () -> call.answer("sdp"));
                }
                timeline.after(Duration.ofMillis(answer + random.nextLong(20_000)), () -> call.reoffer("hold"));
                timeline.after(Duration.ofMillis(answer + random.nextLong(30_000)), call::hangUp);
            });
            UserAgent alice = new UserAgent(timeline, network, ALICE, c -> {});
            AgentCall call = call(alice, new Log("alice"));
            timeline.after(Duration.ofMillis(random.nextLong(30_000)), () -> call.info("text/plain", "hello"));
            timeline.after(Duration.ofMillis(random.nextLong(30_000)), call::hangUp);
            timeline.runFor(Duration.ofMinutes(5));

            assertThat(alice.live()).as("seed %d: %s", seed, log).isZero();
            assertThat(bob.live()).as("seed %d: %s", seed, log).isZero();
            assertThat(alice.complaints()).as("seed %d", seed).isEmpty();
            assertThat(bob.complaints()).as("seed %d", seed).isEmpty();
            assertThat(log.stream().filter(line -> line.startsWith("alice ended")))
                    .as("seed %d", seed)
                    .hasSize(1);
            return log.contains("alice answered sdp");
        }
    }

    private static AgentCall call(UserAgent alice, CallListener listener) {
        return alice.call(BOB, "sip:bob@10.0.1.2", "sip:alice@10.0.1.1", Map.of(), "alice's", listener);
    }

    private final class Log implements CallListener {

        private final String who;

        Log(String who) {
            this.who = who;
        }

        @Override
        public void progressed(int status, String sdp) {
            log.add(who + " progressed " + status);
        }

        @Override
        public void answered(String sdp) {
            log.add(who + " answered " + sdp);
        }

        @Override
        public String reoffered(String sdp) {
            log.add(who + " reoffered " + sdp);
            return sdp;
        }

        @Override
        public void renegotiated(int status, String sdp) {
            log.add(who + " renegotiated " + status + " " + sdp);
        }

        @Override
        public void info(String contentType, String body) {
            log.add(who + " info " + body);
        }

        @Override
        public void ended(int status, boolean local) {
            log.add(who + " ended " + status + (local ? " local" : " remote"));
        }
    }
}
