package org.offhook.core.calls.script;

import org.offhook.core.calls.leg.CallLeg;

/// One instruction of a document, ready to be carried out. A verb = one small record in `core.verbs`: its
/// attributes, its [VerbType], and what it does.
public interface Verb {

    /// Whether the call must have been answered before it runs (contract §9, rule 2).
    default boolean answers() {
        return true;
    }

    /// Blocks until the verb is over.
    Next run(CallLeg leg);
}
