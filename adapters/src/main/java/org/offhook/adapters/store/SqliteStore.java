package org.offhook.adapters.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.offhook.adapters.store.commits.CommitLog;
import org.offhook.adapters.store.data.DataFolder;
import org.offhook.core.Kinds;
import org.offhook.core.events.EventQuery;
import org.offhook.core.events.StoredEvent;
import org.offhook.core.ids.Sid;
import org.offhook.core.store.Change;
import org.offhook.core.store.Entity;
import org.offhook.core.store.Kind;
import org.offhook.core.store.Query;
import org.offhook.core.store.Store;
import org.offhook.core.store.StoreException;
import org.offhook.core.time.Scheduler.Cancellable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The embedded database.
public final class SqliteStore implements Store {

    /// The name of the database in its data folder.
    public static final String FILE = "offhook.db";

    /// Entities remembered by [Recent], per generation; about a kilobyte each.
    private static final int REMEMBERED = 5_000;

    private static final Logger LOG = LoggerFactory.getLogger(SqliteStore.class);

    private final Tables tables;
    private final Recent<Key, Stored> recent = new Recent<>(REMEMBERED);
    private final Pending pending = new Pending(recent);
    private final Session session;
    private final CommitLog log;
    private final Readers readers;
    private final Tail tail;
    private final Applier applier;
    private final Writer writer;
    private final Thread applying;
    private final Thread writing;

    private SqliteStore(DataFolder folder, List<Kind<?>> kinds) throws SQLException, IOException {
        Path file = folder.file(FILE);
        tables = new Tables(kinds);
        session = Session.writer(file);
        Schema.update(session, tables.all());
        log = CommitLog.open(
                folder.file(CommitLog.FILES.getFirst()), folder.file(CommitLog.FILES.getLast()), Applier.last(session));
        applier = new Applier(session, recent, pending, EventTable.last(session), log::copied);
        restore();
        readers = new Readers(file);
        tail = new Tail(EventTable.last(session));
        session.commit();
        writer = new Writer(log, tables, tail, pending, applier);
        applying = Thread.ofPlatform().name("store-applier").daemon().start(applier);
        writing = Thread.ofPlatform().name("store-writer").daemon().start(writer);
    }

    /// Brings over what a former process left in the log.
    private void restore() throws SQLException, IOException {
        for (CommitLog.Record left : log.left()) {
            Logged.Due due = new Logged.Due(new Transaction(0, 0, List.of()), RowBytes.read(tables, left.held()));
            applier.write(List.of(new Logged(left.number(), List.of(due))));
        }
    }

    /// Opens the database in a data folder, and makes it or brings it up to date when need be.
    ///
    /// @throws DataFolder.Unusable with a message for people
    public static SqliteStore open(DataFolder folder) throws DataFolder.Unusable {
        return open(folder, Kinds.ALL);
    }

    static SqliteStore open(DataFolder folder, List<Kind<?>> kinds) throws DataFolder.Unusable {
        try {
            return new SqliteStore(folder, kinds);
        } catch (IOException | SQLException failure) {
            if (failure instanceof DataFolder.Unusable told) {
                throw told;
            }
            throw new DataFolder.Unusable(
                    "the database in " + folder.path() + " cannot be opened: " + failure.getMessage(), failure);
        }
    }

    /// Copies a database that may be in use to a file that is not there yet.
    public static void copy(Path database, Path to) throws SQLException {
        try (Session session = Session.copier(database);
                PreparedStatement vacuum = session.prepare("VACUUM INTO ?")) {
            vacuum.setString(1, to.toString());
            vacuum.execute();
        }
    }

    /// Why nothing can be written at the moment, for the readiness of the server.
    public Optional<String> problem() {
        return writer.problem();
    }

    @Override
    public <T extends Entity> Optional<T> find(Kind<T> kind, Sid sid) {
        Key key = Key.of(kind, sid);
        Pending.Latest latest = pending.get(key);
        if (latest != null) {
            return Optional.ofNullable(latest.entity()).map(kind.type()::cast);
        }
        Stored stored = recent.get(key);
        if (stored != null) {
            return Optional.ofNullable(stored.entity()).map(kind.type()::cast);
        }
        long turns = recent.turns();
        Optional<T> found = readers.read(reader -> tables.of(kind).find(reader, sid));
        found.ifPresent(entity -> recent.offer(key, new Stored(entity), turns));
        return found;
    }

    @Override
    public <T extends Entity> List<T> list(Kind<T> kind, Query query) {
        writer.await(kind.name());
        return readers.read(reader -> new Search<>(reader, tables.of(kind), query).list());
    }

    @Override
    public <T extends Entity> long count(Kind<T> kind, Query query) {
        writer.await(kind.name());
        return readers.read(reader -> new Search<>(reader, tables.of(kind), query).count());
    }

    @Override
    public List<StoredEvent> events(EventQuery query) {
        writer.awaitTail();
        return tail.list(query).orElseGet(() -> {
            writer.awaitEvents();
            return readers.read(reader -> EventTable.list(reader, query));
        });
    }

    @Override
    public long lastPosition() {
        writer.awaitTail();
        return tail.last();
    }

    @Override
    public Cancellable watch(Runnable appended) {
        writer.watchers().add(appended);
        return () -> writer.watchers().remove(appended);
    }

    @Override
    public CompletionStage<Void> submit(List<Change> changes) {
        return writer.submit(changes, true);
    }

    @Override
    public CompletionStage<Void> trickle(List<Change> changes) {
        return writer.submit(changes, false);
    }

    @Override
    public long lateness() {
        return writer.lateness();
    }

    /// Refuses new transactions, writes those that wait, and closes the files.
    @Override
    public void close() {
        try {
            writer.end();
            writing.join();
            applier.end();
            applying.join();
            readers.close();
            session.run("PRAGMA optimize");
            session.close();
            log.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while closing", e);
        } catch (SQLException | IOException failure) {
            LOG.warn("the database was not closed cleanly; nothing is lost", failure);
        }
    }
}
