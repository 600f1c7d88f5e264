package org.offhook.core.messages.sip;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;
import org.offhook.core.trunks.Route.Outside;

/// One message on its way to all devices of a user, as a forking proxy sends it (RFC 3261 §16.6, §16.7): to those of
/// the highest preference together, and to the next when none of these took it. Of several ways to one device
/// (RFC 5626) the next is taken when the one before is dead. Safe from any thread.
final class Fork {

    private static final int NOT_SENT = 503;

    private final BiConsumer<Outside, IntConsumer> sender;
    private final IntConsumer whenDone;
    private final List<List<Outside>> ranks;
    private final AtomicInteger rank = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger best = new AtomicInteger(NOT_SENT);
    private final AtomicBoolean told = new AtomicBoolean();

    private Fork(List<List<Outside>> ranks, BiConsumer<Outside, IntConsumer> sender, IntConsumer whenDone) {
        this.ranks = ranks;
        this.sender = sender;
        this.whenDone = whenDone;
    }

    /// @param devices  at least one
    /// @param sender   sends by one way and tells the final status
    /// @param whenDone called once: with the first 2xx, else with the best refusal
    static void send(List<Outside> devices, BiConsumer<Outside, IntConsumer> sender, IntConsumer whenDone) {
        List<List<Outside>> ranks = devices.stream()
                .map(Outside::rank)
                .distinct()
                .sorted()
                .map(rank -> devices.stream().filter(one -> one.rank() == rank).toList())
                .toList();
        new Fork(ranks, sender, whenDone).next();
    }

    private void next() {
        List<Outside> together = ranks.get(rank.getAndIncrement());
        open.set(together.size());
        together.forEach(device -> {
            List<Outside> ways = new ArrayList<>(List.of(device));
            ways.addAll(device.others());
            send(ways);
        });
    }

    private void send(List<Outside> ways) {
        sender.accept(ways.getFirst(), status -> {
            if (isDead(status) && ways.size() > 1) {
                send(ways.subList(1, ways.size()));
            } else {
                answered(status);
            }
        });
    }

    /// Nobody was there, or the registrar of the way does not know it any more (430, RFC 5626 §11.5).
    private static boolean isDead(int status) {
        return status == 408 || status == 430 || status == 503;
    }

    private void answered(int status) {
        best.accumulateAndGet(status, Fork::better);
        if (status < 300) {
            tell(status);
        } else if (open.decrementAndGet() == 0) {
            if (rank.get() < ranks.size() && best.get() < 600) {
                next();
            } else {
                tell(best.get());
            }
        }
    }

    private void tell(int status) {
        if (told.compareAndSet(false, true)) {
            whenDone.accept(status);
        }
    }

    /// RFC 3261 §16.7, 6: a 6xx, else one of the lowest class; and any word before silence.
    private static int better(int one, int other) {
        if (one >= 600 || other >= 600) {
            return Math.max(one, other);
        }
        if (isDead(one) != isDead(other)) {
            return isDead(one) ? other : one;
        }
        return one / 100 <= other / 100 ? one : other;
    }
}
