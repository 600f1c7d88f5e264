package org.offhook.adapters.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.offhook.adapters.store.commits.CommitLog;
import org.offhook.core.store.Change;
import org.offhook.core.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The thread that makes transactions durable, and the queue before it. While one batch is on its way to the log
/// the next one gathers. Commits keep a distance, a short one when somebody waits and a longer one when nobody
/// does, because a commit of a hundred transactions costs little more than one of ten. After a pause the first
/// one goes at once. What is durable goes on to the [Applier].
///
/// When the disk is full, the batch and everything that waits behind it is refused (it may build on what was
/// refused), and once a second a small write tries whether there is room again.
final class Writer implements Runnable {

    /// Transactions that may wait, for the log or for the database. One more is refused: the disk is seconds
    /// behind.
    static final int QUEUE = 10_000;

    /// Transactions in a batch at most; bounds how long the first one waits for the last.
    private static final int BATCH = 2_000;

    /// Between two commits that somebody waits for: about what an fsync takes.
    private static final long DISTANCE = TimeUnit.MILLISECONDS.toNanos(1);

    /// Between two commits that nobody waits for.
    private static final long LAZY_DISTANCE = TimeUnit.MILLISECONDS.toNanos(20);

    private static final int PROBE_SECONDS = 1;
    private static final String EVENTS = "events";
    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
    private static final Transaction END = new Transaction(-1, 0, List.of());

    private final CommitLog log;
    private final Tables tables;
    private final Tail tail;
    private final Pending pending;
    private final Applier applier;
    private final RowBytes bytes = new RowBytes();
    private final Trouble trouble = new Trouble();
    private final BlockingQueue<Transaction> queue = new ArrayBlockingQueue<>(QUEUE + 1);
    private final Map<String, Transaction> lastOf = new ConcurrentHashMap<>();
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();

    /// Guarded by `this`, like the order of the queue.
    private long submitted;

    private boolean closing;

    /// Whether somebody waits for a transaction in the queue.
    private volatile boolean awaited;

    private volatile @Nullable Thread thread;

    Writer(CommitLog log, Tables tables, Tail tail, Pending pending, Applier applier) {
        this.log = log;
        this.tables = tables;
        this.tail = tail;
        this.pending = pending;
        this.applier = applier;
    }

    List<Runnable> watchers() {
        return watchers;
    }

    /// Why nothing can be written at the moment.
    Optional<String> problem() {
        return applier.trouble().problem().or(trouble::problem);
    }

    /// @param wanted whether somebody waits for it
    CompletionStage<Void> submit(List<Change> changes, boolean wanted) {
        Transaction transaction;
        synchronized (this) {
            String refusal = refusal();
            if (refusal != null) {
                return CompletableFuture.failedFuture(new StoreException(refusal));
            }
            transaction = new Transaction(++submitted, System.nanoTime(), List.copyOf(changes));
            pending.add(transaction);
            for (Change change : changes) {
                lastOf.put(room(change), transaction);
            }
            queue.add(transaction);
        }
        if (wanted) {
            hasten();
        }
        return transaction.done();
    }

    private @Nullable String refusal() {
        if (closing) {
            return "the store is closed";
        }
        if (applier.trouble().problem().isPresent() || trouble.isBroken()) {
            return problem().orElseThrow();
        }
        return queue.size() + applier.waiting() < QUEUE ? null : QUEUE + " transactions wait for the disk";
    }

    private void hasten() {
        if (!awaited) {
            awaited = true;
            LockSupport.unpark(thread);
        }
    }

    /// How long the next one has waited, in nanoseconds; 0 when none waits.
    long lateness() {
        Transaction next = queue.peek();
        long own = next == null || END.equals(next) ? 0 : System.nanoTime() - next.since();
        return Math.max(0, Math.max(own, applier.lateness()));
    }

    /// Waits until the database has every transaction that came before and touches this table.
    void await(String table) {
        Transaction last = lastOf.get(table);
        if (last != null && !last.applied().isDone()) {
            hasten();
            applier.await(last);
        }
    }

    /// Waits until every event that came before is durable, so that the tail has it.
    void awaitTail() {
        Transaction last = lastOf.get(EVENTS);
        if (last != null && !last.done().isDone()) {
            hasten();
            last.done().handle((_, _) -> null).join();
        }
    }

    /// Waits until the database has every event that came before.
    void awaitEvents() {
        await(EVENTS);
    }

    private static String room(Change change) {
        return switch (change) {
            case Change.Put<?>(var kind, var entity) -> kind.name();
            case Change.Remove<?>(var kind, var sid) -> kind.name();
            case Change.Append append -> EVENTS;
        };
    }

    /// Lets nothing more in; the thread ends when it has written what waits.
    synchronized void end() {
        if (!closing) {
            closing = true;
            queue.add(END);
            hasten();
        }
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        List<Transaction> batch = new ArrayList<>();
        long last = System.nanoTime() - LAZY_DISTANCE;
        while (true) {
            Transaction first = next();
            if (END.equals(first)) {
                return;
            } else if (first == null) {
                probe();
                continue;
            }
            batch.add(first);
            gather(last);
            queue.drainTo(batch, BATCH - 1);
            boolean end = batch.remove(END);
            write(batch);
            last = System.nanoTime();
            batch.clear();
            if (end) {
                return;
            }
        }
    }

    /// Keeps the distance to the last commit.
    private void gather(long last) {
        while (queue.size() < BATCH) {
            long left = last + (awaited ? DISTANCE : LAZY_DISTANCE) - System.nanoTime();
            if (left <= 0) {
                break;
            }
            LockSupport.parkNanos(this, left);
        }
        awaited = false;
    }

    private @Nullable Transaction next() {
        while (true) {
            try {
                return queue.poll(PROBE_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException nobodyMayInterruptThisThread) {
                LOG.warn("the store's writer was interrupted and goes on");
            }
        }
    }

    private void write(List<Transaction> transactions) {
        List<Logged.Due> dues = ready(transactions);
        if (dues.isEmpty()) {
            return;
        }
        try {
            log(dues);
        } catch (IOException failure) {
            failed(transactions, failure);
            return;
        }
        dues.forEach(due -> due.transaction().done().complete(null));
        if (dues.stream().anyMatch(due -> due.events() > 0)) {
            watchers.forEach(Runnable::run);
        }
    }

    /// Those that can be written; the others are refused.
    private List<Logged.Due> ready(List<Transaction> transactions) {
        List<Logged.Due> dues = new ArrayList<>(transactions.size());
        for (Transaction transaction : transactions) {
            if (trouble.isBroken()) {
                refuse(
                        transaction,
                        new StoreException("the store is broken: " + problem().orElseThrow()));
                continue;
            }
            try {
                dues.add(new Logged.Due(transaction, rows(transaction)));
            } catch (RuntimeException bug) {
                LOG.error("a transaction cannot be written", bug);
                refuse(transaction, new StoreException("the transaction cannot be written", bug));
            }
        }
        return dues;
    }

    private List<Row> rows(Transaction transaction) {
        List<Row> rows = new ArrayList<>(transaction.changes().size());
        for (Change change : transaction.changes()) {
            rows.add(Row.of(tables, change));
        }
        return rows;
    }

    private void log(List<Logged.Due> dues) throws IOException {
        List<Row> rows = new ArrayList<>();
        dues.forEach(due -> rows.addAll(due.rows()));
        long number = log.append(bytes.write(rows));
        trouble.passed();
        tail.add(rows);
        applier.add(new Logged(number, dues));
    }

    private void failed(List<Transaction> transactions, IOException failure) {
        trouble.note(failure);
        List<Transaction> all = new ArrayList<>(transactions);
        synchronized (this) {
            queue.drainTo(all);
            if (all.remove(END)) {
                queue.add(END);
            }
        }
        StoreException why = new StoreException(
                "the database did not take it: " + trouble.problem().orElseThrow(), failure);
        all.forEach(transaction -> refuse(transaction, why));
    }

    private void refuse(Transaction transaction, StoreException why) {
        pending.remove(transaction);
        transaction.refuse(why);
    }

    /// Tries whether what was wrong has passed.
    private void probe() {
        if (trouble.problem().isEmpty() || trouble.isBroken()) {
            return;
        }
        try {
            log(List.of());
        } catch (IOException failure) {
            trouble.note(failure);
        }
    }
}
