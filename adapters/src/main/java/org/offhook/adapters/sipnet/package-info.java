/// SIP on real sockets: UDP and TCP on one address, TLS on the next port, in front of the signalling shards.
///
/// [SipServer] owns the sockets. One platform thread, [DatagramLoop], reads datagrams in batches and runs the
/// first shard in between; further shards have a [ShardLoop] of their own and are handed what is theirs.
/// WebSockets are accepted by the HTTP listener and join as a [SocketLink].
/// Streams are two virtual threads each ([StreamConnection]), bounded in number, in patience and in what waits
/// to be written. Responses go where the request came from, and nowhere else.
///
/// Door: [SipServer#open].
@NullMarked
package org.offhook.adapters.sipnet;

import org.jspecify.annotations.NullMarked;
