/// One HTTP exchange with somebody's server, as data. Redirects, cookies, retries, signatures and caching are
/// rules and live in core.webhooks; an implementation of [Web] connects, checks the address it connects to, and
/// keeps the limits.
@NullMarked
package org.offhook.core.web;

import org.jspecify.annotations.NullMarked;
