package org.offhook.api.openapi;

import java.util.Set;
import java.util.stream.Collectors;
import org.offhook.api.http.Exchange;
import org.offhook.api.http.Handler;
import org.offhook.api.http.Response;
import org.offhook.api.http.Router;
import org.offhook.api.rest.Answer;
import org.offhook.api.rest.Rest;

/// Answers an operation of the contract that is not built: 404 like everything that is not there, but with a
/// message that says so.
public record Missing(Handler guarded) implements Handler {

    private static final Answer.Wrong REFUSED = new Answer.Wrong(
            404, 20404, "This server does not have this resource yet; docs/compatibility.md lists what it has");

    @Override
    public Response handle(Exchange exchange) {
        return guarded.handle(exchange);
    }

    /// Routes everything that nobody has routed.
    public static void route(Router router, Rest rest) {
        Set<String> known = router.routes().stream()
                .map(route -> Described.key(route.method(), route.template()))
                .collect(Collectors.toSet());
        for (Described operation : Operations.all()) {
            if (!known.contains(operation.key())) {
                router.add(operation.method(), operation.path(), new Missing(rest.guarded(ask -> REFUSED)));
            }
        }
    }
}
