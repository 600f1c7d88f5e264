package org.offhook.core.signalling.leg;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.offhook.core.signalling.SignallingLimits;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.dialog.DialogId;

/// The dialogs of a shard, and how much of what is limited there is.
public final class Legs {

    private final SignallingLimits limits;
    private final Map<DialogId, Leg> dialogs = new HashMap<>();
    /// Incoming INVITEs without a final response, by what a copy of the request on another way has in common
    /// with it.
    private final Map<String, IncomingLeg> undecided = new HashMap<>();
    private final Map<String, Integer> undecidedBySource = new HashMap<>();
    private int live;
    private long leftOut;
    private long tooShort;

    public Legs(SignallingLimits limits) {
        this.limits = limits;
    }

    public @Nullable Leg find(@Nullable DialogId id) {
        return id == null ? null : dialogs.get(id);
    }

    void put(DialogId id, Leg leg) {
        dialogs.put(id, leg);
    }

    void remove(DialogId id) {
        dialogs.remove(id);
    }

    /// Whether one more call may come from `source`.
    public boolean hasRoomFor(String source) {
        return hasRoom()
                && undecided.size() < limits.halfOpen()
                && undecidedBySource.getOrDefault(source, 0) < limits.halfOpenPerSource();
    }

    /// Whether there may be one more leg.
    public boolean hasRoom() {
        return live < limits.legs();
    }

    void begun() {
        live++;
    }

    void ended() {
        live--;
    }

    /// A response was not taken notice of, or not sent, because there are too many.
    void leaveOut() {
        leftOut++;
    }

    public long leftOut() {
        return leftOut;
    }

    /// A session was refused that would have to be refreshed too often.
    void refuseShort() {
        tooShort++;
    }

    public long tooShort() {
        return tooShort;
    }

    /// How many legs live: those whose script has not heard their last event.
    public int live() {
        return live;
    }

    public int halfOpen() {
        return undecided.size();
    }

    public int dialogs() {
        return dialogs.size();
    }

    /// The same request, come by another way, that is being decided (RFC 3261 §8.2.2.2).
    public @Nullable IncomingLeg merged(SipRequest invite) {
        return undecided.get(identity(invite));
    }

    void undecided(SipRequest invite, String source, IncomingLeg leg) {
        undecided.put(identity(invite), leg);
        undecidedBySource.merge(source, 1, Integer::sum);
    }

    void decided(SipRequest invite, String source) {
        if (undecided.remove(identity(invite)) != null) {
            undecidedBySource.computeIfPresent(source, (_, count) -> count > 1 ? count - 1 : null);
        }
    }

    private static String identity(SipRequest invite) {
        return invite.callId()
                + '\n'
                + invite.from().tag()
                + '\n'
                + invite.cseq().number();
    }
}
