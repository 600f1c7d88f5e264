package org.offhook.testkit.fakes;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.offhook.core.ids.Sid;

/// A request that reached a [FakeApp].
///
/// @param at         since the beginning of the run
/// @param account    whose request it is, as the platform's HTTP client was told
/// @param headers    as sent
/// @param parameters of the query and the form, in order
public record AppRequest(
        Duration at,
        Sid account,
        String method,
        URI url,
        Map<String, String> headers,
        Map<String, List<String>> parameters) {

    /// The path without the query.
    public String path() {
        return url.getPath();
    }

    /// The first value of a parameter; empty when it was not sent.
    public String parameter(String name) {
        List<String> values = parameters.get(name);
        return values == null ? "" : values.getFirst();
    }

    /// Whether a parameter was sent, empty or not.
    public boolean has(String name) {
        return parameters.containsKey(name);
    }
}
