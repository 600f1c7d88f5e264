package org.offhook.api;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.offhook.api.http.Exchange;
import org.offhook.api.http.Params;
import org.offhook.api.http.Request;
import org.offhook.api.http.Response;
import org.offhook.api.http.Router;
import org.offhook.api.render.Format;
import org.offhook.api.rest.Answer;
import org.offhook.api.rest.Renderer;
import org.offhook.core.ids.SidType;
import org.offhook.core.ids.Sids;
import org.offhook.core.store.StoreException;
import org.offhook.core.time.Clock;

/// The life of a request, step by step: name it, read it, find its route, let the route answer, sign the
/// answer. Who may ask is the route's business (rest.Rest); a bug is answered 500 and told to `faults`.
///
/// Official clients repeat a request three times when it was answered 5xx, so 5xx is answered only where
/// nothing was done: the store refused (503), or a bug came before the command.
public final class Api {

    private static final Set<String> OVERRIDES = Set.of("PUT", "DELETE", "GET");
    private static final Set<String> PRODUCTS = Set.of(
            "accounts",
            "events",
            "insights",
            "messaging",
            "monitor",
            "pricing",
            "routes",
            "sync",
            "taskrouter",
            "trunking",
            "voice");
    private static final String ROOT_2010 = "/2010-04-01";

    private final Router router;
    private final Sids sids;
    private final Clock clock;
    private final BiConsumer<String, Throwable> faults;
    private final AtomicInteger concurrent = new AtomicInteger();

    /// @param faults is told the request's id and what went wrong, for the log
    public Api(Router router, Sids sids, Clock clock, BiConsumer<String, Throwable> faults) {
        this.router = router;
        this.sids = sids;
        this.clock = clock;
        this.faults = faults;
    }

    public Response handle(Request request) {
        String id = sids.next(SidType.REQUEST).value();
        long start = clock.nanos();
        int now = concurrent.incrementAndGet();
        try {
            return signed(answer(id, request), id, start, now);
        } catch (StoreException refused) {
            faults.accept(id, refused);
            Answer wrong = new Answer.Wrong(503, 20503, "Nothing was done: " + refused.getMessage());
            return signed(render(request, wrong), id, start, now);
        } catch (RuntimeException bug) {
            faults.accept(id, bug);
            Answer wrong = new Answer.Wrong(500, 20500, "An internal error; it is in the log under " + id);
            return signed(render(request, wrong), id, start, now);
        } finally {
            concurrent.decrementAndGet();
        }
    }

    private Response answer(String id, Request request) {
        if (request.body().length > Request.LONGEST_BODY) {
            return render(
                    request,
                    new Answer.Wrong(413, 20413, "The body is longer than " + Request.LONGEST_BODY + " bytes"));
        }
        Optional<Params> query = Params.parse(request.query());
        Optional<Params> form = request.hasForm()
                ? Params.parse(new String(request.body(), StandardCharsets.UTF_8))
                : Optional.of(Params.NONE);
        if (query.isEmpty() || form.isEmpty()) {
            return render(request, new Answer.Wrong(400, 20001, "There are more than " + Params.MOST + " parameters"));
        }
        String method = method(request.method(), form.get().or(query.get()));
        return switch (router.find(method, path(request))) {
            case Router.Found.Route(var handler, var path, var format) -> {
                if (!request.hasForm()) {
                    yield render(
                            request,
                            new Answer.Wrong(
                                    415, 20415, "Send application/x-www-form-urlencoded, not " + request.mediaType()));
                }
                yield handler.handle(new Exchange(id, request, path, format, query.get(), form.get()));
            }
            case Router.Found.OtherMethod(var allow) -> otherMethod(request, method, allow);
            case Router.Found.Nothing() -> render(request, Answer.notFound(request.path()));
        };
    }

    /// A product has a path of its own (`/accounts/v1/…`), or a host of its own (`accounts.example.net/v1/…`).
    private static String path(Request request) {
        String host = request.headers().get("Host").orElse("");
        String product = host.substring(0, Math.max(0, host.indexOf('.'))).toLowerCase(Locale.ROOT);
        return PRODUCTS.contains(product) && request.path().matches("/v[0-9]+/.*")
                ? "/" + product + request.path()
                : request.path();
    }

    /// PUT is another word for POST (SPEC API-1). A client that can only POST may name its method in `_method`.
    private static String method(String method, Params input) {
        String wanted = method.equals("POST")
                ? input.get("_method")
                        .map(m -> m.toUpperCase(Locale.ROOT))
                        .filter(OVERRIDES::contains)
                        .orElse(method)
                : method;
        return wanted.equals("PUT") ? "POST" : wanted;
    }

    private static Response otherMethod(Request request, String method, Set<String> allow) {
        Response response = method.equals("OPTIONS")
                ? Response.empty(204)
                : render(
                        request,
                        new Answer.Wrong(405, 20004, "Method not allowed: here are " + String.join(", ", allow)));
        return response.with("Allow", String.join(", ", allow));
    }

    /// Renders what no route did: in what the path's ending or the Accept header say.
    private static Response render(Request request, Answer answer) {
        int dot = request.path().lastIndexOf('.');
        String ending = dot < 0 ? "" : request.path().substring(dot + 1);
        String accept = request.headers().get("Accept").orElse("");
        Format unasked = request.path().startsWith(ROOT_2010) ? Format.XML : Format.JSON;
        Format format = Format.choose(ending, accept, unasked)
                .or(() -> Format.choose("", accept, unasked))
                .orElse(unasked);
        return Renderer.render(answer, format);
    }

    private Response signed(Response response, String id, long start, int now) {
        Duration took = Duration.ofNanos(clock.nanos() - start);
        String seconds = String.format(Locale.ROOT, "%.3f", took.toNanos() / 1e9);
        return response.with("Twilio-Request-Id", id)
                .with("Twilio-Request-Duration", seconds)
                .with("Twilio-Concurrent-Requests", Integer.toString(now));
    }
}
