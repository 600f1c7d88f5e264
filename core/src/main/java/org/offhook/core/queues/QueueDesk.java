package org.offhook.core.queues;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.offhook.core.Outcome;
import org.offhook.core.events.EventType;
import org.offhook.core.events.Happening;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.queues.Encounter.Taker;
import org.offhook.core.queues.Encounter.Waiting;
import org.offhook.core.store.Change;
import org.offhook.core.store.Query;

/// The door of the queues. Safe from any thread.
///
/// The line of a queue changes inside `compute` only, together with its rows in the store: so whoever comes
/// first is served first, and nobody is called twice.
public final class QueueDesk {

    public static final int STANDARD_MOST = 1000;
    public static final int MOST = 5000;

    private static final int LONGEST_NAME = 64;
    private static final int NOT_FOUND = 20404;
    private static final int INVALID = 20422;
    private static final int IN_USE = 20409;

    private final QueueTools tools;
    private final Map<Sid, Line> lines = new ConcurrentHashMap<>();
    private final Map<Key, Sid> names = new ConcurrentHashMap<>();

    private record Key(Sid account, String name) {}

    public QueueDesk(QueueTools tools) {
        this.tools = tools;
    }

    // ---- For calls

    /// The queue of this name, which is made when there is none (contract §7.1, Enqueue).
    public CallQueue open(Sid account, String name) {
        Sid sid = names.computeIfAbsent(
                new Key(account, name),
                key -> named(account, name).map(CallQueue::sid).orElseGet(() -> {
                    CallQueue made = fresh(account, name, STANDARD_MOST);
                    Object _ = tools.store().submit(List.of(Change.put(CallQueue.KIND, made)));
                    return made.sid();
                }));
        return tools.store().find(CallQueue.KIND, sid).orElseGet(() -> {
            names.remove(new Key(account, name), sid);
            return open(account, name);
        });
    }

    /// A row for a call that begins to wait.
    public QueueMember row(CallQueue queue, Sid call) {
        return new QueueMember(
                tools.sids().next(SidType.QUEUE_MEMBER),
                queue.account(),
                queue.sid(),
                call,
                tools.clock().now());
    }

    /// Waits at the end of the line.
    ///
    /// @param most who may wait
    /// @return false when the queue is full
    public boolean join(CallQueue queue, Waiting one, int most) {
        boolean[] joined = new boolean[1];
        change(queue.sid(), line -> {
            joined[0] = line.size() < most;
            if (!joined[0]) {
                return null;
            }
            line.join(one);
            write(one.row(), Change.put(QueueMember.KIND, one.row()), EventType.QUEUE_ENTERED, null);
            return match(line);
        });
        return joined[0];
    }

    /// Was called in vain, and is the next again.
    public void back(Waiting one) {
        change(one.row().queue(), line -> {
            line.back(one);
            write(one.row(), Change.put(QueueMember.KIND, one.row()), EventType.QUEUE_ENTERED, null);
            return match(line);
        });
    }

    /// Waits no more.
    ///
    /// @param why for the event log
    /// @return false when it was called already
    public boolean leave(QueueMember row, String why) {
        boolean[] left = new boolean[1];
        change(row.queue(), line -> {
            left[0] = line.leave(row.call()).isPresent();
            if (left[0]) {
                write(row, Change.remove(QueueMember.KIND, row.sid()), EventType.QUEUE_LEFT, why);
            }
            return null;
        });
        return left[0];
    }

    /// Takes the first one who waits, or waits for one.
    public void take(Sid queue, Taker taker) {
        change(queue, line -> {
            line.await(taker);
            return match(line);
        });
    }

    /// Waits for nobody any more.
    ///
    /// @return false when somebody was called already
    public boolean giveUp(Sid queue, Sid call) {
        boolean[] left = new boolean[1];
        change(queue, line -> {
            left[0] = line.giveUp(call).isPresent();
            return null;
        });
        return left[0];
    }

    private @Nullable Encounter match(Line line) {
        Encounter encounter = line.match();
        if (encounter != null) {
            QueueMember row = encounter.waiting().row();
            write(row, Change.remove(QueueMember.KIND, row.sid()), EventType.QUEUE_LEFT, "called");
        }
        return encounter;
    }

    private void change(Sid queue, Function<Line, @Nullable Encounter> what) {
        AtomicReference<@Nullable Encounter> begun = new AtomicReference<>();
        lines.compute(queue, (same, known) -> {
            Line line = known == null ? new Line() : known;
            begun.set(what.apply(line));
            return line.idle() ? null : line;
        });
        Encounter encounter = begun.get();
        if (encounter != null) {
            encounter.begin();
        }
    }

    private void write(QueueMember row, Change change, EventType type, @Nullable String why) {
        Map<String, String> data = new LinkedHashMap<>();
        data.put("call", row.call().value());
        if (why != null) {
            data.put("reason", why);
            data.put(
                    "waited_s",
                    Long.toString(
                            Duration.between(row.created(), tools.clock().now()).toSeconds()));
        }
        Happening happening = new Happening(tools.clock().now(), type, data);
        Object _ = tools.log().submit(row.account(), row.queue(), List.of(change), List.of(happening));
    }

    /// How the queue stands for one of its members.
    ///
    /// @param call null for nobody in particular
    public Standing standing(Sid queue, @Nullable Sid call) {
        AtomicReference<Standing> standing = new AtomicReference<>(new Standing(0, 0, Duration.ZERO));
        Instant now = tools.clock().now();
        lines.computeIfPresent(queue, (same, line) -> {
            int position = 0;
            int at = 0;
            Duration waited = Duration.ZERO;
            for (Waiting one : line.members()) {
                at++;
                waited = waited.plus(Duration.between(one.row().created(), now));
                position = one.row().call().equals(call) ? at : position;
            }
            standing.set(new Standing(position, at, at == 0 ? Duration.ZERO : waited.dividedBy(at)));
            return line;
        });
        return standing.get();
    }

    // ---- For REST

    /// Makes a queue.
    public Outcome<CallQueue> create(Sid account, String name, int most) {
        Outcome<CallQueue> wrong = check(account, name, most, null);
        if (wrong != null) {
            return wrong;
        }
        CallQueue made = fresh(account, name, most);
        tools.store().commit(Change.put(CallQueue.KIND, made));
        return Outcome.done(made);
    }

    /// The queue with this Sid or name (contract §23, T24).
    public Outcome<CallQueue> find(Sid account, String sidOrName) {
        return Sid.parse(SidType.QUEUE, sidOrName)
                .flatMap(sid -> tools.store().find(CallQueue.KIND, sid))
                .filter(queue -> queue.account().equals(account))
                .or(() -> named(account, sidOrName))
                .map(Outcome::done)
                .orElseGet(() -> Outcome.refused(404, NOT_FOUND, "There is no queue " + sidOrName + "."));
    }

    /// Changes a queue; null leaves it as it is.
    public Outcome<CallQueue> update(Sid account, String sidOrName, @Nullable String name, @Nullable Integer most) {
        if (!(find(account, sidOrName) instanceof Outcome.Done<CallQueue>(CallQueue queue))) {
            return find(account, sidOrName);
        }
        String otherName = name == null ? queue.name() : name;
        int otherMost = most == null ? queue.most() : most;
        Outcome<CallQueue> wrong = check(account, otherName, otherMost, queue.sid());
        if (wrong != null) {
            return wrong;
        }
        CallQueue changed = queue.changed(otherName, otherMost, tools.clock().now());
        tools.store().commit(Change.put(CallQueue.KIND, changed));
        names.remove(new Key(account, queue.name()));
        return Outcome.done(changed);
    }

    /// Removes a queue in which nobody waits.
    public Outcome<CallQueue> delete(Sid account, String sidOrName) {
        if (!(find(account, sidOrName) instanceof Outcome.Done<CallQueue>(CallQueue queue))) {
            return find(account, sidOrName);
        }
        if (standing(queue.sid(), null).size() > 0) {
            return Outcome.refused(400, 20009, "Calls wait in the queue; it cannot be deleted before they have left.");
        }
        tools.store().commit(Change.remove(CallQueue.KIND, queue.sid()));
        names.remove(new Key(account, queue.name()));
        return Outcome.done(queue);
    }

    /// Who waits, the next first.
    public List<QueueMember> members(Sid account, Sid queue) {
        List<QueueMember> members = new ArrayList<>();
        lines.computeIfPresent(queue, (same, line) -> {
            line.members().forEach(one -> members.add(one.row()));
            return line;
        });
        members.removeIf(one -> !one.account().equals(account));
        return members;
    }

    /// The member with this call Sid, or `Front`.
    public Outcome<QueueMember> member(Sid account, Sid queue, String callOrFront) {
        return members(account, queue).stream()
                .filter(one -> callOrFront.equals("Front") || one.call().value().equals(callOrFront))
                .findFirst()
                .map(Outcome::done)
                .orElseGet(() -> Outcome.refused(404, NOT_FOUND, "Nobody waits as " + callOrFront + "."));
    }

    private @Nullable Outcome<CallQueue> check(Sid account, String name, int most, @Nullable Sid self) {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            return Outcome.refused(400, INVALID, "FriendlyName has 1 to " + LONGEST_NAME + " characters.");
        }
        if (most < 1 || most > MOST) {
            return Outcome.refused(400, INVALID, "MaxSize is from 1 to " + MOST + ".");
        }
        return named(account, name).filter(other -> !other.sid().equals(self)).isPresent()
                ? Outcome.refused(400, IN_USE, "There is a queue with the name " + name + " already.")
                : null;
    }

    private Optional<CallQueue> named(Sid account, String name) {
        return tools
                .store()
                .list(CallQueue.KIND, Query.of(account).where("name", name).limit(1))
                .stream()
                .findFirst();
    }

    private CallQueue fresh(Sid account, String name, int most) {
        Instant now = tools.clock().now();
        return new CallQueue(tools.sids().next(SidType.QUEUE), account, name, most, now, now);
    }

    /// Empties, once at start, the queues whose calls a crash has ended.
    public void recover() {
        Query all = Query.of(null);
        for (List<QueueMember> page = tools.store().list(QueueMember.KIND, all);
                !page.isEmpty();
                page = tools.store().list(QueueMember.KIND, all)) {
            page.forEach(
                    row -> write(row, Change.remove(QueueMember.KIND, row.sid()), EventType.QUEUE_LEFT, "interrupted"));
        }
    }
}
