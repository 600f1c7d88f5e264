package org.offhook.api.v1;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.offhook.api.http.Headers;
import org.offhook.api.http.Response;
import org.offhook.api.http.Router;
import org.offhook.api.render.Element;
import org.offhook.api.rest.Answer;
import org.offhook.api.rest.Ask;
import org.offhook.api.rest.Fields;
import org.offhook.api.rest.Rest;
import org.offhook.core.events.EventQuery;
import org.offhook.core.events.StoredEvent;
import org.offhook.core.ids.Sid;
import org.offhook.core.store.Store;

/// `/v1/Accounts/{AccountSid}/Events`: what happens in an account, as a stream of server-sent events, or with
/// `.json` the next few as a list. `after` (or the header `Last-Event-ID`) is the position behind which to
/// begin: 0 for the very first, nothing for what is still to come. `type` filters on beginnings of the type and
/// may repeat, `subject` on one call or message.
public final class EventsResource {

    /// Streams that one account may hold open; one more is answered 429.
    static final int STREAMS_PER_ACCOUNT = 1000;

    private static final int DEFAULT_LIMIT = 50;
    private static final int MOST = 1000;
    private static final String LAST_SEEN = "Last-Event-ID";

    private final Store store;
    private final Map<Sid, Integer> streams = new ConcurrentHashMap<>();

    public EventsResource(Store store) {
        this.store = store;
    }

    public void route(Router router, Rest rest) {
        router.add("GET", "/v1/Accounts/{AccountSid}/Events", rest.guarded(this::events));
    }

    private Answer events(Ask ask) {
        Fields fields = new Fields(ask.exchange().query());
        long after = position(ask, fields);
        int limit = fields.number("limit", DEFAULT_LIMIT, 1, MOST, 20422);
        EventFilter.Read read = EventFilter.read(ask.exchange().query());
        Optional<Answer> wrong = fields.wrong().or(read::wrong);
        if (wrong.isPresent()) {
            return wrong.get();
        }
        return ask.exchange().format().equals("json")
                ? list(ask.account().sid(), read.filter(), after, limit)
                : stream(ask.account().sid(), read.filter(), after);
    }

    private long position(Ask ask, Fields fields) {
        String text = fields.text(
                "after", ask.exchange().request().headers().get(LAST_SEEN).orElse(""));
        if (text.isEmpty()) {
            return store.lastPosition();
        }
        try {
            long position = Long.parseLong(text);
            if (position >= 0) {
                return position;
            }
        } catch (NumberFormatException notAPosition) {
            // Refused below.
        }
        fields.refuse(20422, "'" + text + "' is not the id of an event of this stream: it is a whole number");
        return 0;
    }

    private Answer list(Sid account, EventFilter filter, long after, int limit) {
        List<StoredEvent> page = store.events(new EventQuery(account, filter.subject(), after, limit));
        return Answer.ok(new Element("Events")
                .with(
                        "events",
                        page.stream().filter(filter::wants).map(CloudEvents::of).toList())
                .with(
                        "last_position",
                        Long.toString(page.isEmpty() ? after : page.getLast().position())));
    }

    private Answer stream(Sid account, EventFilter filter, long after) {
        if (streams.getOrDefault(account, 0) >= STREAMS_PER_ACCOUNT) {
            return new Answer.Wrong(
                    429, 20429, "The account has " + STREAMS_PER_ACCOUNT + " event streams open: close one");
        }
        return new Answer.Plain(new Response(
                200,
                Headers.of("Content-Type", "text/event-stream; charset=utf-8", "Cache-Control", "no-store"),
                new Response.Body.Live((sink, mailbox) -> {
                    streams.merge(account, 1, Integer::sum);
                    try {
                        new EventStory(store, account, filter, after).tell(sink, mailbox);
                    } finally {
                        left(account);
                    }
                })));
    }

    private void left(Sid account) {
        streams.computeIfPresent(account, (same, count) -> count == 1 ? null : count - 1);
    }
}
