package org.offhook.adapters.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The thread that brings what the log holds into the database: later, and much at once. A call that was opened,
/// answered and ended meanwhile is one row that is written once, and so are the pages that every call touches.
/// It hurries when a reader waits.
///
/// When the disk is full it tries again once a second; what it owes is in the log.
final class Applier implements Runnable {

    /// Between two commits to the database that nobody waits for.
    private static final long DISTANCE = TimeUnit.MILLISECONDS.toNanos(500);

    /// So many transactions wait no longer for more.
    private static final int BATCH = 2_000;

    private static final long RETRY = TimeUnit.SECONDS.toNanos(1);
    private static final Logger LOG = LoggerFactory.getLogger(Applier.class);
    private static final Logged END = new Logged(-1, List.of());

    private final Session session;
    private final Recent<Key, Stored> recent;
    private final Pending pending;
    private final LongConsumer copied;
    private final Names names = new Names();
    private final Trouble trouble = new Trouble();
    private final BlockingQueue<Logged> queue = new LinkedBlockingQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger readers = new AtomicInteger();
    private long position;
    private volatile @Nullable Thread thread;
    private volatile boolean ending;

    /// @param position of the last event in the database
    /// @param copied   told of the number of each record that the database has
    Applier(Session session, Recent<Key, Stored> recent, Pending pending, long position, LongConsumer copied) {
        this.session = session;
        this.recent = recent;
        this.pending = pending;
        this.position = position;
        this.copied = copied;
    }

    /// The number of the last record that the database has.
    static long last(Session session) throws SQLException {
        try (ResultSet rows = session.prepare("SELECT number FROM applied").executeQuery()) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    Trouble trouble() {
        return trouble;
    }

    /// Transactions that the database does not have yet.
    int waiting() {
        return waiting.get();
    }

    /// How late the oldest of them is, in nanoseconds.
    long lateness() {
        Logged oldest = queue.peek();
        return oldest == null || oldest.dues().isEmpty()
                ? 0
                : System.nanoTime() - oldest.dues().getFirst().transaction().since() - DISTANCE;
    }

    void add(Logged logged) {
        waiting.addAndGet(logged.dues().size());
        queue.add(logged);
        if (waiting.get() >= BATCH) {
            LockSupport.unpark(thread);
        }
    }

    /// Waits until the database has this one, or cannot have it.
    void await(Transaction transaction) {
        readers.incrementAndGet();
        try {
            LockSupport.unpark(thread);
            transaction.applied().handle((_, _) -> null).join();
        } finally {
            readers.decrementAndGet();
        }
    }

    /// The thread ends when it has brought over what waits, or has found that it cannot.
    void end() {
        ending = true;
        queue.add(END);
        LockSupport.unpark(thread);
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        List<Logged> batch = new ArrayList<>();
        long last = System.nanoTime() - DISTANCE;
        while (true) {
            batch.add(next());
            gather(last);
            queue.drainTo(batch, BATCH);
            boolean end = batch.remove(END);
            if (!batch.isEmpty()) {
                bring(batch);
            }
            if (end) {
                return;
            }
            last = System.nanoTime();
            batch.clear();
        }
    }

    private Logged next() {
        while (true) {
            try {
                return queue.take();
            } catch (InterruptedException nobodyMayInterruptThisThread) {
                LOG.warn("the store's applier was interrupted and goes on");
            }
        }
    }

    private void gather(long last) {
        long left = last + DISTANCE - System.nanoTime();
        while (left > 0 && !ending && readers.get() == 0 && waiting.get() < BATCH) {
            LockSupport.parkNanos(this, left);
            left = last + DISTANCE - System.nanoTime();
        }
    }

    private void bring(List<Logged> batch) {
        while (!trouble.isBroken()) {
            try {
                write(batch);
                waiting.addAndGet(
                        -batch.stream().mapToInt(logged -> logged.dues().size()).sum());
                return;
            } catch (SQLException failure) {
                note(failure);
            }
            // Whoever reads does without; the log keeps it.
            eachOf(batch, due -> due.transaction().applied().completeExceptionally(new IllegalStateException("later")));
            if (ending) {
                return;
            }
            LockSupport.parkNanos(this, RETRY);
        }
        eachOf(batch, due -> due.transaction().applied().completeExceptionally(new IllegalStateException("never")));
    }

    /// Brings records into the database: those that wait, on the thread of this, or those that a former process left,
    /// before there is one.
    void write(List<Logged> batch) throws SQLException {
        List<Logged.Due> dues =
                batch.stream().flatMap(logged -> logged.dues().stream()).toList();
        long number = batch.getLast().number();
        try {
            writeTogether(dues, number);
        } catch (RuntimeException bug) {
            undo();
            writeEach(dues, number);
        }
        trouble.passed();
        copied.accept(number);
        for (Logged.Due due : dues) {
            pending.remove(due.transaction());
            due.transaction().applied().complete(null);
        }
    }

    private void writeTogether(List<Logged.Due> dues, long number) throws SQLException {
        Batch all = new Batch();
        dues.forEach(due -> due.rows().forEach(all::add));
        all.write(session, names, recent, position + 1);
        commit(number);
        position += all.events();
        all.remember(recent);
    }

    /// One of them cannot be written by any means: it is left out, so that the others are not lost with it.
    private void writeEach(List<Logged.Due> dues, long number) throws SQLException {
        // What the cache knows is older than what the savepoints before have written.
        Recent<Key, Stored> nothing = new Recent<>(1);
        long next = position + 1;
        for (Logged.Due due : dues) {
            session.run("SAVEPOINT one");
            try {
                Batch one = new Batch();
                due.rows().forEach(one::add);
                one.write(session, names, nothing, next);
            } catch (RuntimeException bug) {
                LOG.error("a transaction cannot be written and is lost", bug);
                session.run("ROLLBACK TO one");
                names.forget();
            }
            next += due.events();
        }
        commit(number);
        position = next - 1;
        recent.clear();
    }

    private void commit(long number) throws SQLException {
        PreparedStatement applied = session.prepare("UPDATE applied SET number = ?");
        applied.setLong(1, number);
        applied.executeUpdate();
        session.commit();
    }

    private void note(SQLException failure) {
        trouble.note(failure);
        undo();
    }

    private void undo() {
        names.forget();
        try {
            session.rollback();
        } catch (SQLException failure) {
            trouble.note(failure);
        }
    }

    private static void eachOf(List<Logged> batch, Consumer<Logged.Due> told) {
        batch.forEach(logged -> logged.dues().forEach(told));
    }
}
