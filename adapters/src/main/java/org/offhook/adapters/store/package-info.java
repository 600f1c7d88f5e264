/// The embedded database: [SqliteStore] implements core.store over SQLite in WAL mode inside a
/// [org.offhook.adapters.store.data.DataFolder]
/// that one server owns at a time, with a log before it.
///
/// A transaction travels so: `submit` gives it a place in the queue and puts its entities into [Pending], where
/// reads find them at once; the [Writer] drains the queue, appends what it drained to the
/// [org.offhook.adapters.store.commits.CommitLog] with one fsync and completes the stages. Some time later the
/// [Applier] folds all that came meanwhile into one [Batch] (of many replacements of one entity only the last is
/// written), commits it to the database, and moves the entities from Pending to [Recent]. Lists are read from
/// the database after the last transaction that could matter to them was brought there, events from the [Tail]
/// if it has them. After a crash the next start brings over what the log holds
/// (docs/decisions/0017-a-log-before-the-database.md).
@NullMarked
package org.offhook.adapters.store;

import org.jspecify.annotations.NullMarked;
