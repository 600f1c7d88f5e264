package org.offhook.core.sounds;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.offhook.core.time.Scheduler.Cancellable;
import org.offhook.core.web.Web;
import org.offhook.core.web.WebRequest;
import org.offhook.core.web.WebResult;

/// The web as a map from URL to what its server does. Answers when the test says so, or at once.
final class Origin implements Web {

    final List<WebRequest> requests = new ArrayList<>();
    final List<WebRequest> cancelled = new ArrayList<>();
    private final Map<String, Function<WebRequest, WebResult>> sites = new HashMap<>();
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean slow;

    Origin serve(String url, Function<WebRequest, WebResult> server) {
        sites.put(url, server);
        return this;
    }

    /// @param headers `name: value` in lower case
    Origin serve(String url, int status, String body, String... headers) {
        return serve(url, _ -> answer(status, body, headers));
    }

    static WebResult.Answered answer(int status, String body, String... headers) {
        Map<String, List<String>> map = new LinkedHashMap<>();
        Arrays.stream(headers)
                .map(header -> header.split(": ", 2))
                .forEach(pair ->
                        map.computeIfAbsent(pair[0], _ -> new ArrayList<>()).add(pair[1]));
        return new WebResult.Answered(status, map, body.getBytes(UTF_8));
    }

    Origin slow() {
        slow = true;
        return this;
    }

    /// Lets everything answer that was asked so far.
    void answerAll() {
        List<Runnable> now = List.copyOf(waiting);
        waiting.clear();
        now.forEach(Runnable::run);
    }

    @Override
    public Cancellable send(WebRequest request, Consumer<WebResult> whenDone) {
        requests.add(request);
        Function<WebRequest, WebResult> server =
                sites.getOrDefault(request.url().toString(), _ -> new WebResult.Failed(11210, "no such host"));
        Runnable answer = () -> whenDone.accept(server.apply(request));
        if (!slow) {
            answer.run();
            return () -> {};
        }
        waiting.add(answer);
        return () -> {
            if (waiting.remove(answer)) {
                cancelled.add(request);
            }
        };
    }
}
