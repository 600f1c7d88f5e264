package org.offhook.core.store;

import java.time.Instant;
import org.offhook.core.ids.Sid;

/// A stored resource: an immutable record. A change is a new value under the same Sid.
///
/// Its components may be strings, numbers, booleans, enums, [Instant], [java.time.Duration], [Sid], other such
/// records, and lists, sets and string-keyed maps of them; null where the component is `@Nullable`.
public interface Entity {

    Sid sid();

    /// The account that owns it; for an account, itself.
    Sid account();

    Instant created();
}
