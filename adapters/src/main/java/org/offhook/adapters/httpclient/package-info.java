/// The outgoing half of HTTP: [org.offhook.core.web.Web] over the message parser of Apache HttpComponents, on
/// virtual threads. Enter by [HttpWeb].
///
/// An exchange is one virtual thread that runs [Exchange]. It belongs to the [Lane] of its account, which
/// bounds how many run at once and keeps that account's idle connections; nothing else is shared between
/// accounts but the resolver's threads, of which each lane gets a few. [Connector] resolves a name once, lets
/// the [org.offhook.core.web.DestinationPolicy] judge every address of it, and connects to an address that was
/// judged; no code path of this package opens a socket in another way. The connections are our own rather than
/// those of the library's pool because of that one path, and because an exchange then costs one write and one
/// read.
@NullMarked
package org.offhook.adapters.httpclient;

import org.jspecify.annotations.NullMarked;
