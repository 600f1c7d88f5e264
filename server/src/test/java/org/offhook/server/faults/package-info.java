/// What goes wrong, on purpose: kills, bad networks, bad applications, full and taken machines. The server is
/// the
/// real one; nothing accepted may be lost, and nobody may hang.
@NullMarked
package org.offhook.server.faults;

import org.jspecify.annotations.NullMarked;
