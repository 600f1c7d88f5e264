package org.offhook.api.rest;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.offhook.api.auth.Doorkeeper;
import org.offhook.api.auth.Entry;
import org.offhook.api.http.Exchange;
import org.offhook.api.http.Handler;
import org.offhook.api.http.Response;
import org.offhook.api.render.Format;
import org.offhook.core.tenancy.Account;

/// Turns an [Operation] into a route: doorkeeper, operation, renderer.
public final class Rest {

    private static final String ACCOUNT = "AccountSid";

    private final Doorkeeper doorkeeper;
    private final Repeats repeats;
    private final Audit audit;
    private final Format unasked;

    /// @param unasked how to answer a client that does not say what it wants
    public Rest(Doorkeeper doorkeeper, Repeats repeats, Audit audit, Format unasked) {
        this.doorkeeper = doorkeeper;
        this.repeats = repeats;
        this.audit = audit;
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

    /// Like [#guarded], but not for API keys: what gives power over the account takes its token.
    public Handler byToken(Operation operation) {
        return guarded(ask -> ask.byKey()
                ? new Answer.Wrong(403, 20403, "An API key does not open this: use the account's auth token")
                : operation.run(ask));
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
            case Entry.Welcome(var caller, var subject, var byKey) ->
                isRefused(exchange, subject) ? inactive() : run(new Ask(exchange, caller, subject, byKey), operation);
            case Entry.Stranger() -> stranger(Renderer.format(exchange, unasked).orElse(unasked));
            case Entry.Inactive() -> inactive();
            case Entry.NoSuch() -> Answer.notFound(exchange.request().path());
        };
    }

    private Answer run(Ask ask, Operation operation) {
        Format format = Renderer.format(ask.exchange(), unasked).orElse(unasked);
        boolean reads = ask.exchange().request().method().equals("GET");
        return repeats.once(ask, reads ? operation : audit.over(operation), answer -> Renderer.render(answer, format));
    }

    /// Of an account that is suspended or closed its parent may see everything, and change the account itself.
    private static boolean isRefused(Exchange exchange, Account subject) {
        String home = Ask.home(subject);
        return subject.status() != Account.Status.ACTIVE
                && !exchange.request().method().equals("GET")
                && !exchange.request().path().matches(Pattern.quote(home) + "(\\.[a-z]+)?");
    }

    private static Answer inactive() {
        return new Answer.Wrong(403, 20005, "Account not active");
    }

    private static Answer stranger(Format format) {
        Response response = Renderer.render(new Answer.Wrong(401, 20003, "Authenticate"), format);
        return new Answer.Plain(response.with("WWW-Authenticate", "Basic realm=\"Twilio API\""));
    }
}
