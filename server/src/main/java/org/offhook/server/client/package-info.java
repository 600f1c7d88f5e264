/// The commands' way to a running server: its own REST API, as any other client uses it. Enter by [ApiClient].
@NullMarked
package org.offhook.server.client;

import org.jspecify.annotations.NullMarked;
