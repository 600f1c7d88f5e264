package org.offhook.core.calls.leg;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.offhook.core.events.EventType;
import org.offhook.core.media.MediaSession;
import org.offhook.core.media.MediaSession.Negotiation;
import org.offhook.core.signalling.IncomingInvite;
import org.offhook.core.signalling.LegEvent;
import org.offhook.core.signalling.SipLeg;

/// The leg's dialog and its sound, and what they agree upon. Re-INVITEs are answered here, whatever the script
/// is doing.
public final class Line {

    private static final int FORBIDDEN = 403;
    private static final int NOT_ACCEPTABLE = 488;
    private static final int NOT_REACHABLE = 32011;

    private SipLeg sip;
    private final MediaSession media;
    private final Journal journal;
    private final Keys keys;
    private final Captions captions;
    private final UserMessages messages;
    private @Nullable String prepared;
    private Map<String, List<String>> headers = Map.of();
    private boolean answered;
    private boolean mediaReady;
    private boolean earlySound;
    private boolean earlySent;
    /// The dialog that took the place of the first, or null.
    private @Nullable SipLeg substitute;
    private Consumer<LegEvent.Referred> referrals;
    private @Nullable Refer refer;
    private boolean ringing;
    private boolean refused;
    private boolean over;
    private boolean onHold;
    private int sipStatus;
    private String cause = "";
    private LegEvent.@Nullable Cause by;

    /// @param prepared our answer to the offer of an incoming leg; null when there was no offer, and for an
    ///                 outgoing leg
    Line(SipLeg sip, MediaSession media, Journal journal, Keys keys, @Nullable String prepared) {
        this.sip = sip;
        this.media = media;
        this.journal = journal;
        this.keys = keys;
        this.captions = new Captions(sip);
        this.messages = new UserMessages(journal);
        this.prepared = prepared;
        this.referrals = this::refuse;
    }

    public MediaSession media() {
        return media;
    }

    public SipLeg sip() {
        return sip;
    }

    /// Whether the leg was answered, by us or by the far end.
    public boolean answered() {
        return answered;
    }

    /// Whether sound can flow: answered, and offer and answer are complete.
    public boolean mediaReady() {
        return mediaReady;
    }

    /// Outgoing: whether the far end rings.
    public boolean ringing() {
        return ringing;
    }

    /// Outgoing: whether sound can flow although the far end has not answered.
    public boolean earlySound() {
        return earlySound;
    }

    /// Incoming: lets the caller hear something before the answer (183 with a description).
    ///
    /// @return whether it can, which it cannot when its INVITE had no offer
    public boolean early() {
        String sdp = prepared;
        if (sdp != null && !earlySent) {
            earlySent = true;
            sip.progress(183, sdp);
        }
        return sdp != null;
    }

    public boolean over() {
        return over;
    }

    /// The SIP status that ended or refused it, or 0.
    int sipStatus() {
        return sipStatus;
    }

    /// Why it ended, for the event log.
    String cause() {
        return cause;
    }

    /// Who ended it; null while it lives, and for a refusal.
    LegEvent.@Nullable Cause by() {
        return by;
    }

    /// Outgoing: whether it was refused.
    boolean refused() {
        return refused;
    }

    /// What came with the answer or refusal of an outgoing leg.
    public Map<String, List<String>> headers() {
        return headers;
    }

    /// Incoming: what the INVITE says about the far end.
    public void invited(Map<String, List<String>> with) {
        captions.agree(with);
    }

    /// The far end is about to hear this.
    void caption(String text) {
        captions.say(text);
    }

    /// The application says something to the program at the far end.
    public void message(String content) {
        messages.send(sip, content);
    }

    /// Incoming: 200 to the INVITE.
    void accept() {
        answered = true;
        if (prepared == null) {
            sip.answer(media.offer());
        } else {
            mediaReady = true;
            sip.answer(prepared);
        }
    }

    /// Ends the leg from our side.
    ///
    /// @param status the SIP status that tells it best, or 0
    void end(String why, int status) {
        if (!over) {
            over = true;
            by = LegEvent.Cause.LOCAL;
            cause = why;
            sipStatus = status;
            sip.hangUp();
        }
    }

    /// Incoming, not answered: a final refusal.
    void refuse(int status, String reason, String why) {
        if (!over) {
            over = true;
            by = LegEvent.Cause.LOCAL;
            cause = why;
            sipStatus = status;
            sip.refuse(status, reason, Map.of());
        }
    }

    /// What came of a REFER of ours.
    ///
    /// @param answer the response to it, 0 before
    /// @param told   the last status that was reported, 0 before
    /// @param done   whether nothing more is to come
    public record Refer(int answer, int told, boolean done) {}

    /// Refers the far end to somebody else.
    public void refer(String target) {
        refer = new Refer(0, 0, false);
        sip.refer(target);
    }

    /// What came of it; null when nobody was referred.
    public @Nullable Refer referred() {
        return refer;
    }

    /// Who hears that the far end refers the other party elsewhere; null for nobody: it is refused.
    public void referralsTo(@Nullable Consumer<LegEvent.Referred> listener) {
        referrals = listener == null ? this::refuse : listener;
    }

    private void refuse(LegEvent.Referred wish) {
        sip.follow(FORBIDDEN);
        journal.note(EventType.SIGNAL, "what", "REFER refused", "to", wish.target());
    }

    /// Another dialog takes the place of this one, with the same sound (RFC 3891).
    void replace(IncomingInvite invite, SipLeg by) {
        String offer = invite.sdp();
        Negotiation agreed = offer == null ? null : media.answer(offer);
        if (!mediaReady || over) {
            by.refuse(481, "Call/Transaction Does Not Exist", Map.of());
        } else if (agreed instanceof Negotiation.Refused) {
            by.refuse(NOT_ACCEPTABLE, "Not Acceptable Here", Map.of());
        } else {
            by.answer(agreed instanceof Negotiation.Agreed(String answer, boolean _) ? answer : media.offer());
            sip.hangUp();
            sip = by;
            substitute = by;
            captions.moved(by);
            journal.note(EventType.SIGNAL, "what", "replaced", "by", invite.from());
        }
    }

    /// Takes an event of the dialog.
    ///
    /// @param dialog the one that took the place of the first; null for the first. Only the latest counts.
    /// @return false when the leg is over because of it
    boolean heard(LegEvent event, @Nullable SipLeg dialog) {
        if (!Objects.equals(dialog, substitute)) {
            return !over;
        }
        switch (event) {
            case LegEvent.Ringing(int _, String sdp) -> rings(sdp);
            case LegEvent.Answered(String sdp, Map<String, List<String>> with) -> farEndAnswered(sdp, with);
            case LegEvent.Confirmed _ -> {}
            case LegEvent.Reoffered offer -> reoffered(offer);
            case LegEvent.Renegotiated(String sdp) -> accepted(sdp);
            case LegEvent.OfferRefused(int status) ->
                journal.note(EventType.SIGNAL, "what", "our offer was refused", "status", Integer.toString(status));
            case LegEvent.Referred wish -> referrals.accept(wish);
            case LegEvent.ReferAnswered(int status) -> refer = new Refer(status, 0, status >= 300);
            case LegEvent.ReferTold(int status, boolean last) -> {
                Refer before = refer;
                if (before != null) {
                    refer = new Refer(before.answer(), status == 0 ? before.told() : status, last);
                }
            }
            case LegEvent.Digits(String digits) -> {
                if (!over) {
                    keys.signalled(digits);
                }
            }
            case LegEvent.Info(String type, String body, Map<String, List<String>> _) -> messages.received(type, body);
            case LegEvent.Rerouted(String from, int status) ->
                journal.note(
                        EventType.SIGNAL, "what", "tried elsewhere", "from", from, "status", Integer.toString(status));
            case LegEvent.Refused(int status, String reason, Map<String, List<String>> with) -> {
                refused = true;
                headers = with;
                sipStatus = status;
                return ended(null, status + " " + reason);
            }
            case LegEvent.NotAdmitted(String host) -> {
                refused = true;
                sipStatus = FORBIDDEN;
                journal.error(
                        NOT_REACHABLE,
                        host + " has a private address; SIP goes to such only when the operator allows it (--allow).");
                return ended(null, "destination not allowed");
            }
            case LegEvent.Ended(LegEvent.Cause who, int status) -> {
                sipStatus = status;
                return ended(who, who == LegEvent.Cause.LOST ? "connection lost" : "far end hung up");
            }
        }
        return !over;
    }

    private boolean ended(LegEvent.@Nullable Cause who, String why) {
        if (!over) {
            over = true;
            by = who;
            cause = why;
            return false;
        }
        return true;
    }

    private void rings(@Nullable String sdp) {
        ringing = true;
        if (sdp != null && !answered && media.accept(sdp) instanceof Negotiation.Agreed) {
            earlySound = true;
        }
    }

    private void farEndAnswered(@Nullable String sdp, Map<String, List<String>> with) {
        answered = true;
        headers = with;
        captions.agree(with);
        if (sdp != null) {
            accepted(sdp);
        } else if (earlySound) {
            mediaReady = true; // It was agreed upon in a reliable provisional response.
        }
    }

    private void accepted(String sdp) {
        switch (media.accept(sdp)) {
            case Negotiation.Agreed(String _, boolean held) -> {
                mediaReady = true;
                hold(held);
            }
            case Negotiation.Refused(String reason) -> {
                journal.error(32102, "The far end's session description cannot be used: " + reason);
                end("no common media", NOT_ACCEPTABLE);
            }
        }
    }

    private void reoffered(LegEvent.Reoffered offer) {
        String sdp = offer.sdp();
        if (sdp == null) {
            sip.agree(offer, media.offer());
            return;
        }
        switch (media.answer(sdp)) {
            case Negotiation.Agreed(String answer, boolean held) -> {
                sip.agree(offer, answer);
                hold(held);
            }
            case Negotiation.Refused(String reason) -> {
                sip.decline(offer);
                journal.note(EventType.SIGNAL, "what", "re-INVITE refused", "reason", reason);
            }
        }
    }

    private void hold(boolean held) {
        if (held != onHold) {
            onHold = held;
            journal.note(EventType.SIGNAL, "what", held ? "held" : "resumed");
        }
    }
}
