package org.offhook.testkit.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.offhook.testkit.kernel.Timeline;
import org.offhook.testkit.kernel.Trace;

class NetworkTest {

    private static final Address HERE = Address.of("10.0.0.1:5060");
    private static final Address THERE = Address.of("10.0.0.2:5060");

    @AutoClose
    private final Timeline timeline = Timeline.seeded(7, Trace.hashed());

    private final List<String> heard = new ArrayList<>();

    @Test
    void aPerfectNetworkDeliversEverythingOnceInOrder() {
        Network network = network(timeline, Conditions.PERFECT, heard);
        send(network, 100);
        timeline.runFor(Duration.ofMillis(10));

        assertThat(heard).hasSize(100).startsWith("0", "1").endsWith("99");
    }

    @Test
    void aLossyNetworkLosesDoublesAndReorders() {
        Network network = network(timeline, Conditions.lossy(0.2), heard);
        send(network, 1000);
        timeline.runFor(Duration.ofSeconds(1));

        assertThat(network.lost()).isBetween(150L, 250L);
        assertThat(heard.size() - (1000 - network.lost())).isBetween(15L, 60L);
        assertThat(heard.stream().map(Integer::parseInt).toList())
                .isNotEqualTo(heard.stream().map(Integer::parseInt).sorted().toList());
    }

    @Test
    void theSameSeedGivesTheSameRun() {
        List<String> hashes = new ArrayList<>();
        for (long seed : new long[] {1, 1, 2}) {
            try (Timeline run = Timeline.seeded(seed, Trace.hashed())) {
                send(network(run, Conditions.lossy(0.2), new ArrayList<>()), 200);
                run.runFor(Duration.ofSeconds(1));
                hashes.add(run.trace().hash());
            }
        }

        assertThat(hashes.get(0)).isEqualTo(hashes.get(1)).isNotEqualTo(hashes.get(2));
    }

    @Test
    void tapsSeeWhatIsSentAndPacketsToNobodyDisappear() {
        Network network = network(timeline, new Conditions(1, 0, Duration.ZERO, Duration.ZERO), heard);
        List<String> seen = new ArrayList<>();
        network.tap(packet -> seen.add(packet.toString()));
        send(network, 1);
        network.conditions(Conditions.PERFECT);
        network.send(THERE, Address.of("[::1]:9"), "BYE sip:x SIP/2.0\r\nVia: y".getBytes(StandardCharsets.UTF_8));
        timeline.runFor(Duration.ofSeconds(1));

        assertThat(seen)
                .containsExactly("10.0.0.1:5060 > 10.0.0.2:5060 0", "10.0.0.2:5060 > [::1]:9 BYE sip:x SIP/2.0");
        assertThat(heard).isEmpty();
    }

    @Test
    void anAddressHasOneListener() {
        Network network = network(timeline, Conditions.PERFECT, heard);

        assertThatThrownBy(() -> network.bind(THERE, packet -> {})).isInstanceOf(IllegalStateException.class);
        network.unbind(THERE);
        network.bind(THERE, packet -> heard.add("second"));
        send(network, 1);
        timeline.runFor(Duration.ofSeconds(1));
        assertThat(heard).containsExactly("second");
    }

    private static Network network(Timeline timeline, Conditions conditions, List<String> heard) {
        Network network = new Network(timeline, conditions);
        network.bind(THERE, packet -> heard.add(packet.firstLine()));
        return network;
    }

    private static void send(Network network, int count) {
        for (int i = 0; i < count; i++) {
            network.send(HERE, THERE, Integer.toString(i).getBytes(StandardCharsets.UTF_8));
        }
    }
}
