package org.offhook.api.rest;

import java.util.Optional;
import java.util.function.Function;
import org.offhook.api.auth.Doorkeeper;
import org.offhook.api.auth.Entry;
import org.offhook.api.http.Exchange;
import org.offhook.api.http.Handler;
import org.offhook.api.http.Response;
import org.offhook.api.render.Format;

/// Turns an [Operation] into a route: doorkeeper, operation, renderer.
public final class Rest {

    private static final String ACCOUNT = "AccountSid";

    private final Doorkeeper doorkeeper;
    private final Format unasked;

    /// @param unasked how to answer a client that does not say what it wants
    public Rest(Doorkeeper doorkeeper, Format unasked) {
        this.doorkeeper = doorkeeper;
        this.unasked = unasked;
    }

    /// A route about the account in the path (`{AccountSid}`), or about the caller's own where there is none.
    public Handler guarded(Operation operation) {
        return exchange -> {
            Optional<Format> format = Renderer.format(exchange, unasked);
            Answer answer = format.isPresent() ? admit(exchange, operation) : Renderer.noSuchFormat(exchange);
            return Renderer.render(answer, format.orElse(unasked));
        };
    }

    /// Like [#guarded], for an operation that itself looks at the path's ending.
    public Handler anyFormat(Operation operation) {
        return exchange -> Renderer.render(
                admit(exchange, operation), Renderer.format(exchange, unasked).orElse(unasked));
    }

    /// A route for everybody who knows its URL.
    public Handler open(Function<Exchange, Answer> operation) {
        return exchange -> {
            Answer answer = operation.apply(exchange);
            return Renderer.render(answer, Renderer.format(exchange, unasked).orElse(unasked));
        };
    }

    private Answer admit(Exchange exchange, Operation operation) {
        String account = exchange.path().get(ACCOUNT);
        Entry entry =
                account == null ? doorkeeper.enter(exchange.request()) : doorkeeper.enter(exchange.request(), account);
        return switch (entry) {
            case Entry.Welcome(var caller, var subject) -> operation.run(new Ask(exchange, caller, subject));
            case Entry.Stranger() -> stranger(Renderer.format(exchange, unasked).orElse(unasked));
            case Entry.Inactive() -> new Answer.Wrong(403, 20005, "Account not active");
            case Entry.NoSuch() -> Answer.notFound(exchange.request().path());
        };
    }

    private static Answer stranger(Format format) {
        Response response = Renderer.render(new Answer.Wrong(401, 20003, "Authenticate"), format);
        return new Answer.Plain(response.with("WWW-Authenticate", "Basic realm=\"Twilio API\""));
    }
}
