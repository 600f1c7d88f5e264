/// The verbs of documents (contract §7), one small file each: a record of its attributes, its reader, and what
/// it does with a [org.offhook.core.calls.leg.CallLeg]. [Verbs] is the registry: a new verb is one file and one
/// line there. Verbs are values; what changes lives in the leg.
@NullMarked
package org.offhook.core.verbs;

import org.jspecify.annotations.NullMarked;
