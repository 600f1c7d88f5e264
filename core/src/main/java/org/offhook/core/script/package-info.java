/// Stories that block: each call runs as a plain method on its own (virtual) thread and is reached through its
/// [Mailbox] only. The simulator runs the same scripts one at a time under its own clock.
@NullMarked
package org.offhook.core.script;

import org.jspecify.annotations.NullMarked;
