package org.offhook.core.messages;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;
import org.offhook.core.messages.MessageGateway.Receipt;
import org.offhook.core.script.Mailbox;
import org.offhook.core.store.StoreException;

/// Carries messages: for each pair of numbers and each way a script of its own, one message after the other, so
/// that they arrive in the order in which they were sent and a slow application holds up its own visitors only.
/// The script ends when nothing is left.
///
/// Lines change inside `compute` only, so a message that is handed over while its script is about to end is
/// never lost. What waits here is durable already; after a crash [MessageDesk#recover] hands it over again.
final class Couriers {

    private final MessageTools tools;
    private final Courier courier;
    private final ConcurrentHashMap<Line, Deque<Job>> lines = new ConcurrentHashMap<>();

    /// @param incoming whether it leads to an application, as opposed to a number
    record Line(String from, String to, boolean incoming) {

        static Line of(Message message) {
            return new Line(message.from(), message.to(), message.direction() == Message.Direction.INBOUND);
        }
    }

    sealed interface Job {

        Sid message();

        /// Send it, or ask the application about it.
        record Carry(Sid message) implements Job {}

        record Report(Sid message, Receipt receipt) implements Job {}
    }

    private enum Taken {
        FIRST,
        NEXT,
        FULL
    }

    Couriers(MessageTools tools, Courier courier) {
        this.tools = tools;
        this.courier = courier;
    }

    /// Whether one more message would be taken.
    boolean hasRoom(Line line) {
        Deque<Job> waiting = lines.get(line);
        return waiting == null
                ? lines.size() < tools.limits().pairs()
                : waiting.size() < tools.limits().waitingPerPair();
    }

    /// @return false when too much waits
    boolean hand(Line line, Job job) {
        AtomicReference<Taken> taken = new AtomicReference<>(Taken.FULL);
        boolean crowded = lines.size() >= tools.limits().pairs();
        lines.compute(line, (_, waiting) -> {
            if (waiting == null && crowded) {
                return null;
            }
            Deque<Job> jobs = waiting == null ? new ArrayDeque<>() : waiting;
            if (jobs.size() < tools.limits().waitingPerPair()) {
                jobs.add(job);
                taken.set(waiting == null ? Taken.FIRST : Taken.NEXT);
            }
            return jobs;
        });
        if (taken.get() == Taken.FIRST) {
            start(line);
        }
        return taken.get() != Taken.FULL;
    }

    private void start(Line line) {
        tools.scripts()
                .<CourierSignal>start(
                        "message " + line.from() + (line.incoming() ? " => " : " -> ") + line.to(),
                        mailbox -> serve(line, mailbox));
    }

    private void serve(Line line, Mailbox<CourierSignal> mailbox) {
        try {
            for (Job job = next(line); job != null; job = next(line)) {
                carry(job, mailbox);
            }
        } catch (RuntimeException bug) {
            // It ends this script and one message, not the ones behind it.
            start(line);
            throw bug;
        }
    }

    private @Nullable Job next(Line line) {
        AtomicReference<@Nullable Job> next = new AtomicReference<>();
        lines.computeIfPresent(line, (_, waiting) -> {
            next.set(waiting.poll());
            return next.get() == null ? null : waiting;
        });
        return next.get();
    }

    /// Again and again while the store takes nothing: the message is not lost, it waits.
    private void carry(Job job, Mailbox<CourierSignal> mailbox) {
        tools.log().hold(job.message());
        try {
            while (true) {
                try {
                    courier.carry(job, mailbox, this);
                    return;
                } catch (StoreException unavailable) {
                    rest(mailbox);
                }
            }
        } finally {
            tools.log().release(job.message());
        }
    }

    private void rest(Mailbox<CourierSignal> mailbox) {
        long end = tools.clock().nanos() + tools.limits().storeRest().toNanos();
        for (long left = end - tools.clock().nanos();
                left > 0;
                left = end - tools.clock().nanos()) {
            mailbox.take(java.time.Duration.ofNanos(left));
        }
    }
}
