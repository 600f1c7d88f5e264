package org.offhook.adapters.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.adapters.store.data.DataFolder;
import org.offhook.core.store.Store;
import org.offhook.testkit.contracts.EventLogContract;
import org.offhook.testkit.contracts.StoreContract;

final class SqliteStoreTest {

    @TempDir
    private Path temp;

    @Nested
    final class Entities extends StoreContract {
        @Override
        protected Store open() throws Exception {
            return SqliteStore.open(fresh());
        }
    }

    @Nested
    final class Events extends EventLogContract {
        @Override
        protected Store open() throws Exception {
            return SqliteStore.open(fresh());
        }
    }

    private DataFolder fresh() throws Exception {
        return DataFolder.open(
                Files.createDirectories(temp).resolve(UUID.randomUUID().toString()));
    }
}
