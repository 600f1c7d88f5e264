package org.offhook.testkit.sim;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.offhook.core.Outcome;
import org.offhook.core.calls.Call;
import org.offhook.core.calls.ChangeCall;
import org.offhook.core.calls.PlaceCall;
import org.offhook.core.conferences.ConferenceDesk;
import org.offhook.core.conferences.Participant;
import org.offhook.core.events.Event;
import org.offhook.core.events.EventQuery;
import org.offhook.core.events.StoredEvent;
import org.offhook.core.ids.Sid;
import org.offhook.core.messages.Message;
import org.offhook.core.notifications.Notification;
import org.offhook.core.numbers.NumberSettings;
import org.offhook.core.recordings.Recording;
import org.offhook.core.store.Entity;
import org.offhook.core.store.Kind;
import org.offhook.core.store.Query;
import org.offhook.core.tenancy.Account;
import org.offhook.core.web.Hook;
import org.offhook.testkit.fakes.FakeApp;

/// An account of a world: its numbers, its application, and what it may ask of the platform.
public final class Tenant {

    private final Supplier<Platform> platform;
    private final Account account;
    private final FakeApp app;

    /// @param platform the one that lives at the moment
    Tenant(Supplier<Platform> platform, Account account, FakeApp app) {
        this.platform = platform;
        this.account = account;
        this.app = app;
    }

    public Account account() {
        return account;
    }

    public Sid sid() {
        return account.sid();
    }

    /// Its application, at `http://<name>.example`.
    public FakeApp app() {
        return app;
    }

    /// Gives it a number that is answered by a path of its application, or by an absolute URL.
    public Tenant number(String number, String pathOrUrl) {
        return number(number, NumberSettings.answeredBy(hook(pathOrUrl)));
    }

    public Tenant number(String number, NumberSettings settings) {
        done(platform.get().numbers().add(sid(), number, settings));
        return this;
    }

    /// A hook for a path of its application, or an absolute URL; asked by POST.
    public Hook hook(String pathOrUrl) {
        return new Hook(pathOrUrl.startsWith("/") ? app.url(pathOrUrl) : pathOrUrl, "POST");
    }

    /// Calls somebody from one of its numbers; when it is answered, `document` is asked.
    public Call calls(String from, String to, String document) {
        return done(place(placing(from, to, document)));
    }

    /// What [#calls] asks for: no fallback, no callbacks, 60 s of ringing, four hours at most.
    public PlaceCall placing(String from, String to, String document) {
        boolean inline = document.startsWith("<");
        return new PlaceCall(
                sid(),
                to,
                from,
                inline ? null : hook(document),
                inline ? document : null,
                null,
                null,
                List.of(),
                null,
                Duration.ofSeconds(60),
                Duration.ofHours(4),
                false,
                null,
                null,
                null,
                null,
                null);
    }

    /// Refused while there is no power.
    public Outcome<Call> place(PlaceCall command) {
        return platform.get().off() ? dark() : platform.get().desk().place(command);
    }

    /// Changes a live call.
    public Outcome<Call> change(Sid call, ChangeCall.Wish wish) {
        return platform.get().off() ? dark() : platform.get().desk().change(new ChangeCall(sid(), call, wish));
    }

    /// Sends a live call to another document.
    public Outcome<Call> redirect(Sid call, String pathOrUrl) {
        return change(call, new ChangeCall.Wish.Redirect(hook(pathOrUrl), null));
    }

    public Outcome<Call> complete(Sid call) {
        return change(call, new ChangeCall.Wish.Complete());
    }

    /// Its calls, oldest first.
    public List<Call> calls() {
        return all(Call.KIND);
    }

    /// Its only call.
    public Call call() {
        List<Call> all = calls();
        if (all.size() != 1) {
            throw new IllegalStateException(all.size() + " calls");
        }
        return all.getFirst();
    }

    /// Its call with this Sid, as it stands.
    public @Nullable Call find(Sid call) {
        return platform.get().store().find(Call.KIND, call).orElse(null);
    }

    /// Its problems, oldest first.
    public List<Notification> notifications() {
        return all(Notification.KIND);
    }

    public List<Recording> recordings() {
        return all(Recording.KIND);
    }

    /// Who of its calls is in a conference, oldest first.
    public List<Participant> participants() {
        return all(Participant.KIND);
    }

    public ConferenceDesk conferences() {
        return platform.get().conferences();
    }

    public List<Message> messages() {
        return all(Message.KIND);
    }

    /// What happened to a call.
    public List<Event> events(Sid call) {
        return platform.get().store().events(EventQuery.about(sid(), call)).stream()
                .map(StoredEvent::event)
                .toList();
    }

    private <T extends Entity> List<T> all(Kind<T> kind) {
        return platform.get().store().list(kind, Query.of(sid())).reversed();
    }

    private static <T> Outcome<T> dark() {
        return Outcome.refused(503, 20503, "There is no power.");
    }

    private static <T> T done(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T>(T value) -> value;
            case Outcome.Refused<T>(int status, int code, String message) ->
                throw new IllegalStateException(status + " " + code + ": " + message);
        };
    }
}
