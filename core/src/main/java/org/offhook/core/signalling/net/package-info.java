/// The network as signalling sees it: packets come from a [Flow] and go to one. The adapters (sockets) and the
/// simulator implement [Wire] and [Resolver]; whoever owns the shard calls it. No state here.
@NullMarked
package org.offhook.core.signalling.net;

import org.jspecify.annotations.NullMarked;
