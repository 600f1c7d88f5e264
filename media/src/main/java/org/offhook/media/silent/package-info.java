/// Media without sound, for the simulator and for tests of call scripts: the same port as the real one, no
/// packets, and time that only passes as the injected scheduler says.
///
/// Enter by [org.offhook.media.silent.SilentMedia]; a fake far end finds the session of the port it was told by
/// [org.offhook.media.silent.SilentMedia#at], presses keys into it, speaks, and reads what it was made to hear.
/// All state belongs to the scheduler's thread: commands are tasks of it, as they are commands to the shard in
/// the real one.
@NullMarked
package org.offhook.media.silent;

import org.jspecify.annotations.NullMarked;
