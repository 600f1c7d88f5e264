package org.offhook.api.v2010.messages;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.offhook.api.http.Router;
import org.offhook.api.render.Dates;
import org.offhook.api.render.Element;
import org.offhook.api.rest.Answer;
import org.offhook.api.rest.Ask;
import org.offhook.api.rest.Fields;
import org.offhook.api.rest.Rest;
import org.offhook.api.v2010.Desks;
import org.offhook.api.v2010.Resources;
import org.offhook.core.assets.Asset;
import org.offhook.core.assets.AssetKinds;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.messages.Message;
import org.offhook.core.store.Change;
import org.offhook.core.store.Query;

/// `…/Messages/{MessageSid}/Feedback`: whether the message did what it was sent for. The last word is kept.
public final class FeedbackResource implements Resources.Resource {

    private final Desks desks;

    public FeedbackResource(Desks desks) {
        this.desks = desks;
    }

    @Override
    public void route(Router router, Rest rest) {
        router.add("POST", Resources.ACCOUNT + "/Messages/{MessageSid}/Feedback", rest.guarded(this::create));
    }

    private Answer create(Ask ask) {
        Optional<Message> message = Sid.parse(ask.exchange().path("MessageSid"))
                .flatMap(sid -> desks.store().find(Message.KIND, sid))
                .filter(found -> found.account().equals(ask.account().sid()));
        if (message.isEmpty()) {
            return Answer.notFound(ask);
        }
        Fields fields = new Fields(ask.input());
        String outcome = fields.choice("Outcome", "confirmed", Set.of("confirmed", "unconfirmed"), 20422);
        return fields.wrong().orElseGet(() -> Answer.ok(view(keep(message.get(), outcome), message.get())));
    }

    private Asset keep(Message message, String outcome) {
        Query former = Query.of(message.account())
                .where("parent", message.sid().value())
                .limit(1);
        Instant now = desks.clock().now();
        Asset feedback = desks.store().list(AssetKinds.FEEDBACK, former).stream()
                .findFirst()
                .orElseGet(() -> new Asset(
                        desks.sids().next(SidType.REQUEST), message.account(), message.sid(), Map.of(), now, now))
                .with(Map.of("outcome", outcome), now);
        desks.store().commit(Change.put(AssetKinds.FEEDBACK, feedback));
        return feedback;
    }

    private static Element view(Asset feedback, Message message) {
        return new Element("MessageFeedback")
                .with("account_sid", feedback.account().value())
                .with("message_sid", message.sid().value())
                .with("outcome", feedback.value("outcome"))
                .with("date_created", Dates.rfc2822(feedback.created()))
                .with("date_updated", Dates.rfc2822(feedback.updated()))
                .with(
                        "uri",
                        "/2010-04-01/Accounts/" + feedback.account() + "/Messages/" + message.sid() + "/Feedback.json");
    }
}
