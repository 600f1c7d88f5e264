package org.offhook.server.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// What a running server says of itself at `/health`.
///
/// @param status  `ok`, `starting`, `draining` or `failing`
/// @param profile `dev` or `prod`
/// @param problem empty when there is none
public record Health(String status, String version, String profile, String problem) {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final ObjectMapper JSON = new ObjectMapper();

    /// @throws ApiException when no Offhook server answers there
    public static Health of(URI server) throws InterruptedException {
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            HttpRequest request = HttpRequest.newBuilder(server.resolve("/health"))
                    .timeout(PATIENCE)
                    .build();
            JsonNode said = JSON.readTree(
                    client.send(request, HttpResponse.BodyHandlers.ofString()).body());
            if (!said.hasNonNull("status") || !said.hasNonNull("profile")) {
                throw new ApiException(server + " answers, but not as an Offhook server of this version does");
            }
            return new Health(
                    said.path("status").asText(),
                    said.path("version").asText(),
                    said.path("profile").asText(),
                    said.path("problem").asText());
        } catch (JsonProcessingException failure) {
            throw new ApiException(server + " answered something that is not JSON: is it an Offhook server?", failure);
        } catch (IOException failure) {
            throw new ApiException(
                    "no server answers at " + server + ": start one with offhook serve, or name it with --api",
                    failure);
        }
    }
}
