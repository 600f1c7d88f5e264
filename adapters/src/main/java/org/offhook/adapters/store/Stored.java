package org.offhook.adapters.store;

import org.jspecify.annotations.Nullable;
import org.offhook.core.store.Entity;

/// What the database is known to hold under a Sid.
///
/// @param entity null when it holds nothing, or the trace of something removed
record Stored(@Nullable Entity entity) {}
