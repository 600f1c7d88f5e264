/// The program: its commands, its configuration, and the wiring of all rooms by hand. Enter by `Main`; what is
/// connected to what
/// stands in `Wiring`, one short method per room.
@NullMarked
package org.offhook.server;

import org.jspecify.annotations.NullMarked;
