package org.offhook.testkit.http;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.offhook.api.http.Headers;
import org.offhook.api.http.Params;
import org.offhook.api.http.Request;
import org.offhook.api.http.Response;

/// Speaks to the API directly, as one account or as nobody.
public final class DirectClient {

    private final Function<Request, Response> api;
    private final @Nullable String user;
    private final String password;

    private DirectClient(Function<Request, Response> api, @Nullable String user, String password) {
        this.api = api;
        this.user = user;
        this.password = password;
    }

    public static DirectClient nobody(Function<Request, Response> api) {
        return new DirectClient(api, null, "");
    }

    /// The same API with these credentials.
    public DirectClient as(String account, String token) {
        return new DirectClient(api, account, token);
    }

    public Reply get(String target) {
        return send(Request.of("GET", target, Headers.NONE));
    }

    /// @param form name, value, name, value, …
    public Reply post(String target, String... form) {
        return send(Request.of("POST", target, Headers.NONE).withForm(Params.of(form)));
    }

    public Reply delete(String target) {
        return send(Request.of("DELETE", target, Headers.NONE));
    }

    public Reply send(Request request) {
        return new Reply(api.apply(user == null ? request : request.withBasic(user, password)));
    }
}
