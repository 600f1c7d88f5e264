package org.offhook.server.wiring;

import java.io.IOException;
import org.offhook.adapters.recordings.FileRecordings;
import org.offhook.adapters.store.SqliteStore;
import org.offhook.adapters.store.data.DataFolder;
import org.offhook.core.events.EventLog;
import org.offhook.core.events.Listeners;
import org.offhook.core.numbers.NumberDesk;
import org.offhook.core.store.Store;
import org.offhook.server.config.Configuration;
import org.offhook.server.logging.EventLines;
import org.offhook.server.metrics.EventMeters;
import org.offhook.server.metrics.MeteredStore;

/// What is kept: the data folder, the database with the event log, the recordings, and what has to be in them
/// before the first call.
///
/// @param store the database, metered
/// @param onlookers hear of every event
record Ground(
        DataFolder folder,
        SqliteStore database,
        Store store,
        EventLog log,
        Listeners onlookers,
        FirstAccount.Found first,
        NumberDesk numbers,
        FileRecordings recordings) {

    /// @throws IOException when the folder or the database cannot be used, with one line
    static Ground open(Configuration configuration, Foundation base, Closers closers) throws IOException {
        DataFolder folder = closers.add(DataFolder.open(configuration.data()));
        SqliteStore database = closers.add(SqliteStore.open(folder));
        Store store = new MeteredStore(database, base.clock(), base.meters());
        base.carryOn(store);
        Listeners onlookers = new Listeners();
        onlookers.add(new EventMeters(base.meters()));
        onlookers.add(new EventLines());
        EventLog log = new EventLog(store, base.sids(), onlookers);
        FirstAccount.Found first = FirstAccount.in(store, base.sids(), base.clock(), configuration.account());
        NumberDesk numbers = new NumberDesk(store, base.clock(), base.sids());
        FirstNumbers.give(numbers, first.account(), configuration.numbers());
        FileRecordings recordings = closers.add(new FileRecordings(folder.folder("recordings"), folder.folder("mp3")));
        base.meters()
                .total(
                        "offhook_mp3_refused",
                        "MP3 files of recordings that were not made because too many waited.",
                        recordings::refusedMp3);
        return new Ground(folder, database, store, log, onlookers, first, numbers, recordings);
    }
}
