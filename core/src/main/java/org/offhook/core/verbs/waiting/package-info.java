/// What callers hear while they wait, in a conference or a queue: [Listening] carries out documents in which
/// only some verbs are allowed, [HoldMusic] is what there is without one.
@NullMarked
package org.offhook.core.verbs.waiting;

import org.jspecify.annotations.NullMarked;
