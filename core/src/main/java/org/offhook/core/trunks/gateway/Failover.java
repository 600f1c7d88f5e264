package org.offhook.core.trunks.gateway;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.offhook.core.signalling.LegEvent;
import org.offhook.core.signalling.OutgoingInvite;
import org.offhook.core.signalling.Signalling;
import org.offhook.core.signalling.SipLeg;
import org.offhook.protocols.sip.dialog.DialogId;

/// A leg that is tried at one place after the other, until one rings, answers, or refuses for a reason that is
/// the callee's own. A place is left when it is silent, cannot be reached, has no channel left, or answers 5xx; so is
/// a flow to a device that is dead (430, RFC 5626).
///
/// Events of a leg come one after the other, so the queue of attempts has one user at a time: first whoever
/// invites, then whoever hears the refusal.
public final class Failover implements SipLeg {

    private static final int SILENCE = 408;
    private static final int FLOW_FAILED = 430;
    private static final int SERVER_FAILED = 500;
    private static final int UNAVAILABLE = 503;
    private static final int DECLINED = 600;

    private final Signalling signalling;
    private final Consumer<LegEvent> events;
    private final Queue<Attempt> left;
    private final AtomicReference<State> state = new AtomicReference<>(new State(null, false));

    /// @param gateway null when nobody counts its calls or watches its health
    public record Attempt(OutgoingInvite invite, @Nullable Gateway gateway) {}

    /// @param leg  the present one; null before the first
    /// @param over whether the script has hung up
    private record State(@Nullable SipLeg leg, boolean over) {}

    private Failover(Signalling signalling, Collection<Attempt> attempts, Consumer<LegEvent> events) {
        this.signalling = signalling;
        this.events = events;
        this.left = new ArrayDeque<>(attempts);
    }

    /// @param attempts at least one, the best first
    /// @param events   as of [Signalling#invite]
    public static SipLeg invite(Signalling signalling, Collection<Attempt> attempts, Consumer<LegEvent> events) {
        Failover failover = new Failover(signalling, attempts, events);
        failover.next(new LegEvent.Refused(UNAVAILABLE, "No Channel Left", Map.of()));
        return failover;
    }

    /// @param otherwise what is told when no place is left
    private void next(LegEvent.Refused otherwise) {
        while (!left.isEmpty()) {
            Attempt attempt = left.remove();
            Gateway gateway = attempt.gateway();
            Gateway.Channel channel = gateway == null ? null : gateway.take();
            if (gateway == null || channel != null) {
                began(signalling.invite(attempt.invite(), new Ear(gateway, channel)));
                return;
            }
        }
        events.accept(otherwise);
    }

    private void began(SipLeg leg) {
        State before = state.getAndUpdate(now -> new State(leg, now.over));
        if (before.over) {
            leg.hangUp();
        }
    }

    /// Hears the events of one attempt.
    private final class Ear implements Consumer<LegEvent> {
        private final @Nullable Gateway gateway;
        private final Gateway.@Nullable Channel channel;
        private boolean rang;

        Ear(@Nullable Gateway gateway, Gateway.@Nullable Channel channel) {
            this.gateway = gateway;
            this.channel = channel;
        }

        @Override
        public void accept(LegEvent event) {
            switch (event) {
                case LegEvent.Ringing _, LegEvent.Answered _ -> {
                    rang = true;
                    heard();
                    events.accept(event);
                }
                case LegEvent.Refused refused -> refused(refused);
                case LegEvent.NotAdmitted _, LegEvent.Ended _ -> {
                    free();
                    events.accept(event);
                }
                case LegEvent.Confirmed _,
                        LegEvent.Reoffered _,
                        LegEvent.Renegotiated _,
                        LegEvent.OfferRefused _,
                        LegEvent.Referred _,
                        LegEvent.ReferAnswered _,
                        LegEvent.ReferTold _,
                        LegEvent.Digits _,
                        LegEvent.Info _,
                        LegEvent.Rerouted _ -> events.accept(event);
            }
        }

        private void refused(LegEvent.Refused refused) {
            free();
            int status = refused.status();
            boolean unreached = status == SILENCE || status == FLOW_FAILED;
            boolean heldBack = refused.reason().equals(LegEvent.HELD_BACK);
            if (!rang && !heldBack && (unreached || status == UNAVAILABLE)) {
                if (gateway != null) {
                    gateway.failed();
                }
            } else if (!heldBack) {
                heard();
            }
            boolean elsewhere =
                    !rang && (unreached || (status >= SERVER_FAILED && status < DECLINED)) && !state.get().over;
            if (elsewhere && !left.isEmpty()) {
                events.accept(new LegEvent.Rerouted(gateway == null ? "" : gateway.name(), status));
                next(refused);
            } else {
                events.accept(refused);
            }
        }

        private void heard() {
            if (gateway != null) {
                gateway.heard();
            }
        }

        private void free() {
            if (channel != null) {
                channel.give();
            }
        }
    }

    private @Nullable SipLeg leg() {
        return state.get().leg;
    }

    @Override
    public String callId() {
        SipLeg leg = leg();
        return leg == null ? "" : leg.callId();
    }

    @Override
    public void progress(int status, @Nullable String sdp) {
        // Only who was called makes progress.
    }

    @Override
    public void answer(String sdp) {
        SipLeg leg = leg();
        if (leg != null) {
            leg.answer(sdp);
        }
    }

    @Override
    public void refuse(int status, String reason, Map<String, String> headers) {
        SipLeg leg = leg();
        if (leg != null) {
            leg.refuse(status, reason, headers);
        }
    }

    @Override
    public void agree(LegEvent.Reoffered offer, String sdp) {
        SipLeg leg = leg();
        if (leg != null) {
            leg.agree(offer, sdp);
        }
    }

    @Override
    public void decline(LegEvent.Reoffered offer) {
        SipLeg leg = leg();
        if (leg != null) {
            leg.decline(offer);
        }
    }

    @Override
    public void reoffer(String sdp) {
        SipLeg leg = leg();
        if (leg != null) {
            leg.reoffer(sdp);
        }
    }

    @Override
    public void info(String contentType, String body, Map<String, String> headers) {
        SipLeg leg = leg();
        if (leg != null) {
            leg.info(contentType, body, headers);
        }
    }

    @Override
    public void refer(String target) {
        SipLeg leg = leg();
        if (leg != null) {
            leg.refer(target);
        }
    }

    @Override
    public void follow(int status) {
        SipLeg leg = leg();
        if (leg != null) {
            leg.follow(status);
        }
    }

    @Override
    public void tellReferrer(int status) {
        SipLeg leg = leg();
        if (leg != null) {
            leg.tellReferrer(status);
        }
    }

    @Override
    public boolean refers() {
        return true;
    }

    @Override
    public @Nullable DialogId dialog() {
        SipLeg leg = leg();
        return leg == null ? null : leg.dialog();
    }

    @Override
    public void hangUp() {
        State before = state.getAndUpdate(now -> new State(now.leg, true));
        if (before.leg != null) {
            before.leg.hangUp();
        }
    }
}
