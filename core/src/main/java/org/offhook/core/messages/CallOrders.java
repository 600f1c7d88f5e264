package org.offhook.core.messages;

import java.time.Instant;
import org.offhook.core.Outcome;
import org.offhook.core.ids.Sid;

/// Calls that the answer to a message asks for (SPEC CALL-12); calls implement it.
@FunctionalInterface
public interface CallOrders {

    /// @param document what the call does, as markup
    /// @return the call's Sid; it is durable then
    Outcome<Sid> order(Sid account, String from, String to, String document, Instant when);
}
