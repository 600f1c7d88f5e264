package org.offhook.core.calls;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.offhook.core.calls.leg.LastWord;
import org.offhook.core.events.Event;
import org.offhook.core.events.EventQuery;
import org.offhook.core.events.EventType;
import org.offhook.core.events.StoredEvent;
import org.offhook.core.ids.Sid;
import org.offhook.core.recordings.Recording;
import org.offhook.core.recordings.RecordingState;
import org.offhook.core.store.Change;
import org.offhook.core.store.Query;
import org.offhook.core.store.Store;
import org.offhook.core.streams.CallStream;
import org.offhook.core.tenancy.Account;
import org.offhook.core.transcriptions.LiveTranscription;
import org.offhook.core.web.Hook;
import org.offhook.core.webhooks.Delivery;
import org.offhook.core.webhooks.Parameters;

/// Puts in order what a crash left open (TRUST §3). Run once, before the first call.
///
/// A call that was under way ends when the process was last known to live: at the last event in the log.
final class Recovery {

    private final CallTools tools;
    private final Placing placing;
    private final Store store;

    Recovery(CallTools tools, Placing placing) {
        this.tools = tools;
        this.placing = placing;
        this.store = tools.base().store();
    }

    void run() {
        Instant lastSeen = lastSeen();
        for (CallStatus status : CallStatus.values()) {
            if (!status.terminal()) {
                store.all(Call.KIND, Query.of(null).where("status", status.text()))
                        .forEach(call -> close(call, lastSeen));
            }
        }
        for (Recording.Status status :
                List.of(Recording.Status.IN_PROGRESS, Recording.Status.PAUSED, Recording.Status.STOPPED)) {
            store.all(Recording.KIND, Query.of(null).where("status", status.text()))
                    .forEach(this::close);
        }
        String streaming = CallStream.Status.IN_PROGRESS.text();
        store.all(CallStream.KIND, Query.of(null).where("status", streaming))
                .forEach(stream -> close(stream, lastSeen));
        String writing = LiveTranscription.Status.IN_PROGRESS.text();
        store.all(LiveTranscription.KIND, Query.of(null).where("status", writing))
                .forEach(one -> close(one, lastSeen));
    }

    private void close(LiveTranscription open, Instant lastSeen) {
        Instant when = lastSeen.isBefore(open.updated()) ? open.updated() : lastSeen;
        List<Change> changes = new ArrayList<>();
        changes.add(Change.put(LiveTranscription.KIND, open.stopped(when)));
        Hook callback = open.callback();
        if (callback != null) {
            Parameters told = Parameters.NONE
                    .with("AccountSid", open.account().value())
                    .with("CallSid", open.call().value())
                    .with(open.told("transcription-stopped", when));
            changes.add(tools.deliveries().owe(open.account(), open.sid(), callback, told));
        }
        store.submit(changes);
    }

    private void close(CallStream stream, Instant lastSeen) {
        Instant when = lastSeen.isBefore(stream.updated()) ? stream.updated() : lastSeen;
        List<Change> changes = new ArrayList<>();
        changes.add(Change.put(CallStream.KIND, stream.stopped(when)));
        Hook callback = stream.callback();
        if (callback != null) {
            Parameters told = stream.told("stream-error", "The platform was restarted.", when);
            changes.add(tools.deliveries().owe(stream.account(), stream.call(), callback, told));
        }
        store.submit(changes);
    }

    private void close(Call call, Instant lastSeen) {
        Optional<Account> account = store.find(Account.KIND, call.account());
        if (account.isEmpty()) {
            return;
        }
        Optional<PlannedCall> plan = store.find(PlannedCall.KIND, call.sid());
        if (plan.isPresent() && placing.again(call, plan.get())) {
            return;
        }
        Instant when = lastSeen.isBefore(call.updated()) ? call.updated() : lastSeen;
        List<Event> events = store.history(call.account(), call.sid()).stream()
                .map(StoredEvent::event)
                .toList();
        LastWord.recover(tools, account.get(), call, events, told(call, events), when);
    }

    /// How many status callbacks about a call there have been: delivered ones are in its events, the others are
    /// still owed.
    private int told(Call call, List<Event> events) {
        Query owed = Query.of(call.account()).where("subject", call.sid().value());
        Stream<Parameters> pending = store.all(Delivery.KIND, owed).stream().map(Delivery::parameters);
        Stream<Parameters> delivered = events.stream()
                .filter(event -> event.type() == EventType.CALLBACK)
                .map(event -> Parameters.decoded(event.data().getOrDefault("request", "")));
        return Stream.concat(pending, delivered)
                .mapToInt(Recovery::following)
                .max()
                .orElse(0);
    }

    private static int following(Parameters callback) {
        return callback.first("SequenceNumber").map(Integer::parseInt).orElse(-1) + 1;
    }

    private void close(Recording recording) {
        Duration duration = Duration.ZERO;
        try {
            duration = tools.recordings().repair(recording.sid()).orElse(Duration.ZERO);
        } catch (IOException unreadable) {
            // What cannot be read is as good as not there; the row says so.
        }
        Recording complete = recording.completed(
                duration, tools.base().prices(), tools.base().clock().now());
        List<Change> changes = new ArrayList<>();
        changes.add(Change.put(Recording.KIND, complete));
        Hook callback = recording.callback();
        if (callback != null) {
            URI url = RecordingState.url(tools.lines().url(), recording.account(), recording.sid());
            Parameters told =
                    RecordingState.parameters(complete, url, complete.status().text());
            Sid conference = recording.conference();
            Sid subject = conference == null ? recording.call() : conference;
            changes.add(tools.deliveries().owe(recording.account(), subject, callback, told));
        }
        store.submit(changes);
    }

    private Instant lastSeen() {
        long position = store.lastPosition();
        List<StoredEvent> last = position == 0 ? List.of() : store.events(new EventQuery(null, null, position - 1, 1));
        return last.isEmpty() ? Instant.EPOCH : last.getFirst().event().time();
    }
}
