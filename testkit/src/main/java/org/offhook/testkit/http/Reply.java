package org.offhook.testkit.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.offhook.api.http.Response;

/// An answer of the API.
public record Reply(Response response) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public int status() {
        return response.status();
    }

    public String text() {
        return response.text();
    }

    /// @return the header's first value, or the empty text
    public String header(String name) {
        return response.headers().get(name).orElse("");
    }

    /// @throws IllegalStateException when the body is no JSON
    public JsonNode json() {
        try {
            return JSON.readTree(text());
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("not JSON: " + text(), broken);
        }
    }

    /// A field as text; the empty text when it is missing, `null` when it is null.
    ///
    /// @param path names between slashes, such as `/calls/0/sid`
    public String at(String path) {
        return json().at(path).asText();
    }
}
