package org.offhook.testkit.peers;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/// The REST API as one account sees it, in plain HTTP.
///
/// @param server  `http://127.0.0.1:8080`
/// @param account its Sid
public record Rest(URI server, String account, String token) {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(30))
            .build();

    /// @param path below the account, such as `/Calls/CA….json`
    public RestAnswer get(String path) {
        return send(request(path).GET());
    }

    /// @param path from the root, as the API names further pages
    public RestAnswer page(String path) {
        return send(at(path).GET());
    }

    public RestAnswer delete(String path) {
        return send(request(path).DELETE());
    }

    /// @param form names and values in turn
    public RestAnswer post(String path, String... form) {
        return send("POST", "/2010-04-01/Accounts/" + account + path, form);
    }

    /// @param path from the root, for resources beside the 2010 API
    /// @param form names and values in turn
    public RestAnswer send(String method, String path, String... form) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < form.length; i += 2) {
            body.append(i == 0 ? "" : "&").append(encode(form[i])).append('=').append(encode(form[i + 1]));
        }
        return send(at(path).header("Content-Type", "application/x-www-form-urlencoded")
                .method(method, HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    /// Makes a number of the account.
    ///
    /// @param settings further names and values
    public JsonNode number(String number, String voiceUrl, String... settings) {
        String[] form = new String[settings.length + 4];
        System.arraycopy(new String[] {"PhoneNumber", number, "VoiceUrl", voiceUrl}, 0, form, 0, 4);
        System.arraycopy(settings, 0, form, 4, settings.length);
        return post("/IncomingPhoneNumbers.json", form).is(201).json();
    }

    /// The call, once it is in this status.
    public JsonNode awaitCall(String sid, String status, Duration limit) {
        JsonNode[] last = new JsonNode[1];
        try {
            return Waiting.forValue("call " + sid + " is " + status, limit, () -> {
                JsonNode call = get("/Calls/" + sid + ".json").is(200).json();
                last[0] = call;
                return call.path("status").asText().equals(status) ? call : null;
            });
        } catch (AssertionError failure) {
            throw new AssertionError(failure.getMessage() + "; it is " + last[0], failure);
        }
    }

    private HttpRequest.Builder request(String path) {
        return at("/2010-04-01/Accounts/" + account + path);
    }

    private HttpRequest.Builder at(String path) {
        byte[] pair = (account + ":" + token).getBytes(StandardCharsets.UTF_8);
        return HttpRequest.newBuilder(server.resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    }

    private static RestAnswer send(HttpRequest.Builder request) {
        HttpRequest built = request.build();
        try {
            HttpResponse<byte[]> answer = CLIENT.send(built, HttpResponse.BodyHandlers.ofByteArray());
            return new RestAnswer(
                    built.method() + " " + built.uri(), answer.statusCode(), answer.headers(), answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(built.method() + " " + built.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
