package org.offhook.core.messages;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.SidType;
import org.offhook.core.store.Change;
import org.offhook.core.store.Query;
import org.offhook.core.webhooks.Cookie;
import org.offhook.core.webhooks.CookieJar;

/// Finds and keeps the [Visit] of a pair of numbers. A pair is served by one script at a time, so nobody else
/// changes it meanwhile.
final class Visits {

    private final MessageTools tools;

    Visits(MessageTools tools) {
        this.tools = tools;
    }

    /// A visit under way: what was kept, and the jar that requests use.
    record Open(@Nullable Visit kept, CookieJar jar) {}

    Open open(Message incoming) {
        List<Visit> found = tools.store()
                .list(
                        Visit.KIND,
                        Query.of(incoming.account())
                                .where("pair", pair(incoming))
                                .limit(1));
        return found.isEmpty()
                ? new Open(null, new CookieJar())
                : new Open(found.getFirst(), new CookieJar(found.getFirst().cookies()));
    }

    /// The change that keeps what the visit has become; nothing when it is as it was.
    Optional<Change> close(Open visit, Message incoming) {
        List<Cookie> cookies = visit.jar().cookies();
        Visit kept = visit.kept();
        if (kept == null) {
            return cookies.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Change.put(
                            Visit.KIND,
                            new Visit(
                                    tools.sids().next(SidType.VISIT),
                                    incoming.account(),
                                    pair(incoming),
                                    cookies,
                                    tools.clock().now())));
        }
        if (cookies.equals(kept.cookies())) {
            return Optional.empty();
        }
        return Optional.of(
                cookies.isEmpty()
                        ? Change.remove(Visit.KIND, kept.sid())
                        : Change.put(
                                Visit.KIND,
                                new Visit(kept.sid(), kept.account(), kept.pair(), cookies, kept.created())));
    }

    static String pair(Message incoming) {
        return incoming.from() + " " + incoming.to();
    }
}
