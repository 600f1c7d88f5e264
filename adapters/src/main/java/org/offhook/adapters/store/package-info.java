/// The embedded database: [SqliteStore] implements core.store over SQLite in WAL mode inside a [DataFolder]
/// that one server owns at a time. One thread ([Writer]) owns the connection that writes; readers have
/// connections of their own.
///
/// A transaction travels so: `submit` gives it a place in the queue and puts its entities into [Pending], where
/// reads find them at once; the writer drains the queue, folds what it drained into one [Batch] (of many
/// replacements of one entity only the last is written), commits it with one fsync, completes the stages, and
/// moves the entities from Pending to [Recent]. Lists and events are read from the database after waiting for
/// the last transaction that could matter to them.
@NullMarked
package org.offhook.adapters.store;

import org.jspecify.annotations.NullMarked;
