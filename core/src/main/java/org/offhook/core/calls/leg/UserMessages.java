package org.offhook.core.calls.leg;

import java.util.List;
import java.util.Map;
import org.offhook.core.assets.Asset;
import org.offhook.core.assets.AssetKinds;
import org.offhook.core.events.EventType;
import org.offhook.core.ids.SidType;
import org.offhook.core.signalling.SipLeg;
import org.offhook.core.store.Query;
import org.offhook.core.web.Hook;
import org.offhook.core.webhooks.Parameters;
import org.offhook.protocols.json.JsonReader;
import org.offhook.protocols.sip.MediaType;

/// What an application and the program at the far end of a call say to each other (contract §25.1,
/// UserDefinedMessages): JSON in INFO requests without a package (RFC 6086 §4), which is what a browser's SIP library
/// sends and shows.
public final class UserMessages {

    /// Characters of one message.
    public static final int LONGEST = 10_000;

    /// Messages of the far end that are told to the application, of one call.
    static final int MOST = 1_000;

    private static final String TYPE = "application/json";
    private static final int NO_JSON = 32702;
    private static final int TOO_LONG = 32703;

    private final Journal journal;
    private int heard;

    UserMessages(Journal journal) {
        this.journal = journal;
    }

    /// @param sip the dialog with the far end
    void send(SipLeg sip, String content) {
        sip.info(TYPE, content, Map.of());
        journal.note(EventType.SIGNAL, "what", "message to the far end", "characters", length(content));
    }

    /// The far end has sent an INFO. Whoever subscribed is told when it carries a message.
    void received(String type, String body) {
        journal.note(EventType.SIGNAL, "what", "INFO", "content_type", type);
        MediaType media = MediaType.parse(type);
        if (media == null || !media.essence().equals(TYPE)) {
            return;
        }
        List<Asset> subscribers = subscribers();
        if (subscribers.isEmpty()) {
            return;
        }
        if (body.length() > LONGEST || ++heard > MOST) {
            journal.warn(
                    TOO_LONG,
                    "A message of the far end has more than " + LONGEST + " characters, or is one of more than " + MOST
                            + "; it was not told.");
        } else if (JsonReader.read(body).isEmpty()) {
            journal.warn(NO_JSON, "A message of the far end is no JSON; it was not told.");
        } else {
            subscribers.forEach(one -> tell(one, body));
        }
    }

    private void tell(Asset subscription, String body) {
        Hook hook = subscription.hook("callback", "method");
        if (hook != null) {
            journal.owe(
                    subscription.sid(),
                    hook,
                    Parameters.NONE
                            .with(
                                    "UserDefinedMessageSid",
                                    journal.tools()
                                            .base()
                                            .sids()
                                            .next(SidType.USER_MESSAGE)
                                            .value())
                            .with("SubscriptionSid", subscription.sid().value())
                            .with("Content", body)
                            .with("ContentType", TYPE));
        }
    }

    private List<Asset> subscribers() {
        Query query = Query.of(journal.call().account())
                .where("parent", journal.call().sid().value());
        return journal.tools()
                .base()
                .store()
                .list(AssetKinds.MESSAGE_SUBSCRIPTIONS, query)
                .reversed();
    }

    private static String length(String text) {
        return Integer.toString(text.length());
    }
}
