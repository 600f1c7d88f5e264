package org.offhook.core.webhooks;

import org.offhook.core.web.WebRequest;
import org.offhook.core.web.WebResult;

/// One HTTP exchange, waited for. A script waits in its mailbox; what ends the wait early (the caller hung up)
/// leaves as an exception of the script's own, and the exchange is cancelled.
@FunctionalInterface
public interface Exchange {

    WebResult send(WebRequest request);
}
