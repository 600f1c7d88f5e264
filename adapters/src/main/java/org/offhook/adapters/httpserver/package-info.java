/// The HTTP listener: Jetty without servlets, a virtual thread per request. It turns bytes into api.http
/// requests and responses into bytes, and keeps slow and greedy clients within limits ([HttpLimits]); it has no
/// rules of its own. Enter by [HttpListener]. Jetty owns connections and threads.
@NullMarked
package org.offhook.adapters.httpserver;

import org.jspecify.annotations.NullMarked;
