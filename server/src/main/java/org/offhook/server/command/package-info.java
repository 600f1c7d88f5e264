/// The commands of `offhook`, one class each; the list is [Offhook]. A command reads its flags, calls the room
/// that does the work and turns the outcome into an exit code. What goes wrong is one line (a
/// [CommandException]).
@NullMarked
package org.offhook.server.command;

import org.jspecify.annotations.NullMarked;
