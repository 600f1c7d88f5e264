package org.offhook.core.calls.script;

import org.jspecify.annotations.Nullable;

/// The verbs that documents may use; `core.verbs.Verbs` is the registry.
@FunctionalInterface
public interface Vocabulary {

    /// @param name case-sensitive (contract §23, T19)
    /// @return null when there is no such verb
    @Nullable
    VerbType find(String name);
}
