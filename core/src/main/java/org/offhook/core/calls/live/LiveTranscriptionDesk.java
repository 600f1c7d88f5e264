package org.offhook.core.calls.live;

import java.util.List;
import java.util.Optional;
import org.offhook.core.Outcome;
import org.offhook.core.calls.Call;
import org.offhook.core.calls.leg.Transcripts;
import org.offhook.core.ids.Sid;
import org.offhook.core.store.Change;
import org.offhook.core.store.Query;
import org.offhook.core.time.Clock;
import org.offhook.core.transcriptions.LiveTranscription;
import org.offhook.core.transcriptions.LiveTranscription.Status;
import org.offhook.core.transcriptions.TranscriptOrder;

/// The door of live transcriptions for REST (contract §6.4). Safe from any thread.
public final class LiveTranscriptionDesk {

    private static final int NOT_FOUND = 20404;
    private static final int IN_USE = 20409;

    private final LiveCalls calls;
    private final Clock clock;

    public LiveTranscriptionDesk(LiveCalls calls, Clock clock) {
        this.calls = calls;
        this.clock = clock;
    }

    /// Begins one. It is durable before this returns; whether speech is understood is told by its callback.
    public Outcome<LiveTranscription> start(Sid account, Sid call, TranscriptOrder order) {
        return switch (calls.find(account, call)) {
            case Outcome.Done<Call>(Call found) -> start(found, order);
            case Outcome.Refused<Call>(int status, int code, String message) -> Outcome.refused(status, code, message);
        };
    }

    private Outcome<LiveTranscription> start(Call call, TranscriptOrder order) {
        List<LiveTranscription> running = list(call.account(), call.sid()).stream()
                .filter(one -> one.status() == Status.IN_PROGRESS)
                .toList();
        if (running.size() >= Transcripts.MOST) {
            return Outcome.refused(
                    409,
                    IN_USE,
                    "The call has " + running.size() + " transcriptions, which is as many as it may have.");
        }
        if (running.stream().anyMatch(one -> one.name().equals(order.name()))) {
            return Outcome.refused(
                    409, IN_USE, "The call has a transcription of the name " + order.name() + " already.");
        }
        LiveTranscription row = LiveTranscription.of(order, call.account(), call.sid(), clock.now());
        calls.store().commit(Change.put(LiveTranscription.KIND, row));
        if (!calls.tell(call.sid(), leg -> leg.hearing().transcripts().start(order))) {
            calls.store().commit(Change.put(LiveTranscription.KIND, row.stopped(clock.now())));
            return LiveCalls.over(call.sid());
        }
        return Outcome.done(row);
    }

    /// Ends one.
    ///
    /// @return it as it will be; the same when it has ended already
    public Outcome<LiveTranscription> stop(Sid account, Sid call, String sidOrName) {
        List<LiveTranscription> named = list(account, call).stream()
                .filter(one -> one.sid().value().equals(sidOrName) || one.name().equals(sidOrName))
                .toList();
        Optional<LiveTranscription> found = named.stream()
                .filter(one -> one.status() == Status.IN_PROGRESS)
                .findFirst()
                .or(() -> named.stream().findFirst());
        if (found.isEmpty()) {
            return Outcome.refused(404, NOT_FOUND, "There is no transcription " + sidOrName + ".");
        }
        LiveTranscription row = found.get();
        if (row.status() == Status.STOPPED) {
            return Outcome.done(row);
        }
        boolean told = calls.tell(call, leg -> {
            Transcripts transcripts = leg.hearing().transcripts();
            transcripts.find(row.sid().value()).ifPresent(transcripts::stop);
        });
        return told ? Outcome.done(row.stopped(clock.now())) : LiveCalls.over(call);
    }

    private List<LiveTranscription> list(Sid account, Sid call) {
        return calls.store().list(LiveTranscription.KIND, Query.of(account).where("call", call.value()));
    }
}
