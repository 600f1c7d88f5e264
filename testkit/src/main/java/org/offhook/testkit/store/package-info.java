/// A [org.offhook.core.store.Store] that forgets: everything lies in maps of one process. The simulator and the
/// tests of the API run on it. It passes the same contract as the database
/// ([org.offhook.testkit.contracts.StoreContract]). Enter by [MemoryStore].
@NullMarked
package org.offhook.testkit.store;

import org.jspecify.annotations.NullMarked;
