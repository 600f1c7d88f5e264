package org.offhook.core.conferences;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.offhook.core.events.EventType;
import org.offhook.core.events.Happening;
import org.offhook.core.store.Change;
import org.offhook.core.web.Hook;
import org.offhook.core.webhooks.Parameters;

/// What is written down about a conference: rows, events and the callbacks that are owed, as one transaction
/// for
/// each signal.
final class ConferenceJournal {

    private static final DateTimeFormatter RFC_2822 = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final ConferenceTools tools;
    private final List<Change> changes = new ArrayList<>();
    private final List<Happening> happenings = new ArrayList<>();
    private Conference conference;
    private boolean owing;

    ConferenceJournal(ConferenceTools tools, Conference conference) {
        this.tools = tools;
        this.conference = conference;
    }

    Conference conference() {
        return conference;
    }

    void become(Conference next) {
        conference = next;
        changes.add(Change.put(Conference.KIND, next));
    }

    void change(Change change) {
        changes.add(change);
    }

    /// Notes an event, and owes its callback when somebody wants to hear of it.
    ///
    /// @param wish what is subscribed to, such as `join`
    /// @param name what is told, such as `participant-join`
    void happened(EventType type, String wish, String name, @Nullable Participant about, Parameters more) {
        Map<String, String> data = new LinkedHashMap<>();
        data.put("name", conference.name());
        if (about != null) {
            data.put("call", about.call().value());
        }
        more.list().forEach(parameter -> data.put(key(parameter.name()), parameter.value()));
        happenings.add(new Happening(now(), type, data));
        Hook callback = conference.statusCallback();
        if (callback != null && conference.statusEvents().contains(wish)) {
            become(conference.toldOnceMore());
            Parameters told = parameters(name)
                    .with(about == null ? Parameters.NONE : parameters(about))
                    .with(more);
            owe(callback, told);
        }
    }

    /// Notes an event that has no callback.
    void noted(EventType type, @Nullable String... data) {
        happenings.add(Happening.of(now(), type, data));
    }

    void owe(Hook callback, Parameters told) {
        changes.add(tools.deliveries().owe(conference.account(), conference.sid(), callback, told));
        owing = true;
    }

    /// Hands what has gathered to the store; does not wait.
    void flush() {
        if (changes.isEmpty() && happenings.isEmpty()) {
            return;
        }
        var stage = tools.log().submit(conference.account(), conference.sid(), changes, happenings);
        if (owing) {
            stage.thenRun(() -> tools.deliveries().wake(conference.account(), conference.sid()));
        }
        changes.clear();
        happenings.clear();
        owing = false;
    }

    Instant now() {
        return tools.clock().now();
    }

    private Parameters parameters(String name) {
        return Parameters.NONE
                .with("ConferenceSid", conference.sid().value())
                .with("FriendlyName", conference.name())
                .with("AccountSid", conference.account().value())
                .with("SequenceNumber", Integer.toString(conference.told()))
                .with("Timestamp", RFC_2822.format(now()))
                .with("StatusCallbackEvent", name);
    }

    private static Parameters parameters(Participant about) {
        return Parameters.NONE
                .with("CallSid", about.call().value())
                .with("Muted", Boolean.toString(about.muted()))
                .with("Hold", Boolean.toString(about.hold()))
                .with("Coaching", Boolean.toString(about.coaching()))
                .with("EndConferenceOnExit", Boolean.toString(about.ends()))
                .with("StartConferenceOnEnter", Boolean.toString(about.starts()))
                .with("ParticipantLabel", about.label());
    }

    /// `ReasonParticipantLeft` is `reason_participant_left` in an event.
    private static String key(String parameter) {
        return parameter.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }
}
