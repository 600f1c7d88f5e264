package org.offhook.core.messages;

import java.util.List;
import org.offhook.core.emails.EmailSender;
import org.offhook.core.events.EventLog;
import org.offhook.core.ids.Sids;
import org.offhook.core.numbers.Geography;
import org.offhook.core.numbers.NumberDesk;
import org.offhook.core.script.Scripts;
import org.offhook.core.store.Store;
import org.offhook.core.time.Clock;
import org.offhook.core.time.Scheduler;
import org.offhook.core.tolls.TollGuard;
import org.offhook.core.usage.Prices;
import org.offhook.core.web.Web;
import org.offhook.core.webhooks.Application;
import org.offhook.core.webhooks.Deliveries;

/// Everything that messages work with; wired once.
///
/// @param gateways asked in this order which of them reaches a number
public record MessageTools(
        Clock clock,
        Sids sids,
        Scheduler scheduler,
        Scripts scripts,
        Store store,
        EventLog log,
        NumberDesk numbers,
        Geography geography,
        Web web,
        Application application,
        Deliveries deliveries,
        List<MessageGateway> gateways,
        CallOrders calls,
        EmailSender emails,
        MessageLimits limits,
        Prices prices,
        TollGuard tolls) {

    public MessageTools {
        gateways = List.copyOf(gateways);
    }
}
