/// The wired server against peers that others have written, on loopback: SIPp, baresip, kamailio, and its own
/// commands over its own port. [LiveServer] is the server; the peers are those of the testkit.
@NullMarked
package org.offhook.server.peers;

import org.jspecify.annotations.NullMarked;
