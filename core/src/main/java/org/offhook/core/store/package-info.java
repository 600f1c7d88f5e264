/// What must survive: the one port to the database. A resource is an [Entity] record with a [Kind]; a change is
/// data ([Change]), and a list of changes is one transaction. What the world is told was accepted has been
/// committed first (TRUST §3). Adapters implement [Store]; the simulator keeps everything in memory. New
/// resource: one record with its Kind, and one line in [org.offhook.core.Kinds].
@NullMarked
package org.offhook.core.store;

import org.jspecify.annotations.NullMarked;
