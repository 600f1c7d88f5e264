package org.offhook.core.calls.script;

import org.jspecify.annotations.Nullable;
import org.offhook.core.calls.TransferGoal;

/// The verbs that documents may use; `core.verbs.Verbs` is the registry.
public interface Vocabulary {

    /// @param name case-sensitive (contract §23, T19)
    /// @return null when there is no such verb
    @Nullable
    VerbType find(String name);

    /// What a leg does that was referred to somebody else.
    Verb transfer(TransferGoal goal);
}
