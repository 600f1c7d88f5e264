/// WebSocket connections to applications, for media streams: [org.offhook.adapters.streams.WebSocketStreams] over
/// Jetty's client. Whom it may connect to is decided by [org.offhook.adapters.httpclient.Guard].
@NullMarked
package org.offhook.adapters.streams;

import org.jspecify.annotations.NullMarked;
