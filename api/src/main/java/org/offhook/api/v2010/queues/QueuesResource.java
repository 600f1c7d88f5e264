package org.offhook.api.v2010.queues;

import java.util.Map;
import java.util.Optional;
import org.offhook.api.http.Router;
import org.offhook.api.render.Dates;
import org.offhook.api.render.Element;
import org.offhook.api.rest.Answer;
import org.offhook.api.rest.Ask;
import org.offhook.api.rest.Fields;
import org.offhook.api.rest.Paging;
import org.offhook.api.rest.Rest;
import org.offhook.api.v2010.Resources;
import org.offhook.core.Outcome;
import org.offhook.core.queues.CallQueue;
import org.offhook.core.queues.QueueDesk;
import org.offhook.core.queues.Standing;
import org.offhook.core.store.Query;
import org.offhook.core.store.Store;

/// `…/Queues`, by Sid or name (contract §23, T24).
public final class QueuesResource implements Resources.Resource {

    static final String LIST = Resources.ACCOUNT + "/Queues";

    private final Store store;
    private final QueueDesk desk;

    public QueuesResource(Store store, QueueDesk desk) {
        this.store = store;
        this.desk = desk;
    }

    @Override
    public void route(Router router, Rest rest) {
        router.add(
                "GET",
                LIST,
                rest.guarded(ask -> Paging.list(
                        ask, store, CallQueue.KIND, Query.of(ask.account().sid()), "Queues", this::view)));
        router.add("POST", LIST, rest.guarded(this::create));
        router.add(
                "GET",
                LIST + "/{Sid}",
                rest.guarded(ask -> answer(
                        ask, 200, desk.find(ask.account().sid(), ask.exchange().path("Sid")))));
        router.add("POST", LIST + "/{Sid}", rest.guarded(this::update));
        router.add("DELETE", LIST + "/{Sid}", rest.guarded(this::delete));
    }

    private Answer create(Ask ask) {
        Fields fields = new Fields(ask.input());
        String name = fields.needed("FriendlyName", 20002, "FriendlyName is required");
        int most = fields.number("MaxSize", QueueDesk.STANDARD_MOST, 1, QueueDesk.MOST, 20422);
        return fields.wrong()
                .orElseGet(() -> answer(ask, 201, desk.create(ask.account().sid(), name, most)));
    }

    private Answer update(Ask ask) {
        String asked = ask.exchange().path("Sid");
        Fields fields = new Fields(ask.input());
        Integer most = fields.text("MaxSize") == null
                ? null
                : (Integer) fields.number("MaxSize", QueueDesk.STANDARD_MOST, 1, QueueDesk.MOST, 20422);
        Outcome<CallQueue> found = desk.find(ask.account().sid(), asked);
        Optional<Answer> wrong = found instanceof Outcome.Done ? fields.wrong() : Optional.empty();
        return wrong.orElseGet(
                () -> answer(ask, 200, desk.update(ask.account().sid(), asked, fields.text("FriendlyName"), most)));
    }

    private Answer delete(Ask ask) {
        return switch (desk.delete(ask.account().sid(), ask.exchange().path("Sid"))) {
            case Outcome.Done<CallQueue> _ -> new Answer.Done();
            case Outcome.Refused<CallQueue> refused ->
                refused.status() == 404 ? Answer.notFound(ask) : Answer.wrong(refused);
        };
    }

    private Answer answer(Ask ask, int status, Outcome<CallQueue> outcome) {
        return switch (outcome) {
            case Outcome.Done<CallQueue>(CallQueue queue) -> new Answer.One(status, view(queue));
            case Outcome.Refused<CallQueue> refused ->
                refused.status() == 404 ? Answer.notFound(ask) : Answer.wrong(refused);
        };
    }

    private Element view(CallQueue queue) {
        Standing standing = desk.standing(queue.sid(), null);
        String uri = "/2010-04-01/Accounts/" + queue.account() + "/Queues/" + queue.sid();
        return new Element("Queue")
                .with("sid", queue.sid().value())
                .with("account_sid", queue.account().value())
                .with("friendly_name", queue.name())
                .with("max_size", queue.most())
                .with("current_size", standing.size())
                .with("average_wait_time", Math.toIntExact(standing.average().toSeconds()))
                .with("date_created", Dates.rfc2822(queue.created()))
                .with("date_updated", Dates.rfc2822(queue.updated()))
                .with("uri", uri + ".json")
                .with("subresource_uris", Map.of("members", uri + "/Members.json"));
    }
}
