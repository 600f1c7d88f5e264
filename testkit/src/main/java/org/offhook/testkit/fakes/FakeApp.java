package org.offhook.testkit.fakes;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// A customer's web application. What it does not know is answered with 404.
public final class FakeApp {

    private final String base;
    private final Map<String, Function<AppRequest, Reply>> routes = new HashMap<>();
    private final List<AppRequest> requests = new ArrayList<>();

    /// @param base `http://app.example`, without a slash at the end
    FakeApp(String base) {
        this.base = base;
    }

    /// Answers a path with a document.
    public FakeApp on(String path, String document) {
        return on(path, Reply.xml(document));
    }

    public FakeApp on(String path, Reply reply) {
        return on(path, request -> reply);
    }

    public FakeApp on(String path, Function<AppRequest, Reply> route) {
        routes.put(path, route);
        return this;
    }

    /// The absolute URL of a path.
    public String url(String path) {
        return base + path;
    }

    public String host() {
        return URI.create(base).getRawAuthority();
    }

    /// All requests, oldest first.
    public List<AppRequest> requests() {
        return List.copyOf(requests);
    }

    /// The requests to one path.
    public List<AppRequest> requests(String path) {
        return requests.stream().filter(request -> request.path().equals(path)).toList();
    }

    /// The only request to a path.
    ///
    /// @throws IllegalStateException when there were more or none
    public AppRequest request(String path) {
        List<AppRequest> found = requests(path);
        if (found.size() != 1) {
            throw new IllegalStateException(found.size() + " requests to " + path);
        }
        return found.getFirst();
    }

    Reply serve(AppRequest request) {
        requests.add(request);
        Function<AppRequest, Reply> route = routes.get(request.path());
        return route == null ? Reply.status(404) : route.apply(request);
    }
}
