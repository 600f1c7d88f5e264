package org.offhook.core.calls.live;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.offhook.core.Outcome;
import org.offhook.core.assets.Asset;
import org.offhook.core.assets.AssetKinds;
import org.offhook.core.calls.Call;
import org.offhook.core.calls.leg.UserMessages;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.ids.Sids;
import org.offhook.core.store.Change;
import org.offhook.core.store.Query;
import org.offhook.core.time.Clock;
import org.offhook.core.web.Hook;
import org.offhook.protocols.json.JsonReader;

/// The door for messages to and from the program at the far end of a live call ([UserMessages]). Safe from any
/// thread.
public final class UserMessageDesk {

    /// Who may listen to one call.
    public static final int MOST = 10;

    private static final int NO_JSON = 32702;
    private static final int TOO_LONG = 32703;
    private static final int IN_USE = 20409;

    private final LiveCalls calls;
    private final Clock clock;
    private final Sids sids;

    public UserMessageDesk(LiveCalls calls, Clock clock, Sids sids) {
        this.calls = calls;
        this.clock = clock;
        this.sids = sids;
    }

    /// Sends the far end a message. Whether it arrives is not known: what its program makes of it is its business.
    ///
    /// @return the message's Sid
    public Outcome<Sid> send(Sid account, Sid call, String content) {
        if (content.length() > UserMessages.LONGEST) {
            return Outcome.refused(
                    400, TOO_LONG, "Content has more than " + UserMessages.LONGEST + " characters: send less.");
        }
        if (JsonReader.read(content).isEmpty()) {
            return Outcome.refused(400, NO_JSON, "Content is not JSON, such as {\"key\":\"value\"}.");
        }
        return switch (calls.find(account, call)) {
            case Outcome.Done<Call> _
            when calls.tell(call, leg -> leg.line().message(content)) -> Outcome.done(sids.next(SidType.USER_MESSAGE));
            case Outcome.Done<Call> _ -> LiveCalls.over(call);
            case Outcome.Refused<Call>(int status, int code, String message) -> Outcome.refused(status, code, message);
        };
    }

    /// Has an application told what the far end sends from now on. It is durable when this returns.
    public Outcome<Asset> subscribe(Sid account, Sid call, Hook callback) {
        if (calls.find(account, call) instanceof Outcome.Refused<Call>(int status, int code, String message)) {
            return Outcome.refused(status, code, message);
        }
        Query query = Query.of(account).where("parent", call.value());
        if (calls.store().count(AssetKinds.MESSAGE_SUBSCRIPTIONS, query) >= MOST) {
            return Outcome.refused(
                    409, IN_USE, "The call has " + MOST + " subscriptions, which is as many as it may have.");
        }
        Instant now = clock.now();
        Map<String, String> values = Map.of("callback", callback.url(), "method", callback.method());
        Asset made = new Asset(sids.next(SidType.MESSAGE_SUBSCRIPTION), account, call, values, now, now);
        calls.store().commit(Change.put(AssetKinds.MESSAGE_SUBSCRIPTIONS, made));
        return Outcome.done(made);
    }

    /// @return false when there is no such subscription to the call
    public boolean unsubscribe(Sid account, Sid call, Sid subscription) {
        Optional<Asset> found = calls.store()
                .find(AssetKinds.MESSAGE_SUBSCRIPTIONS, subscription)
                .filter(one -> one.account().equals(account) && call.equals(one.parent()));
        found.ifPresent(one -> calls.store().commit(Change.remove(AssetKinds.MESSAGE_SUBSCRIPTIONS, subscription)));
        return found.isPresent();
    }
}
