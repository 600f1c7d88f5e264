package org.offhook.testkit.peers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;

/// @param request what was asked, for messages
public record RestAnswer(String request, int status, HttpHeaders headers, byte[] body) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// @throws AssertionError with the body when the status is another
    public RestAnswer is(int expected) {
        if (status != expected) {
            throw new AssertionError(request + ": " + status + " instead of " + expected + ": " + text());
        }
        return this;
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new AssertionError(request + ": not JSON: " + text(), e);
        }
    }

    /// The `sid` of the resource.
    public String sid() {
        return json().path("sid").asText();
    }
}
