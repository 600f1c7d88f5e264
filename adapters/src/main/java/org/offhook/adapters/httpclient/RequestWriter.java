package org.offhook.adapters.httpclient;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.offhook.core.web.WebRequest;

/// A request as bytes (RFC 9112 §3), head and body in one piece so that they leave in one write.
final class RequestWriter {

    /// Written here and nowhere else: two of them would make two requests of one (RFC 9112 §11.2).
    private static final Set<String> OURS = Set.of("host", "content-length", "transfer-encoding", "connection");

    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";
    private static final int DELETE = 0x7f;

    private RequestWriter() {}

    /// @throws ExchangeFailure 11100 when the method or a header would break out of its line
    static byte[] bytes(WebRequest request, Origin origin) throws ExchangeFailure {
        StringBuilder head = new StringBuilder(512);
        head.append(token(request.method()))
                .append(' ')
                .append(target(request.url()))
                .append(" HTTP/1.1\r\nHost: ");
        head.append(origin.authority()).append("\r\n");
        for (Map.Entry<String, String> header : request.headers().entrySet()) {
            if (!OURS.contains(header.getKey().toLowerCase(Locale.ROOT))) {
                head.append(token(header.getKey()))
                        .append(": ")
                        .append(value(header.getValue()))
                        .append("\r\n");
            }
        }
        byte @Nullable [] body = request.body();
        if (body != null) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        } else if (request.method().equals("POST") || request.method().equals("PUT")) {
            head.append("Content-Length: 0\r\n");
        }
        byte[] start = head.append("\r\n").toString().getBytes(UTF_8);
        if (body == null) {
            return start;
        }
        byte[] all = java.util.Arrays.copyOf(start, start.length + body.length);
        System.arraycopy(body, 0, all, start.length, body.length);
        return all;
    }

    /// Path and query, in ASCII; [URI] has made sure that there is no space or control character.
    private static String target(URI url) {
        URI ascii = url.toString().chars().allMatch(c -> c < DELETE) ? url : URI.create(url.toASCIIString());
        @Nullable String path = ascii.getRawPath();
        String start = path == null || path.isEmpty() ? "/" : path;
        return ascii.getRawQuery() == null ? start : start + "?" + ascii.getRawQuery();
    }

    private static String token(String text) throws ExchangeFailure {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letter && TOKEN_MARKS.indexOf(c) < 0) {
                throw new ExchangeFailure(11100, "not a header or method name");
            }
        }
        if (text.isEmpty()) {
            throw new ExchangeFailure(11100, "an empty header or method name");
        }
        return text;
    }

    private static String value(String text) throws ExchangeFailure {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < ' ' && c != '\t') || c == DELETE) {
                throw new ExchangeFailure(11100, "a control character in a header");
            }
        }
        return text;
    }
}
