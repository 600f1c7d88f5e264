package org.offhook.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.offhook.core.calls.Call;
import org.offhook.core.store.Change;
import org.offhook.core.store.Store;
import org.offhook.core.store.StoreException;
import org.offhook.testkit.contracts.EventLogContract;
import org.offhook.testkit.contracts.Samples;
import org.offhook.testkit.contracts.StoreContract;

final class MemoryStoreTest {

    @Nested
    final class Entities extends StoreContract {
        @Override
        protected Store open() {
            return new MemoryStore();
        }
    }

    @Nested
    final class Events extends EventLogContract {
        @Override
        protected Store open() {
            return new MemoryStore();
        }
    }

    @Test
    void aRefusingStoreKeepsNothingAndRecovers() {
        MemoryStore store = new MemoryStore();
        Call call = Samples.make(Call.KIND, 1, false, Map.of());
        store.refuse("disk full");
        assertThatThrownBy(() -> store.commit(Change.put(Call.KIND, call)))
                .isInstanceOf(StoreException.class)
                .hasMessage("disk full");
        assertThat(store.find(Call.KIND, call.sid())).isEmpty();

        store.recover();
        store.commit(List.of(Change.put(Call.KIND, call)));
        assertThat(store.find(Call.KIND, call.sid())).contains(call);
    }
}
