package org.offhook.testkit.fakes;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;
import org.offhook.core.time.Scheduler.Cancellable;
import org.offhook.core.web.Web;
import org.offhook.core.web.WebRequest;
import org.offhook.core.web.WebResult;
import org.offhook.testkit.kernel.Timeline;
import org.offhook.testkit.transcript.Transcript;

/// The web of a world: finds the [FakeApp] of a host, carries requests there and answers back, and keeps the
/// limits that a request states. Requests for hosts that do not exist fail with 11210.
public final class FakeWeb implements Web {

    private static final Duration WAY = Duration.ofMillis(10);

    /// Shown with a request in the transcript, in this order.
    private static final List<String> TELLING = List.of(
            "CallStatus",
            "Digits",
            "SpeechResult",
            "RecordingDuration",
            "DialCallStatus",
            "RecordingStatus",
            "MessageStatus",
            "ErrorCode");

    private final Timeline timeline;
    private final Transcript transcript;
    private final Map<String, FakeApp> apps = new HashMap<>();
    private final Map<Sid, String> tokens = new HashMap<>();
    private final List<Observer> observers = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();

    public FakeWeb(Timeline timeline, Transcript transcript) {
        this.timeline = timeline;
        this.transcript = transcript;
    }

    /// Sees requests as they arrive.
    @FunctionalInterface
    public interface Observer {
        /// A request leaves the platform.
        default void left(WebRequest request) {}

        void requested(FakeApp app, AppRequest request);
    }

    /// Makes an application.
    ///
    /// @param base `http://app.example`
    public FakeApp app(String base) {
        FakeApp app = new FakeApp(base);
        apps.put(app.host(), app);
        return app;
    }

    /// Every request of an account must be signed with its token.
    public void token(Sid account, String token) {
        tokens.put(account, token);
    }

    public void observe(Observer observer) {
        observers.add(observer);
    }

    /// What was wrong with the platform's requests.
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    @Override
    public Cancellable send(WebRequest request, Consumer<WebResult> whenDone) {
        Exchange exchange = new Exchange(request, whenDone);
        observers.forEach(observer -> observer.left(request));
        timeline.after(WAY, "web request arrives", exchange::arrive);
        return exchange;
    }

    private final class Exchange implements Cancellable {

        private final WebRequest request;
        private final Consumer<WebResult> whenDone;
        private final Cancellable total;
        private boolean over;

        Exchange(WebRequest request, Consumer<WebResult> whenDone) {
            this.request = request;
            this.whenDone = whenDone;
            this.total = timeline.after(
                    request.limits().total(),
                    "web runs out of time",
                    () -> end(new WebResult.Failed(11203, "no whole answer in time")));
        }

        void arrive() {
            if (over) {
                return;
            }
            FakeApp app = apps.get(request.url().getRawAuthority());
            if (app == null) {
                end(new WebResult.Failed(
                        11210, "there is no host " + request.url().getHost()));
                return;
            }
            AppRequest arrived = read(request);
            check(arrived, request);
            observers.forEach(observer -> observer.requested(app, arrived));
            Reply reply = app.serve(arrived);
            transcript.note(app.host(), tell(arrived) + " -> " + reply);
            Duration delay = reply.delay();
            if (reply.fate() == Reply.Fate.SILENT
                    || delay.compareTo(request.limits().read()) > 0) {
                timeline.after(
                        request.limits().read(),
                        "web hears nothing",
                        () -> end(new WebResult.Failed(11200, app.host() + " sent nothing for too long")));
            } else {
                timeline.after(delay.plus(WAY), "web answer arrives", () -> end(result(reply, app)));
            }
        }

        void end(WebResult result) {
            if (!over) {
                cancel();
                whenDone.accept(result);
            }
        }

        @Override
        public void cancel() {
            over = true;
            total.cancel();
        }

        private WebResult result(Reply reply, FakeApp app) {
            return switch (reply.fate()) {
                case REFUSED -> new WebResult.Failed(11202, app.host() + " refused the connection");
                case DROPPED -> new WebResult.Failed(11205, "the connection to " + app.host() + " broke");
                case SILENT -> throw new IllegalStateException("silence does not end");
                case ANSWERED -> {
                    List<String> type = reply.headers().getOrDefault("content-type", List.of(""));
                    boolean sound = type.getFirst().startsWith("audio/");
                    int most = sound
                            ? request.limits().mostSound()
                            : request.limits().most();
                    yield reply.body().length > most
                            ? new WebResult.Failed(11750, "the answer is larger than " + most + " bytes")
                            : new WebResult.Answered(reply.status(), reply.headers(), reply.body());
                }
            };
        }
    }

    private AppRequest read(WebRequest request) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        String query = request.url().getRawQuery();
        if (query != null) {
            parameters.putAll(Forms.parse(query));
        }
        Forms.parse(body(request))
                .forEach((name, values) -> parameters
                        .computeIfAbsent(name, n -> new ArrayList<>(1))
                        .addAll(values));
        return new AppRequest(
                timeline.elapsed(), request.account(), request.method(), request.url(), request.headers(), parameters);
    }

    private void check(AppRequest arrived, WebRequest request) {
        @Nullable String signature = request.headers().get("X-Twilio-Signature");
        String token = tokens.get(request.account());
        if (signature != null && token != null) {
            String right = Forms.signature(token, request.url().toString(), Forms.parse(body(request)));
            if (!right.equals(signature)) {
                complaints.add(arrived.method() + " " + arrived.url() + " is signed wrong");
            }
        }
    }

    private static String body(WebRequest request) {
        byte[] body = request.body();
        return body == null ? "" : new String(body, StandardCharsets.UTF_8);
    }

    private static String tell(AppRequest request) {
        StringBuilder text = new StringBuilder(request.method()).append(' ').append(request.path());
        Set<String> names = request.parameters().keySet();
        for (String name : TELLING) {
            if (names.contains(name)) {
                text.append(' ').append(name).append('=').append(request.parameter(name));
            }
        }
        return text.toString();
    }
}
