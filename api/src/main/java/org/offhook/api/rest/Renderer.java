package org.offhook.api.rest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.offhook.api.http.Exchange;
import org.offhook.api.http.Response;
import org.offhook.api.render.Element;
import org.offhook.api.render.Format;
import org.offhook.api.render.Json;
import org.offhook.api.render.Table;
import org.offhook.api.render.Xml;

/// Writes an [Answer].
public final class Renderer {

    /// Where a code is explained; part of the contract (§1), so that tools which follow it keep working.
    private static final String MORE_INFO = "https://www.twilio.com/docs/errors/";

    private Renderer() {}

    /// Where an error or warning is explained.
    public static String moreInfo(int code) {
        return MORE_INFO + code;
    }

    /// What to answer in, or nothing when the path's ending is none of ours.
    static Optional<Format> format(Exchange exchange, Format unasked) {
        String accept = exchange.request().headers().get("Accept").orElse("");
        return Format.choose(exchange.format(), accept, unasked);
    }

    static Answer noSuchFormat(Exchange exchange) {
        return new Answer.Wrong(
                404,
                20404,
                "The requested resource " + exchange.request().path()
                        + " was not found: there are .json, .xml, .csv and .html, no ."
                        + exchange.format());
    }

    public static Response render(Answer answer, Format format) {
        return switch (answer) {
            case Answer.One(int status, Element element) -> response(status, format, one(element, format));
            case Answer.Many(String name, var items, var envelope) ->
                response(
                        200,
                        format,
                        switch (format) {
                            case XML -> Xml.list(name, items, envelope);
                            case JSON -> {
                                Map<String, @Nullable Object> page = new LinkedHashMap<>();
                                page.put(key(name), items);
                                page.putAll(envelope);
                                yield Json.write(page);
                            }
                            case CSV -> Table.csv(items);
                            case HTML -> Table.html(name, items);
                        });
            case Answer.Done() -> Response.empty(204);
            case Answer.Wrong(int status, int code, String message) -> wrong(status, code, message, format);
            case Answer.Plain(Response response) -> response;
        };
    }

    private static Response wrong(int status, int code, String message, Format format) {
        Element error = new Element("RestException")
                .with("code", code)
                .with("message", message)
                .with("more_info", moreInfo(code))
                .with("status", status);
        Response response = response(status, format, one(error, format));
        return status == 503 ? response.with("Retry-After", "5") : response;
    }

    private static byte[] one(Element element, Format format) {
        return switch (format) {
            case JSON -> Json.write(element);
            case XML -> Xml.one(element);
            case CSV -> Table.csv(List.of(element));
            case HTML -> Table.html(element.name(), List.of(element));
        };
    }

    private static Response response(int status, Format format, byte[] body) {
        return Response.of(status, format.mediaType() + "; charset=utf-8", body);
    }

    /// `IncomingPhoneNumbers` → `incoming_phone_numbers`.
    private static String key(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }
}
