package org.offhook.core.signalling.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class WeightedTest {

    private record Place(String name, int priority, int weight) {}

    private static final List<Place> PLACES =
            List.of(new Place("last", 20, 100), new Place("rare", 10, 10), new Place("often", 10, 30));

    @Test
    void theLowestPriorityComesFirstAndWeightsSayHowOftenAmongEquals() {
        Random random = new Random(7);
        Map<String, Integer> first = new HashMap<>();
        for (int i = 0; i < 10_000; i++) {
            List<Place> ordered = Weighted.order(PLACES, Place::priority, Place::weight, random);
            assertThat(ordered).hasSize(3);
            assertThat(ordered.getLast().name()).isEqualTo("last");
            first.merge(ordered.getFirst().name(), 1, Integer::sum);
        }
        assertThat(first.get("often")).isBetween(7_200, 7_800);
        assertThat(first.get("rare")).isBetween(2_200, 2_800);
    }

    @Test
    void noneHaveNoOrder() {
        assertThat(Weighted.order(List.<Place>of(), Place::priority, Place::weight, new Random(1)))
                .isEmpty();
    }
}
