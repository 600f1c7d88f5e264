package org.offhook.core.signalling.loop;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.offhook.core.signalling.net.Flow;

/// A small network in virtual time for the tests of this package: everything takes 10 ms, and the test says
/// what gets lost. (The simulator of the testkit is the large one; it stands above this module.)
final class World {

    static final long MS = 1_000_000;
    private static final long DELAY = 10 * MS;

    private record Happening(long time, long order, Runnable what) {}

    private final PriorityQueue<Happening> ahead = new PriorityQueue<>(
            (a, b) -> a.time() != b.time() ? Long.compare(a.time(), b.time()) : Long.compare(a.order(), b.order()));
    private final Map<String, BiConsumer<Flow, byte[]>> listeners = new HashMap<>();
    private final List<String> sent = new ArrayList<>();
    private Predicate<String> lost = _ -> false;
    private long order;
    private long now = 1_000_000_000L;

    long now() {
        return now;
    }

    /// Says which messages get lost.
    void lose(Predicate<String> which) {
        lost = which;
    }

    /// Loses so many of all messages, by a seed.
    void lose(double part, long seed) {
        Random random = new Random(seed);
        lost = _ -> random.nextDouble() < part;
    }

    void listen(String address, BiConsumer<Flow, byte[]> listener) {
        listeners.put(address, listener);
    }

    void send(String from, Flow to, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        sent.add(from + " > " + to.address() + ": " + text);
        if (!lost.test(text)) {
            after(DELAY, () -> {
                BiConsumer<Flow, byte[]> listener = listeners.get(to.address());
                if (listener != null) {
                    listener.accept(new Flow(to.transport(), from, to.port(), to.connection()), bytes);
                }
            });
        }
    }

    void after(long nanos, Runnable what) {
        ahead.add(new Happening(now + nanos, order++, what));
    }

    /// Lets time pass.
    void run(Duration time) {
        long until = now + time.toNanos();
        while (!ahead.isEmpty() && ahead.peek().time() <= until) {
            Happening next = ahead.poll();
            now = next.time();
            next.what().run();
        }
        now = until;
    }

    /// The first words of everything sent so far: method, or status and method in CSeq.
    List<String> ladder() {
        return sent.stream().map(World::shortly).toList();
    }

    /// Everything sent so far whose first line holds `text`, whole.
    List<String> messages(String text) {
        return sent.stream()
                .map(line -> line.substring(line.indexOf(": ") + 2))
                .filter(message -> message.substring(0, message.indexOf("\r\n")).contains(text))
                .toList();
    }

    private static String shortly(String line) {
        int colon = line.indexOf(": ");
        String message = line.substring(colon + 2);
        String first = message.substring(0, message.indexOf("\r\n"));
        String what = first.startsWith("SIP/2.0 ") ? first.substring(8, 11) : first.substring(0, first.indexOf(' '));
        return line.substring(0, colon) + " " + what;
    }
}
