/// The programs in `examples/` answer real calls: what callers hear is checked. The tests own a server, the
/// program and the phones; enter by the tests.
@NullMarked
package org.offhook.server.examples;

import org.jspecify.annotations.NullMarked;
