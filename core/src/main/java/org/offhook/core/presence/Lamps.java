package org.offhook.core.presence;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.offhook.core.events.EventListener;
import org.offhook.core.events.Happening;
import org.offhook.core.ids.Sid;
import org.offhook.core.signalling.event.Watched;
import org.offhook.core.signalling.event.Watchers;
import org.offhook.protocols.sip.event.DialogInfo.Dialog;
import org.offhook.protocols.sip.event.DialogInfo.State;

/// The calls of each user, as the events of the calls tell them: who has called, as it has proved, and whom the
/// platform calls. Of a call that ends while the process is down nothing is left to be forgotten. Safe from any
/// thread.
public final class Lamps implements EventListener {

    /// A lamp that shows so many calls shows no more: what is told has to fit into a datagram.
    static final int MOST_SHOWN = 20;

    private final Function<String, @Nullable Watched> addresses;
    private final Watchers watchers;
    private final Map<Sid, Party> parties = new ConcurrentHashMap<>();
    private final Map<Watched, NavigableMap<Long, Dialog>> dialogs = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();

    private record Party(Watched address, long number, boolean outgoing) {

        Dialog dialog(State state) {
            return new Dialog(Long.toString(number), outgoing, state);
        }
    }

    /// @param addresses the user that a party of a call is: see [Addresses#of]
    /// @param watchers  told of each change
    public Lamps(Function<String, @Nullable Watched> addresses, Watchers watchers) {
        this.addresses = addresses;
        this.watchers = watchers;
    }

    /// The calls of a user, the oldest first.
    public List<Dialog> of(Watched address) {
        NavigableMap<Long, Dialog> all = dialogs.get(address);
        return all == null ? List.of() : all.values().stream().limit(MOST_SHOWN).toList();
    }

    /// Calls whose user is known.
    public int size() {
        return parties.size();
    }

    @Override
    public void happened(Sid account, Sid subject, Happening happening) {
        switch (happening.type()) {
            case CALL_INITIATED -> begun(subject, happening.data());
            case CALL_RINGING -> shows(subject, State.EARLY);
            case CALL_ANSWERED -> shows(subject, State.CONFIRMED);
            case CALL_ENDED -> ended(subject);
            default -> {
                // About something else than how far a call has come.
            }
        }
    }

    private void begun(Sid call, Map<String, String> data) {
        boolean outgoing = "inbound".equals(data.get("direction"));
        String who = data.get(outgoing ? "user" : "to");
        Watched address = who == null ? null : addresses.apply(who);
        if (address != null) {
            parties.put(call, new Party(address, numbers.incrementAndGet(), outgoing));
            shows(call, State.TRYING);
        }
    }

    private void shows(Sid call, State state) {
        Party party = parties.get(call);
        if (party != null) {
            dialogs.compute(party.address, (_, before) -> {
                NavigableMap<Long, Dialog> all = before == null ? new ConcurrentSkipListMap<>() : before;
                all.put(party.number, party.dialog(state));
                return all;
            });
            watchers.changed(party.address);
        }
    }

    private void ended(Sid call) {
        Party party = parties.remove(call);
        if (party != null) {
            dialogs.computeIfPresent(party.address, (_, all) -> {
                all.remove(party.number);
                return all.isEmpty() ? null : all;
            });
            watchers.changed(party.address);
        }
    }
}
