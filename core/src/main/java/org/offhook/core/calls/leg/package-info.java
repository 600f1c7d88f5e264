/// A call leg as scripts and verbs see it. [CallLeg] is the door; its rooms are the inbox (the one place where
/// a script waits), the journal (state and events), the playback, the recordings, and the talk with the
/// application. All of it belongs to one script and is touched by no other thread; what others have to say
/// arrives as a [Signal].
@NullMarked
package org.offhook.core.calls.leg;

import org.jspecify.annotations.NullMarked;
