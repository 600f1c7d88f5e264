/// The signalling loop: [SignallingShard] owns every SIP transaction and dialog whose Call-ID hashes to it, and
/// nobody else touches them. It has no thread and no clock: a runner hands it packets and the time, and the
/// simulator is such a runner. Scripts reach it through its bounded queue of commands; it reaches them through
/// the consumers they gave.
///
/// Doors: [SignallingShard] for the runner, [SignallingShards] for those who place calls.
@NullMarked
package org.offhook.core.signalling.loop;

import org.jspecify.annotations.NullMarked;
