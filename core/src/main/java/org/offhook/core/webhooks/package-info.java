/// The platform as a client of the customer's web application (contract §3–§6). [Application] asks it for a
/// document: parameters, signature, cookies, redirects, retries, cache, fallback. [Deliveries] tells it what
/// happened: durable, in order, again until it listens. What goes over the wire is [org.offhook.core.web.Web]'s
/// business; who waits, and where, is the caller's ([Exchange]).
@NullMarked
package org.offhook.core.webhooks;

import org.jspecify.annotations.NullMarked;
