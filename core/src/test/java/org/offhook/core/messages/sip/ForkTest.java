package org.offhook.core.messages.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offhook.core.trunks.Route.Outside;

/// One message to several devices (RFC 3261 §16.7).
final class ForkTest {

    private final Map<String, IntConsumer> sent = new LinkedHashMap<>();
    private final List<Integer> told = new ArrayList<>();

    private static Outside device(String name, int rank, String... others) {
        List<Outside> more = List.of(others).stream()
                .map(other -> new Outside("sip:" + other, null, Map.of(), null, false, rank))
                .toList();
        return new Outside("sip:" + name, null, Map.of(), null, false, rank, null, more);
    }

    private void send(Outside... devices) {
        Fork.send(
                List.of(devices),
                (way, answer) -> sent.put(way.target().substring("sip:".length()), answer),
                told::add);
    }

    private void answer(String name, int status) {
        sent.get(name).accept(status);
    }

    @Test
    void allDevicesOfTheHighestPreferenceGetItAndTheFirstThatTakesItDecides() {
        send(device("desk", 0), device("soft", 0), device("home", 1));
        assertThat(sent).containsOnlyKeys("desk", "soft");
        answer("desk", 486);
        assertThat(told).isEmpty();
        answer("soft", 200);
        assertThat(told).containsExactly(200);
    }

    @Test
    void theOthersGetItWhenNoneOfTheFirstTookIt() {
        send(device("desk", 0), device("soft", 0), device("home", 1));
        answer("soft", 480);
        assertThat(sent).doesNotContainKey("home");
        answer("desk", 408);
        answer("home", 202);
        assertThat(told).containsExactly(202);
    }

    @Test
    void whoSaysNoForEverybodyIsNotAskedElsewhere() {
        send(device("desk", 0), device("home", 1));
        answer("desk", 603);
        assertThat(sent).doesNotContainKey("home");
        assertThat(told).containsExactly(603);
    }

    @Test
    void aDeviceIsReachedByTheNextOfItsWaysWhenOneIsDead() {
        send(device("first", 0, "second", "third"));
        answer("first", 430);
        answer("second", 503);
        answer("third", 200);
        assertThat(told).containsExactly(200);
    }

    @Test
    void aWayThatAnswersAtAllIsTheDevicesAnswer() {
        send(device("first", 0, "second"));
        answer("first", 415);
        assertThat(sent).doesNotContainKey("second");
        assertThat(told).containsExactly(415);
    }

    @Test
    void whatComesAfterTheFirstThatTookItChangesNothing() {
        send(device("desk", 0), device("soft", 0), device("home", 1));
        answer("desk", 200);
        answer("soft", 603);
        assertThat(sent).doesNotContainKey("home");
        assertThat(told).containsExactly(200);
    }

    @ParameterizedTest
    @CsvSource({"480, 603, 603", "480, 415, 480", "408, 480, 480", "503, 415, 415", "500, 404, 404", "408, 503, 408"})
    void ofSeveralRefusalsTheBestIsTold(int one, int other, int best) {
        send(device("desk", 0), device("soft", 0));
        answer("desk", one);
        answer("soft", other);
        assertThat(told).containsExactly(best);
    }
}
