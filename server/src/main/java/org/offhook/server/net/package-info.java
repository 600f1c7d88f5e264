/// Addresses of this machine: those that listeners are bound to, and those that others are told. No state; enter by
/// [Hosts] and [Advertised].
@NullMarked
package org.offhook.server.net;

import org.jspecify.annotations.NullMarked;
