package org.offhook.adapters.store;

import java.sql.SQLException;
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
import org.offhook.core.store.Change;
import org.offhook.core.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// The thread that writes, and the queue before it. While one batch is on its way to the disk the next one
/// gathers. Commits keep a distance, a short one when somebody waits and a longer one when nobody does, because
/// a commit of a hundred transactions costs little more than one of ten. After a pause the first one goes at
/// once.
///
/// When the disk is full, the batch and everything that waits behind it is refused (it may build on what was
/// refused), and once a second a small write tries whether there is room again. Any other failure is for good:
/// after a failed fsync nobody knows what the kernel has thrown away, so the store refuses everything until the
/// process is started anew.
final class Writer implements Runnable {

    /// Transactions that may wait. One more is refused: the disk is seconds behind.
    static final int QUEUE = 10_000;

    /// Transactions in a batch at most; bounds how long the first one waits for the last.
    private static final int BATCH = 2_000;

    /// Between two commits that somebody waits for: what an fsync takes on a good disk.
    private static final long DISTANCE = TimeUnit.MILLISECONDS.toNanos(3);

    /// Between two commits that nobody waits for.
    private static final long LAZY_DISTANCE = TimeUnit.MILLISECONDS.toNanos(20);

    private static final int PROBE_SECONDS = 1;
    private static final String EVENTS = "events";
    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
    private static final Transaction END = new Transaction(-1, 0, List.of(), new CompletableFuture<>());

    private final Session session;
    private final Tables tables;
    private final Recent<Key, Stored> recent;
    private final Tail tail;
    private final Names names = new Names();
    private final Pending pending;
    private final BlockingQueue<Transaction> queue = new ArrayBlockingQueue<>(QUEUE + 1);
    private final Map<String, CompletableFuture<Void>> lastOf = new ConcurrentHashMap<>();
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();

    /// Guarded by `this`, like the order of the queue.
    private long submitted;

    private boolean closing;

    /// Whether somebody waits for a transaction in the queue.
    private volatile boolean awaited;

    private volatile @Nullable Thread thread;
    private volatile @Nullable String problem;
    private volatile boolean broken;

    Writer(Session session, Tables tables, Recent<Key, Stored> recent, Tail tail) {
        this.session = session;
        this.tables = tables;
        this.recent = recent;
        this.pending = new Pending(recent);
        this.tail = tail;
    }

    Pending pending() {
        return pending;
    }

    List<Runnable> watchers() {
        return watchers;
    }

    /// Why nothing can be written at the moment.
    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    /// @param wanted whether somebody waits for it
    CompletionStage<Void> submit(List<Change> changes, boolean wanted) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        synchronized (this) {
            String refusal = closing
                    ? "the store is closed"
                    : broken ? problem : queue.size() >= QUEUE ? QUEUE + " transactions wait for the disk" : null;
            if (refusal != null) {
                done.completeExceptionally(new StoreException(refusal));
                return done;
            }
            Transaction transaction = new Transaction(++submitted, System.nanoTime(), List.copyOf(changes), done);
            pending.add(transaction);
            for (Change change : changes) {
                lastOf.put(room(change), done);
            }
            queue.add(transaction);
        }
        if (wanted) {
            hasten();
        }
        return done;
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
        return next == null || END.equals(next) ? 0 : Math.max(0, System.nanoTime() - next.since());
    }

    /// Waits until no transaction that came before and touches this table is on its way.
    void await(String table) {
        CompletableFuture<Void> last = lastOf.get(table);
        if (last != null && !last.isDone()) {
            hasten();
            last.handle((done, failure) -> null).join();
        }
    }

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
        if (broken) {
            refuse(transactions, new StoreException("the store is broken: " + problem));
            return;
        }
        Batch batch = new Batch(tables, transactions);
        try {
            batch.write(session, names, recent, tail.last() + 1);
            session.commit();
        } catch (SQLException failure) {
            failed(transactions, failure);
            return;
        } catch (RuntimeException bug) {
            undo();
            if (transactions.size() == 1) {
                LOG.error("a transaction cannot be written", bug);
                refuse(transactions, new StoreException("the transaction cannot be written", bug));
            } else {
                // Only the one with the fault is refused.
                transactions.forEach(transaction -> write(List.of(transaction)));
            }
            return;
        }
        recovered();
        batch.remember(recent);
        tail.add(batch.events());
        for (Transaction transaction : transactions) {
            pending.remove(transaction);
            transaction.done().complete(null);
        }
        if (!batch.events().isEmpty()) {
            watchers.forEach(Runnable::run);
        }
    }

    private void failed(List<Transaction> transactions, SQLException failure) {
        note(failure);
        undo();
        List<Transaction> all = new ArrayList<>(transactions);
        synchronized (this) {
            queue.drainTo(all);
            if (all.remove(END)) {
                queue.add(END);
            }
        }
        refuse(all, new StoreException("the database did not take it: " + problem, failure));
    }

    private void refuse(List<Transaction> transactions, StoreException why) {
        for (Transaction transaction : transactions) {
            pending.remove(transaction);
            transaction.done().completeExceptionally(why);
        }
    }

    private void note(SQLException failure) {
        SQLiteErrorCode code = failure instanceof SQLiteException sqlite ? sqlite.getResultCode() : null;
        boolean passing = code == SQLiteErrorCode.SQLITE_FULL || code == SQLiteErrorCode.SQLITE_BUSY;
        broken |= !passing;
        if (problem == null || broken) {
            LOG.error("the database cannot be written{}", passing ? "" : ", for good", failure);
        }
        problem = code == SQLiteErrorCode.SQLITE_FULL
                ? "no room left for the database: make room on its disk"
                : passing
                        ? failure.getMessage()
                        : failure.getMessage() + ": check the disk, then start the server anew";
    }

    private void undo() {
        names.forget();
        try {
            session.rollback();
        } catch (SQLException failure) {
            note(failure);
        }
    }

    private void recovered() {
        if (problem != null && !broken) {
            LOG.info("the database can be written again");
            problem = null;
        }
    }

    /// Tries whether what was wrong has passed.
    private void probe() {
        if (problem == null || broken) {
            return;
        }
        try {
            session.run("INSERT OR REPLACE INTO probe (id, at) VALUES (1, datetime())");
            session.commit();
            recovered();
        } catch (SQLException failure) {
            note(failure);
            undo();
        }
    }
}
