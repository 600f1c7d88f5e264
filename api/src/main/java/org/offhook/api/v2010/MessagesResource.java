package org.offhook.api.v2010;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.offhook.api.http.Router;
import org.offhook.api.render.Dates;
import org.offhook.api.render.Element;
import org.offhook.api.rest.Answer;
import org.offhook.api.rest.Ask;
import org.offhook.api.rest.Fields;
import org.offhook.api.rest.Filters;
import org.offhook.api.rest.Paging;
import org.offhook.api.rest.Rest;
import org.offhook.core.Outcome;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.messages.Message;
import org.offhook.core.messages.Message.Status;
import org.offhook.core.messages.MessageSender;
import org.offhook.core.messages.SendMessage;
import org.offhook.core.store.Change;
import org.offhook.core.store.Query;
import org.offhook.core.store.Store;
import org.offhook.core.time.Clock;

/// `…/Messages`: sent by POST, redacted by an empty `Body`, deleted once they are under way no more.
final class MessagesResource implements Resources.Resource {

    private static final String LIST = Resources.ACCOUNT + "/Messages";
    private static final String ONE = LIST + "/{Sid}";
    private static final Set<Status> UNDER_WAY =
            EnumSet.of(Status.ACCEPTED, Status.SCHEDULED, Status.QUEUED, Status.SENDING, Status.RECEIVING);

    private final Store store;
    private final Clock clock;
    private final MessageSender desk;
    private final String currency;

    MessagesResource(Store store, Clock clock, MessageSender desk, String currency) {
        this.store = store;
        this.clock = clock;
        this.desk = desk;
        this.currency = currency;
    }

    @Override
    public void route(Router router, Rest rest) {
        router.add("GET", LIST, rest.guarded(this::list));
        router.add("POST", LIST, rest.guarded(this::create));
        router.add(
                "GET",
                ONE,
                rest.guarded(ask -> find(ask)
                        .<Answer>map(message -> Answer.ok(view(message)))
                        .orElseGet(() -> Answer.notFound(ask))));
        router.add("POST", ONE, rest.guarded(this::update));
        router.add("DELETE", ONE, rest.guarded(this::delete));
    }

    private Answer list(Ask ask) {
        Fields fields = new Fields(ask.input());
        Query query = new Filters(fields, Query.of(ask.account().sid()))
                .text("To", "to")
                .text("From", "from")
                .time("DateSent", "sent")
                .query();
        return fields.wrong().orElseGet(() -> Paging.list(ask, store, Message.KIND, query, "Messages", this::view));
    }

    private Answer create(Ask ask) {
        MessageForm form = new MessageForm(ask, store, clock.now());
        SendMessage command = form.read();
        return form.wrong().orElseGet(() -> switch (desk.send(command)) {
            case Outcome.Done<Message>(Message message) -> Answer.created(view(message));
            case Outcome.Refused<Message> refused -> Answer.wrong(refused);
        });
    }

    private Answer update(Ask ask) {
        if (!"canceled".equals(ask.input().get("Status").orElse(""))) {
            return redact(ask);
        }
        Optional<Message> message = find(ask);
        if (message.isEmpty()) {
            return Answer.notFound(ask);
        }
        return switch (desk.cancel(message.get().sid())) {
            case Outcome.Done<Message>(Message canceled) -> Answer.ok(view(canceled));
            case Outcome.Refused<Message> refused -> Answer.wrong(refused);
        };
    }

    private Answer redact(Ask ask) {
        Optional<Message> message = find(ask);
        if (message.isEmpty()) {
            return Answer.notFound(ask);
        }
        Fields fields = new Fields(ask.input());
        if (fields.text("Status") != null) {
            fields.refuse(20422, "Status can only become canceled");
        } else if (!fields.sent("Body") || fields.text("Body") != null) {
            fields.refuse(20422, "Body can only be emptied");
        } else if (UNDER_WAY.contains(message.get().status())) {
            fields.refuse(20009, "The message is under way; redact it when it is not");
        }
        Optional<Answer> wrong = fields.wrong();
        if (wrong.isPresent()) {
            return wrong.get();
        }
        Message redacted = message.get().redacted(clock.now());
        store.commit(Change.put(Message.KIND, redacted));
        return Answer.ok(view(redacted));
    }

    private Answer delete(Ask ask) {
        Optional<Message> message = find(ask);
        if (message.isEmpty()) {
            return Answer.notFound(ask);
        }
        if (UNDER_WAY.contains(message.get().status())) {
            return new Answer.Wrong(400, 20009, "The message is under way; delete it when it is not");
        }
        store.commit(Change.remove(Message.KIND, message.get().sid()));
        return new Answer.Done();
    }

    private Optional<Message> find(Ask ask) {
        return Sid.parse(ask.exchange().path("Sid"))
                .filter(sid -> sid.is(SidType.MESSAGE) || sid.is(SidType.MMS))
                .flatMap(sid -> store.find(Message.KIND, sid))
                .filter(message -> message.account().equals(ask.account().sid()));
    }

    private Element view(Message message) {
        String uri = "/2010-04-01/Accounts/" + message.account() + "/Messages/" + message.sid();
        return new Element("Message")
                .with("sid", message.sid().value())
                .with("account_sid", message.account().value())
                .with(
                        "messaging_service_sid",
                        message.service() == null ? null : message.service().value())
                .with("from", message.from())
                .with("to", message.to())
                .with("body", message.body())
                .with("status", message.status().text())
                .with("direction", message.direction().text())
                .with("num_segments", Integer.toString(message.segments()))
                .with("num_media", Integer.toString(message.media().size()))
                .with("price", Costs.price(message.charge()))
                .with("price_unit", Costs.unit(message.charge(), currency))
                .with("error_code", message.errorCode() == 0 ? null : message.errorCode())
                .with("error_message", message.errorMessage())
                .with("api_version", "2010-04-01")
                .with("date_created", Dates.rfc2822(message.created()))
                .with("date_updated", Dates.rfc2822(message.updated()))
                .with("date_sent", Dates.rfc2822(message.sent()))
                .with("uri", uri + ".json")
                .with("subresource_uris", Map.of("media", uri + "/Media.json"));
    }
}
