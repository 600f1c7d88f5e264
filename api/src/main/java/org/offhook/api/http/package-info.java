/// HTTP as values: a [Request] goes in, a [Response] comes out, the [Router] finds who answers. Nothing here
/// knows a socket, so every route is tested by calling it; adapters.httpserver carries the bytes. No state.
@NullMarked
package org.offhook.api.http;

import org.jspecify.annotations.NullMarked;
