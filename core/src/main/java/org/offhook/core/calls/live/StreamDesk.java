package org.offhook.core.calls.live;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.offhook.core.Outcome;
import org.offhook.core.calls.Call;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.ids.Sids;
import org.offhook.core.media.MediaSession.Track;
import org.offhook.core.store.Change;
import org.offhook.core.store.Query;
import org.offhook.core.streams.CallStream;
import org.offhook.core.streams.StreamOrder;
import org.offhook.core.streams.StreamTools;
import org.offhook.core.streams.StreamUrl;
import org.offhook.core.time.Clock;
import org.offhook.core.web.Hook;

/// The door of media streams for REST (contract §13). Safe from any thread.
public final class StreamDesk {

    private static final int NOT_FOUND = 20404;
    private static final int NAME_IN_USE = 20409;
    private static final int TOO_MANY = 31960;

    private final LiveCalls calls;
    private final Clock clock;
    private final Sids sids;
    private final StreamTools tools;

    public StreamDesk(LiveCalls calls, Clock clock, Sids sids, StreamTools tools) {
        this.calls = calls;
        this.clock = clock;
        this.sids = sids;
        this.tools = tools;
    }

    /// A stream that somebody wants of a call; it is one-way.
    ///
    /// @param name     null for none
    /// @param callback absolute, or null
    public record Wish(
            Sid account,
            Sid call,
            @Nullable String name,
            String url,
            Track track,
            Map<String, String> parameters,
            @Nullable Hook callback) {}

    /// Begins a stream. It is durable before this returns; that it is connected is told by its callback.
    public Outcome<CallStream> start(Wish wish) {
        if (StreamUrl.read(wish.url(), tools.plain()) instanceof StreamUrl.Bad(int code, String message)) {
            return Outcome.refused(400, code, message);
        }
        return switch (calls.find(wish.account(), wish.call())) {
            case Outcome.Done<Call>(Call call) -> start(wish, call);
            case Outcome.Refused<Call>(int status, int code, String message) -> Outcome.refused(status, code, message);
        };
    }

    private Outcome<CallStream> start(Wish wish, Call call) {
        List<CallStream> running = calls.store().list(CallStream.KIND, of(call)).stream()
                .filter(stream -> stream.status() == CallStream.Status.IN_PROGRESS)
                .toList();
        if (running.size() >= tools.limits().perCall()) {
            return Outcome.refused(
                    400, TOO_MANY, "The call has " + running.size() + " streams, which is as many as it may have.");
        }
        if (running.stream().anyMatch(stream -> stream.name().equals(wish.name()))) {
            return Outcome.refused(409, NAME_IN_USE, "The call has a stream of the name " + wish.name() + " already.");
        }
        Sid sid = sids.next(SidType.STREAM);
        String name = wish.name() == null ? sid.value() : wish.name();
        StreamOrder order =
                new StreamOrder(sid, name, wish.url(), wish.track(), false, wish.parameters(), wish.callback());
        CallStream row = CallStream.of(order, call.account(), call.sid(), clock.now());
        calls.store().commit(Change.put(CallStream.KIND, row));
        if (!calls.tell(call.sid(), leg -> leg.streams().start(order))) {
            calls.store().commit(Change.put(CallStream.KIND, row.stopped(clock.now())));
            return LiveCalls.over(call.sid());
        }
        return Outcome.done(row);
    }

    /// Ends a stream.
    ///
    /// @param sidOrName of the stream
    /// @return the stream as it will be; the same when it has ended already
    public Outcome<CallStream> stop(Sid account, Sid call, String sidOrName) {
        Optional<CallStream> found = find(account, call, sidOrName);
        if (found.isEmpty()) {
            return Outcome.refused(404, NOT_FOUND, "There is no stream " + sidOrName + ".");
        }
        CallStream row = found.get();
        if (row.status() == CallStream.Status.STOPPED) {
            return Outcome.done(row);
        }
        boolean told =
                calls.tell(call, leg -> leg.streams().find(row.sid().value()).ifPresent(leg.streams()::stop));
        return told ? Outcome.done(row.stopped(clock.now())) : LiveCalls.over(call);
    }

    /// The one in progress when several had the name.
    private Optional<CallStream> find(Sid account, Sid call, String sidOrName) {
        Query query = Query.of(account).where("call", call.value());
        List<CallStream> all = calls.store().list(CallStream.KIND, query).stream()
                .filter(stream ->
                        stream.sid().value().equals(sidOrName) || stream.name().equals(sidOrName))
                .toList();
        return all.stream()
                .filter(stream -> stream.status() == CallStream.Status.IN_PROGRESS)
                .findFirst()
                .or(() -> all.stream().findFirst());
    }

    private static Query of(Call call) {
        return Query.of(call.account()).where("call", call.sid().value());
    }
}
