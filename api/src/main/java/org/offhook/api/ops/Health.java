package org.offhook.api.ops;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.offhook.api.http.Exchange;
import org.offhook.api.http.Response;
import org.offhook.api.http.Router;
import org.offhook.api.render.Json;

/// `/health`: 200 when the server can do its work, 503 when it cannot, and why.
public final class Health {

    private final String version;
    private final List<Check> checks;

    /// One thing that must be well.
    ///
    /// @param name    such as `store`
    /// @param problem what is the matter, in a line, or nothing; asked at every request, so it must be quick
    public record Check(String name, Supplier<Optional<String>> problem) {}

    public Health(String version, List<Check> checks) {
        this.version = version;
        this.checks = List.copyOf(checks);
    }

    public void route(Router router) {
        router.add("GET", "/health", this::report);
    }

    private Response report(Exchange exchange) {
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        boolean well = true;
        for (Check check : checks) {
            Optional<String> problem = check.problem().get();
            details.put(check.name(), problem.orElse("ok"));
            well &= problem.isEmpty();
        }
        Map<String, @Nullable Object> report = new LinkedHashMap<>();
        report.put("status", well ? "ok" : "unready");
        report.put("version", version);
        report.put("checks", details);
        return Response.of(well ? 200 : 503, "application/json; charset=utf-8", Json.write(report))
                .with("Cache-Control", "no-store");
    }
}
