package org.offhook.core.webhooks;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.offhook.core.web.WebResult;
import org.offhook.core.web.WebResult.Answered;

/// Reads what came over the wire.
final class Wire {

    private static final int SHOWN = 16 * 1024;
    private static final int MOST_HEADERS = 50;

    private Wire() {}

    /// The media type without parameters, lower case; empty when the server named none.
    static String type(Answered answer) {
        String header = answer.header("content-type");
        int semicolon = header == null ? -1 : header.indexOf(';');
        return header == null
                ? ""
                : (semicolon < 0 ? header : header.substring(0, semicolon))
                        .strip()
                        .toLowerCase(Locale.ROOT);
    }

    /// The body as text, in the charset that the server names, UTF-8 otherwise.
    static String text(Answered answer) {
        return new String(answer.body(), charset(answer.header("content-type")));
    }

    /// For the event log and notifications.
    static Witness.Exchanged exchanged(String method, String url, Parameters sent, Duration took, WebResult result) {
        return switch (result) {
            case WebResult.Failed(int code, String message) ->
                new Witness.Exchanged(method, url, sent, 0, code, took, "", message, Parameters.NONE);
            case Answered answer ->
                new Witness.Exchanged(
                        method, url, sent, answer.status(), 0, took, type(answer), shown(answer), headers(answer));
        };
    }

    private static Parameters headers(Answered answer) {
        List<Parameters.Parameter> headers = new ArrayList<>();
        new TreeMap<>(answer.headers())
                .forEach((name, values) -> values.forEach(value -> headers.add(new Parameters.Parameter(name, value))));
        return new Parameters(headers.size() > MOST_HEADERS ? headers.subList(0, MOST_HEADERS) : headers);
    }

    private static String shown(Answered answer) {
        String type = type(answer);
        boolean readable = type.isEmpty() || type.startsWith("text/") || type.contains("xml") || type.contains("json");
        if (!readable) {
            return answer.body().length + " bytes";
        }
        String text = text(answer);
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    }

    private static Charset charset(@Nullable String contentType) {
        int at = contentType == null ? -1 : contentType.toLowerCase(Locale.ROOT).indexOf("charset=");
        if (contentType == null || at < 0) {
            return StandardCharsets.UTF_8;
        }
        String name = contentType
                .substring(at + "charset=".length())
                .split(";")[0]
                .replace("\"", "")
                .strip();
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException unknown) {
            return StandardCharsets.UTF_8;
        }
    }
}
