package org.offhook.server.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Speaks to one server as one account. Blocks.
public final class ApiClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final URI base;
    private final String account;
    private final String authorization;

    /// @param base    `http://host:port`
    /// @param account `AC…`
    public ApiClient(URI base, String account, String token) {
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        this.base = base;
        this.account = account;
        byte[] pair = (account + ":" + token).getBytes(StandardCharsets.UTF_8);
        this.authorization = "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    /// Creates or changes a resource of the account.
    ///
    /// @param resource such as `Calls` or `Calls/CA…`
    /// @throws ApiException when the server refuses, or cannot be reached
    public JsonNode post(String resource, Map<String, List<String>> form) throws InterruptedException {
        String body = form.entrySet().stream()
                .flatMap(field -> field.getValue().stream().map(value -> encode(field.getKey()) + "=" + encode(value)))
                .collect(Collectors.joining("&"));
        return exchange(request("/2010-04-01/Accounts/" + account + "/" + resource + ".json")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /// @throws ApiException when the server refuses, or cannot be reached
    public JsonNode get(String resource) throws InterruptedException {
        return exchange(request("/2010-04-01/Accounts/" + account + "/" + resource + ".json"));
    }

    /// A call and everything that happened to it.
    ///
    /// @throws ApiException when the server refuses, or cannot be reached
    public JsonNode timeline(String call) throws InterruptedException {
        return exchange(request("/v1/Accounts/" + account + "/Calls/" + call + "/Timeline"));
    }

    /// Opens the account's events as a stream of server-sent events.
    ///
    /// @param after the last event that was seen, or empty for those to come
    /// @throws ApiException when the server refuses, or cannot be reached
    public InputStream events(String after) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve("/v1/Accounts/" + account + "/Events"))
                .header("Authorization", authorization)
                .header("Accept", "text/event-stream");
        if (!after.isEmpty()) {
            request.header("Last-Event-ID", after);
        }
        HttpResponse<InputStream> response = send(request.build(), BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            throw refused(response.statusCode(), read(response.body()));
        }
        return response.body();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", authorization)
                .header("Accept", "application/json");
    }

    private JsonNode exchange(HttpRequest.Builder request) throws InterruptedException {
        HttpResponse<String> response = send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw refused(response.statusCode(), response.body());
        }
        try {
            return JSON.readTree(response.body());
        } catch (JsonProcessingException failure) {
            throw new ApiException(base + " answered something that is not JSON: is it an Offhook server?", failure);
        }
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler)
            throws InterruptedException {
        try {
            return http.send(request, handler);
        } catch (ConnectException failure) {
            throw new ApiException(
                    "no server answers at " + base + ": start one with offhook serve, or name it with --api", failure);
        } catch (IOException failure) {
            throw new ApiException("the connection to " + base + " failed: " + failure.getMessage(), failure);
        }
    }

    private ApiException refused(int status, String body) {
        if (status == 401) {
            return new ApiException(base + " does not know this account and token (--account, --token)");
        }
        try {
            JsonNode error = JSON.readTree(body);
            if (error.hasNonNull("message")) {
                return new ApiException(error.path("message").asText() + " (code "
                        + error.path("code").asText("unknown") + ", HTTP " + status + ")");
            }
        } catch (JsonProcessingException _) {
            // Not one of our own errors; the status has to do.
        }
        return new ApiException(base + " answered HTTP " + status);
    }

    private static String read(InputStream body) {
        try (body) {
            return new String(body.readNBytes(65_536), StandardCharsets.UTF_8);
        } catch (IOException _) {
            return "";
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }
}
