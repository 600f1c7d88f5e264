package org.offhook.api.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/// A whole request.
///
/// @param method  upper case
/// @param path    as in the request line, percent-encoded, without the query
/// @param query   what follows the `?`, encoded
/// @param scheme  `http` or `https`, as the client sees it
/// @param peer    the client's address, for logs and bans
public record Request(
        String method, String path, String query, Headers headers, byte[] body, String scheme, String peer) {

    /// Bytes of a body; a longer one is answered 413. The largest thing posted is a document of 4,000
    /// characters.
    public static final int LONGEST_BODY = 1 << 20;

    private static final String ORIGINALS = ".twilio.com";
    private static final String FORM = "application/x-www-form-urlencoded";

    /// A request without body, for tests and for callers in the same process.
    ///
    /// @param target path and query
    public static Request of(String method, String target, Headers headers) {
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        String query = mark < 0 ? "" : target.substring(mark + 1);
        return new Request(method, path, query, headers, new byte[0], "http", "local");
    }

    public Request withForm(Params form) {
        byte[] bytes = form.encode().getBytes(StandardCharsets.US_ASCII);
        return new Request(method, path, query, headers.with("Content-Type", FORM), bytes, scheme, peer);
    }

    public Request withBasic(String user, String password) {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        Headers more =
                headers.with("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
        return new Request(method, path, query, more, body, scheme, peer);
    }

    public Request withMethod(String other) {
        return new Request(other, path, query, headers, body, scheme, peer);
    }

    /// Path and query, as the client wrote them.
    public String target() {
        return query.isEmpty() ? path : path + "?" + query;
    }

    /// The media type of the body in lower case, without parameters; empty when the client named none.
    public String mediaType() {
        Optional<String> type = headers.get("Content-Type");
        return type.map(t -> t.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .orElse("");
    }

    /// Whether the body can be read as a form. Clients that name no type are believed.
    public boolean hasForm() {
        return body.length == 0 || mediaType().isEmpty() || mediaType().equals(FORM);
    }

    /// Where the client believes the server is: scheme, host and port. Who believes to speak to the original came
    /// through `offhook proxy`, which ended its TLS.
    public String base() {
        String host = headers.get("Host").orElse("localhost");
        return (host.endsWith(ORIGINALS) ? "https" : scheme) + "://" + host;
    }

    /// Without query, headers and body, which may be secret.
    @Override
    public String toString() {
        return method + " " + path;
    }
}
