/// Serves programs that speak to the original's host names, and cannot or shall not be changed: an HTTPS proxy
/// and a TLS port that end TLS for these names and hand the bytes on to a server of ours. On loopback only.
///
/// Door: [Interceptor].
@NullMarked
package org.offhook.adapters.intercept;

import org.jspecify.annotations.NullMarked;
