package org.offhook.api.v1;

import org.offhook.api.render.Element;
import org.offhook.core.events.Event;
import org.offhook.core.events.StoredEvent;

/// An event in the JSON format of CloudEvents 1.0. `sequence` counts per subject, `position` over the whole
/// log; the latter is the id of server-sent events.
final class CloudEvents {

    private CloudEvents() {}

    static Element of(StoredEvent stored) {
        Event event = stored.event();
        return new Element("Event")
                .with("specversion", "1.0")
                .with("id", event.sid().value())
                .with("source", "/v1/Accounts/" + event.account())
                .with("type", event.type().text())
                .with("subject", event.subject().value())
                .with("time", event.time().toString())
                .with("sequence", Integer.toString(event.sequence()))
                .with("position", Long.toString(stored.position()))
                .with("datacontenttype", "application/json")
                .with("data", event.data());
    }
}
