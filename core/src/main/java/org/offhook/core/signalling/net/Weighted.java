package org.offhook.core.signalling.net;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.random.RandomGenerator;

/// Orders places as RFC 2782 has it for SRV records: the lowest priority first, and among equals each is drawn as
/// often as its weight says.
public final class Weighted {

    private Weighted() {}

    /// @param priority the lowest first
    /// @param weight   0 and more
    public static <T> List<T> order(
            List<T> places, ToIntFunction<T> priority, ToIntFunction<T> weight, RandomGenerator random) {
        List<T> left = new ArrayList<>(places);
        left.sort(Comparator.comparingInt(priority).thenComparingInt(weight));
        List<T> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            int first = priority.applyAsInt(left.getFirst());
            List<T> equals = left.stream()
                    .filter(one -> priority.applyAsInt(one) == first)
                    .toList();
            T drawn = draw(equals, weight, random);
            ordered.add(drawn);
            left.remove(drawn);
        }
        return ordered;
    }

    private static <T> T draw(List<T> equals, ToIntFunction<T> weight, RandomGenerator random) {
        int sum = equals.stream().mapToInt(weight).sum();
        int mark = random.nextInt(sum + 1);
        for (T one : equals) {
            mark -= weight.applyAsInt(one);
            if (mark <= 0) {
                return one;
            }
        }
        return equals.getLast();
    }
}
