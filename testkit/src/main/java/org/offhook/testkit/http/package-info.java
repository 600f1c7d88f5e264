/// The API without a port: [DirectClient] calls it as a client would, [Reply] is what comes back. For tests of
/// routes, and for callers in the same process.
@NullMarked
package org.offhook.testkit.http;

import org.jspecify.annotations.NullMarked;
