package org.offhook.server.wiring;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.offhook.api.http.Response;
import org.offhook.server.config.Configuration.Profile;

/// Whether the server takes work, for those who route it: `GET /health` answers 200 while it does, else 503.
final class Readiness {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String version;
    private final Profile profile;
    private final Supplier<Optional<String>> problem;
    private volatile State state = State.STARTING;
    private volatile Supplier<Integer> calls = () -> 0;

    enum State {
        STARTING,
        OK,
        DRAINING
    }

    /// @param problem why nothing can be stored at the moment
    Readiness(String version, Profile profile, Supplier<Optional<String>> problem) {
        this.version = version;
        this.profile = profile;
        this.problem = problem;
    }

    /// @param live how many calls there are
    void ready(Supplier<Integer> live) {
        calls = live;
        state = State.OK;
    }

    void draining() {
        state = State.DRAINING;
    }

    Response answer() {
        Optional<String> trouble = problem.get();
        boolean fine = state == State.OK && trouble.isEmpty();
        ObjectNode body = JSON.createObjectNode();
        String word = trouble.isPresent() ? "failing" : state.name().toLowerCase(Locale.ROOT);
        body.put("status", word)
                .put("version", version)
                .put("profile", profile.name().toLowerCase(Locale.ROOT))
                .put("calls", calls.get());
        trouble.ifPresent(text -> body.put("problem", text));
        return Response.text(fine ? 200 : 503, "application/json", body + "\n");
    }
}
