package org.offhook.core.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.offhook.core.events.EventQuery;
import org.offhook.core.events.StoredEvent;
import org.offhook.core.ids.Sid;
import org.offhook.core.time.Scheduler.Cancellable;

/// The database. Reads see every transaction whose [#submit] came before, durable or not yet.
///
/// Reads block for microseconds to milliseconds: call them from scripts and requests, never from the signalling
/// loop or a media shard.
public interface Store extends AutoCloseable {

    <T extends Entity> Optional<T> find(Kind<T> kind, Sid sid);

    /// Newest first: by creation time, and among equals by the order of first commit.
    <T extends Entity> List<T> list(Kind<T> kind, Query query);

    /// Shows everything that a query finds, newest first, a page at a time. What comes while it runs may be left out.
    ///
    /// @param query without cursors
    default <T extends Entity> void each(Kind<T> kind, Query query, Consumer<? super T> shown) {
        List<T> page = list(kind, query);
        while (!page.isEmpty()) {
            page.forEach(shown);
            page = page.size() < query.limit()
                    ? List.of()
                    : list(kind, query.after(page.getLast().sid()));
        }
    }

    /// Everything that a query finds, newest first, in memory: for what is known to be little.
    ///
    /// @param query without cursors
    default <T extends Entity> List<T> all(Kind<T> kind, Query query) {
        List<T> all = new ArrayList<>();
        each(kind, query, all::add);
        return all;
    }

    /// How many there are in all; the query's cursors and limit do not matter.
    <T extends Entity> long count(Kind<T> kind, Query query);

    /// Oldest first.
    List<StoredEvent> events(EventQuery query);

    /// Everything that happened to one subject, oldest first.
    default List<StoredEvent> history(Sid account, Sid subject) {
        List<StoredEvent> all = new ArrayList<>();
        EventQuery query = EventQuery.about(account, subject);
        List<StoredEvent> page = events(query);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = page.size() < query.limit()
                    ? List.of()
                    : events(new EventQuery(account, subject, page.getLast().position(), query.limit()));
        }
        return all;
    }

    /// The position of the last event in the log, 0 when it is empty.
    long lastPosition();

    /// Runs `appended` whenever events became durable, until cancelled. It must be quick and must not block;
    /// several appends may be told of once.
    Cancellable watch(Runnable appended);

    /// Queues a transaction; transactions are carried out in the order of these calls. The stage completes when
    /// the transaction is durable (fsync), or exceptionally with [StoreException] when it was refused and will
    /// never be.
    CompletionStage<Void> submit(List<Change> changes);

    /// [#submit] for what nobody waits for: it may gather for some milliseconds with what comes after it, which
    /// saves the disk much. It keeps its place in the order, and whoever submits later takes it along.
    default CompletionStage<Void> trickle(List<Change> changes) {
        return submit(changes);
    }

    /// How long the oldest transaction has waited for its turn, in nanoseconds; 0 when none waits.
    default long lateness() {
        return 0;
    }

    /// [#submit], and waits until it is durable.
    ///
    /// @throws StoreException when it was not stored
    default void commit(List<Change> changes) {
        StoreException.await(submit(changes));
    }

    default void commit(Change... changes) {
        commit(List.of(changes));
    }

    @Override
    void close();
}
