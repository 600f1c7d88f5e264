package org.offhook.api.v2010.queues;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.offhook.api.http.Router;
import org.offhook.api.render.Dates;
import org.offhook.api.render.Element;
import org.offhook.api.rest.Answer;
import org.offhook.api.rest.Ask;
import org.offhook.api.rest.Fields;
import org.offhook.api.rest.Offsets;
import org.offhook.api.rest.Rest;
import org.offhook.core.Outcome;
import org.offhook.core.calls.Call;
import org.offhook.core.calls.ChangeCall;
import org.offhook.core.calls.ChangeCall.Wish;
import org.offhook.core.queues.CallQueue;
import org.offhook.core.queues.QueueDesk;
import org.offhook.core.queues.QueueMember;
import org.offhook.core.time.Clock;
import org.offhook.core.web.Hook;

/// `…/Queues/{Queue}/Members`: who waits, by call Sid or as `Front`. A member that is sent a `Url` leaves the
/// queue and goes on there.
public final class MembersResource implements org.offhook.api.v2010.Resources.Resource {

    private static final String LIST = QueuesResource.LIST + "/{QueueSid}/Members";

    private final QueueDesk desk;
    private final Function<ChangeCall, Outcome<Call>> change;
    private final Clock clock;

    public MembersResource(QueueDesk desk, Function<ChangeCall, Outcome<Call>> change, Clock clock) {
        this.desk = desk;
        this.change = change;
        this.clock = clock;
    }

    @Override
    public void route(Router router, Rest rest) {
        router.add("GET", LIST, rest.guarded(ask -> with(ask, queue -> list(ask, queue))));
        router.add(
                "GET",
                LIST + "/{CallSid}",
                rest.guarded(ask -> with(ask, queue -> member(ask, queue, member -> Answer.ok(view(member))))));
        router.add(
                "POST",
                LIST + "/{CallSid}",
                rest.guarded(ask -> with(ask, queue -> member(ask, queue, member -> dequeue(ask, member)))));
    }

    private Answer with(Ask ask, Function<CallQueue, Answer> then) {
        return switch (desk.find(ask.account().sid(), ask.exchange().path("QueueSid"))) {
            case Outcome.Done<CallQueue>(CallQueue queue) -> then.apply(queue);
            case Outcome.Refused<CallQueue> _ -> Answer.notFound(ask);
        };
    }

    private Answer member(Ask ask, CallQueue queue, Function<QueueMember, Answer> then) {
        return switch (desk.member(
                ask.account().sid(), queue.sid(), ask.exchange().path("CallSid"))) {
            case Outcome.Done<QueueMember>(QueueMember member) -> then.apply(member);
            case Outcome.Refused<QueueMember> _ -> Answer.notFound(ask);
        };
    }

    private Answer list(Ask ask, CallQueue queue) {
        List<Element> members = desk.members(ask.account().sid(), queue.sid()).stream()
                .map(this::view)
                .toList();
        return Offsets.list(ask, "QueueMembers", members);
    }

    private Answer dequeue(Ask ask, QueueMember member) {
        Fields fields = new Fields(ask.input());
        fields.needed("Url", 21205, "Url is required: where the call is to go on");
        Hook document = fields.hook("Url", "Method", 21205, 21209);
        if (fields.wrong().isPresent() || document == null) {
            return fields.wrong().orElseGet(() -> Answer.notFound(ask));
        }
        Element shown = view(member);
        return switch (change.apply(
                new ChangeCall(member.account(), member.call(), new Wish.Redirect(document, null)))) {
            case Outcome.Done<Call> _ -> Answer.ok(shown);
            case Outcome.Refused<Call> refused -> Answer.wrong(refused);
        };
    }

    private Element view(QueueMember member) {
        long waited = Duration.between(member.created(), clock.now()).toSeconds();
        return new Element("QueueMember")
                .with("call_sid", member.call().value())
                .with("queue_sid", member.queue().value())
                .with("position", desk.standing(member.queue(), member.call()).position())
                .with("wait_time", Math.toIntExact(waited))
                .with("date_enqueued", Dates.rfc2822(member.created()))
                .with(
                        "uri",
                        "/2010-04-01/Accounts/" + member.account() + "/Queues/" + member.queue() + "/Members/"
                                + member.call() + ".json");
    }
}
