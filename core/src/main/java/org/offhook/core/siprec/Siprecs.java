package org.offhook.core.siprec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.offhook.core.calls.Call;
import org.offhook.core.calls.CallTools;
import org.offhook.core.calls.Direction;
import org.offhook.core.calls.leg.Inbox;
import org.offhook.core.calls.leg.Journal;
import org.offhook.core.calls.leg.Signal;
import org.offhook.core.events.EventType;
import org.offhook.core.media.MediaSession;
import org.offhook.core.media.MediaSession.Negotiation;
import org.offhook.core.media.MediaSession.Track;
import org.offhook.core.media.Tap;
import org.offhook.core.numbers.E164;
import org.offhook.core.signalling.LegEvent;
import org.offhook.core.signalling.OutgoingInvite;
import org.offhook.core.signalling.SipLeg;
import org.offhook.core.trunks.Route;
import org.offhook.core.trunks.Routes;
import org.offhook.core.web.Hook;
import org.offhook.core.webhooks.Parameters;

/// The recording sessions of a leg (RFC 7866). Each is a call to a recording server, with a stream for each side that
/// is recorded; what becomes of it changes nothing about the call.
public final class Siprecs {

    /// At once.
    public static final int MOST = 2;

    private static final int FAILED = 31900;
    private static final int TOO_MANY = 31960;

    private final CallTools tools;
    private final Routes routes;
    private final MediaSession media;
    private final Journal journal;
    private final Inbox inbox;
    private final List<Running> running = new ArrayList<>();
    private boolean over;

    public Siprecs(CallTools tools, Routes routes, MediaSession media, Journal journal, Inbox inbox) {
        this.tools = tools;
        this.routes = routes;
        this.media = media;
        this.journal = journal;
        this.inbox = inbox;
    }

    /// One side on its way to the server.
    private record Stream(Track track, MediaSession session, Feed feed) {}

    /// A session under way.
    public static final class Running implements Tap {
        private final SiprecOrder order;
        private final List<Stream> streams;
        private @Nullable SipLeg sip;
        private boolean tapped;

        private Running(SiprecOrder order, List<Stream> streams) {
            this.order = order;
            this.streams = List.copyOf(streams);
        }

        @Override
        public void frame(short[] theirs, short[] ours) {
            for (Stream stream : streams) {
                stream.feed.add(stream.track == Track.INBOUND ? theirs : ours);
            }
        }
    }

    /// Begins to call the server.
    public void start(SiprecOrder order) {
        if (over || running.size() >= MOST) {
            int code = over ? FAILED : TOO_MANY;
            String why = over
                    ? "The call ended before the recording session began."
                    : "The call has " + MOST + " recording sessions already, which is as many as it may have.";
            failed(order, code, why);
            return;
        }
        Route.Outside way = new Route.Outside(
                order.connector().uri(), null, Map.of(), order.connector().credentials(), false);
        List<Route.Outside> ways = tools.lines().keys().safe(way);
        List<Stream> streams = ways.isEmpty() ? List.of() : open(order.track());
        if (streams.isEmpty()) {
            failed(
                    order,
                    FAILED,
                    ways.isEmpty() ? "It could be reached in the open only." : "No media ports are left.");
            return;
        }
        Running one = new Running(order, streams);
        running.add(one);
        streams.forEach(stream -> stream.session.encrypt(tools.lines().keys().outgoing(ways)));
        one.sip = tools.lines()
                .signalling()
                .invite(invite(one), event -> inbox.mailbox().put(new Signal.News(() -> heard(one, event))));
    }

    private List<Stream> open(Track wanted) {
        List<Stream> streams = new ArrayList<>();
        for (Track track : wanted == Track.BOTH ? List.of(Track.INBOUND, Track.OUTBOUND) : List.of(wanted)) {
            Optional<MediaSession> session = tools.lines().media().open(_ -> {});
            if (session.isEmpty()) {
                streams.forEach(stream -> stream.session.close());
                return List.of();
            }
            streams.add(new Stream(track, session.get(), new Feed()));
        }
        return streams;
    }

    private OutgoingInvite invite(Running one) {
        Call call = journal.call();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-Twilio-CallSid", call.sid().value());
        headers.put("X-Twilio-AccountSid", call.account().value());
        String target = tools.lines().keys().target(one.order.connector().uri());
        String offer = RecordedMedia.offer(
                one.streams.stream().map(stream -> stream.session.offer()).toList());
        return new OutgoingInvite(
                        target,
                        null,
                        routes.caller(call.from()),
                        null,
                        target,
                        headers,
                        offer,
                        one.order.connector().credentials())
                .recording(metadata(one, call).xml());
    }

    private Metadata metadata(Running one, Call call) {
        boolean inbound = call.direction() == Direction.INBOUND;
        return new Metadata(
                one.order.sid(),
                call.sid(),
                uri(inbound ? call.from() : call.to()),
                uri(inbound ? call.to() : call.from()),
                one.streams.size() == 1 ? List.of("1") : List.of("1", "2"),
                one.streams.getFirst().track == Track.INBOUND,
                one.order.parameters(),
                tools.base().clock().now());
    }

    private String uri(String party) {
        return E164.isValid(party) ? "tel:" + party : routes.caller(party);
    }

    private void heard(Running one, LegEvent event) {
        if (!running.contains(one)) {
            return;
        }
        switch (event) {
            case LegEvent.Answered(String answer, Map<String, List<String>> _) -> answered(one, answer);
            case LegEvent.Refused(int status, String reason, Map<String, List<String>> _) ->
                closed(one, "The recording server answered " + status + " " + reason + ".");
            case LegEvent.NotAdmitted(String host) -> closed(one, host + " may not be called.");
            case LegEvent.Ended(LegEvent.Cause cause, int _) ->
                closed(one, cause == LegEvent.Cause.LOST ? "The recording server is lost." : null);
            case LegEvent.Reoffered offer -> sip(one).ifPresent(sip -> sip.decline(offer));
            case LegEvent.Referred _ -> sip(one).ifPresent(sip -> sip.follow(603));
            case LegEvent.Ringing _, LegEvent.Confirmed _, LegEvent.Rerouted _, LegEvent.Renegotiated _ -> {}
            case LegEvent.OfferRefused _, LegEvent.Digits _, LegEvent.Info _ -> {}
            case LegEvent.ReferAnswered _, LegEvent.ReferTold _ -> {}
        }
    }

    private static Optional<SipLeg> sip(Running one) {
        return Optional.ofNullable(one.sip);
    }

    /// A server may refuse one of the streams, not both.
    private void answered(Running one, @Nullable String answer) {
        List<String> answers = answer == null ? List.of() : RecordedMedia.answers(answer, one.streams.size());
        int agreed = 0;
        for (int i = 0; i < answers.size(); i++) {
            MediaSession session = one.streams.get(i).session;
            if (session.accept(answers.get(i)) instanceof Negotiation.Agreed) {
                session.speak(one.streams.get(i).feed);
                agreed++;
            }
        }
        if (agreed == 0) {
            closed(one, "The recording server takes none of the streams.");
            return;
        }
        one.tapped = true;
        media.tap(one);
        journal.note(
                EventType.SIPREC_STARTED,
                "siprec",
                one.order.sid().value(),
                "name",
                one.order.name(),
                "connector",
                one.order.connector().name());
        report(one.order, "siprec-started", null);
    }

    /// The session with this Sid or name, while it lives.
    public Optional<Running> find(String sidOrName) {
        return running.stream()
                .filter(one -> one.order.sid().value().equals(sidOrName)
                        || one.order.name().equals(sidOrName))
                .findFirst();
    }

    /// Ends one; nothing happens when it is over.
    public void stop(Running one) {
        closed(one, null);
    }

    /// The leg is over.
    public void stopAll() {
        over = true;
        List.copyOf(running).forEach(this::stop);
    }

    /// @param error null when all is well
    private void closed(Running one, @Nullable String error) {
        if (!running.remove(one)) {
            return;
        }
        if (one.tapped) {
            media.untap(one);
        }
        sip(one).ifPresent(SipLeg::hangUp);
        one.streams.forEach(stream -> stream.session.close());
        if (error != null) {
            failed(one.order, FAILED, error);
            return;
        }
        journal.note(EventType.SIPREC_ENDED, "siprec", one.order.sid().value());
        report(one.order, "siprec-stopped", null);
    }

    private void failed(SiprecOrder order, int code, String why) {
        journal.error(code, "The recording session " + order.name() + " failed: " + why);
        journal.note(EventType.SIPREC_ENDED, "siprec", order.sid().value(), "error", Integer.toString(code));
        report(order, "siprec-error", why);
    }

    private void report(SiprecOrder order, String event, @Nullable String error) {
        Hook callback = order.callback();
        if (callback != null) {
            journal.owe(
                    order.sid(),
                    callback,
                    Parameters.NONE
                            .with("SiprecSid", order.sid().value())
                            .with("SiprecName", order.name())
                            .with("SiprecEvent", event)
                            .with("SiprecError", error)
                            .with("Timestamp", tools.base().clock().now().toString()));
        }
    }
}
