package org.offhook.server.phone;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.offhook.core.media.MediaEvent;
import org.offhook.core.media.MediaServer;
import org.offhook.core.media.MediaSession;
import org.offhook.core.media.MediaSession.Negotiation;
import org.offhook.core.script.Mailbox;
import org.offhook.core.signalling.LegEvent;
import org.offhook.core.signalling.OutgoingInvite;
import org.offhook.core.signalling.Signalling;
import org.offhook.core.signalling.SipLeg;
import org.offhook.core.time.Clock;

/// The story of one call of the phone. Runs on its own thread and waits in its mailbox only; everything it
/// holds is its own.
final class PhoneCall {

    /// How long the end of the call may take once the phone has hung up.
    private static final Duration GOODBYE = Duration.ofSeconds(5);
    /// How long the last of what was heard may take to be written.
    private static final Duration LAST_SOUND = Duration.ofSeconds(2);

    private final PhonePlan plan;
    private final Clock clock;
    private final MediaServer media;
    private final Consumer<Moment> told;
    private final long begun;
    private final Ear ear;
    private final Captions captions;
    private final Agenda agenda = new Agenda();
    private final List<Waiting> waiting = new ArrayList<>();
    private final List<Moment> moments = new ArrayList<>();

    private @Nullable MediaSession session;
    private @Nullable SipLeg leg;
    private long answered;
    private long recording;
    private boolean leaving;
    private PhoneReport.@Nullable End end;
    private int status;

    /// Something that is done once words are heard.
    private record Waiting(String words, Duration later, Runnable action) {}

    /// @param told hears every moment as it happens
    PhoneCall(PhonePlan plan, Clock clock, MediaServer media, Consumer<Moment> told) {
        this.plan = plan;
        this.clock = clock;
        this.media = media;
        this.told = told;
        this.begun = clock.nanos();
        this.ear = new Ear(plan.record());
        this.captions = new Captions(ear::loud);
    }

    /// Calls somebody and stays until the call is over.
    ///
    /// @param invite without SDP
    PhoneReport dial(Signalling signalling, OutgoingInvite invite, Mailbox<PhoneSignal> mailbox) {
        MediaSession sound = open(mailbox);
        happened(Moment.Kind.CALL, invite.target());
        leg = signalling.invite(
                new OutgoingInvite(
                        invite.target(),
                        invite.route(),
                        invite.from(),
                        invite.fromName(),
                        invite.to(),
                        invite.headers(),
                        sound.offer(),
                        invite.credentials()),
                event -> mailbox.put(new PhoneSignal.Sip(event)));
        return live(mailbox);
    }

    /// Waits for a call and stays until it is over.
    ///
    /// @param address where it is reached
    PhoneReport answer(String address, Mailbox<PhoneSignal> mailbox) {
        open(mailbox);
        happened(Moment.Kind.WAITS, "to be called at sip:" + address);
        return live(mailbox);
    }

    private MediaSession open(Mailbox<PhoneSignal> mailbox) {
        Optional<MediaSession> opened = media.open(event -> mailbox.put(new PhoneSignal.Media(event)));
        MediaSession sound = opened.orElseThrow(() -> new IllegalStateException("no free media port"));
        session = sound;
        agenda.at(begun + plan.patience().toNanos(), this::giveUp);
        return sound;
    }

    private PhoneReport live(Mailbox<PhoneSignal> mailbox) {
        long most = Duration.ofMinutes(1).toNanos();
        while (end == null) {
            PhoneSignal signal = mailbox.take(Duration.ofNanos(agenda.wait(clock.nanos(), most)));
            switch (signal) {
                case null -> {}
                case PhoneSignal.Called called -> called(called);
                case PhoneSignal.Sip sip -> sip(sip.event());
                case PhoneSignal.Media sound -> sound(sound.event());
                case PhoneSignal.Leave _ -> leave();
            }
            agenda.run(clock.nanos());
        }
        return report(mailbox);
    }

    /// A second caller hears that the phone is busy.
    private void called(PhoneSignal.Called called) {
        if (leg != null || session == null) {
            called.leg().refuse(486, "Busy Here", Map.of());
            return;
        }
        happened(Moment.Kind.CALL, "called by " + called.invite().from());
        String offer = called.invite().sdp();
        if (offer == null) {
            leg = called.leg();
            called.leg().answer(session.offer());
            return;
        }
        switch (session.answer(offer)) {
            case Negotiation.Agreed agreed -> {
                leg = called.leg();
                called.leg().answer(agreed.sdp());
                answered();
            }
            case Negotiation.Refused refused -> {
                called.leg().refuse(488, "Not Acceptable Here", Map.of());
                over(PhoneReport.End.LOST, 488, refused.reason());
            }
        }
    }

    private void sip(LegEvent event) {
        switch (event) {
            case LegEvent.Ringing ringing -> rings(ringing);
            case LegEvent.Answered agreed -> accepted(agreed.sdp());
            case LegEvent.Refused refused ->
                over(PhoneReport.End.UNANSWERED, refused.status(), refused.status() + " " + refused.reason());
            case LegEvent.NotAdmitted elsewhere ->
                over(PhoneReport.End.UNANSWERED, 403, elsewhere.host() + " is not allowed");
            case LegEvent.Reoffered reoffered -> reoffered(reoffered);
            case LegEvent.Digits keys -> happened(Moment.Kind.KEY, keys.digits());
            case LegEvent.Info info -> caption(info);
            case LegEvent.Ended ended -> ended(ended);
            case LegEvent.Referred _ -> {
                if (leg != null) {
                    leg.follow(603);
                }
            }
            case LegEvent.Confirmed _,
                    LegEvent.Renegotiated _,
                    LegEvent.OfferRefused _,
                    LegEvent.Rerouted _,
                    LegEvent.ReferAnswered _,
                    LegEvent.ReferTold _ -> {}
        }
    }

    private void rings(LegEvent.Ringing ringing) {
        happened(Moment.Kind.RINGING, Integer.toString(ringing.status()));
        String sdp = ringing.sdp();
        if (sdp != null && session != null) {
            session.accept(sdp); // Early media; if they cannot be understood, the answer may.
        }
    }

    private void accepted(@Nullable String sdp) {
        if (session == null || leg == null) {
            return;
        }
        if (sdp != null && session.accept(sdp) instanceof Negotiation.Refused refused) {
            leg.hangUp();
            over(PhoneReport.End.LOST, 488, refused.reason());
            return;
        }
        answered();
    }

    private void answered() {
        if (answered != 0 || session == null) {
            return;
        }
        answered = clock.nanos();
        happened(Moment.Kind.ANSWERED, "");
        MediaSession sound = session;
        recording = sound.record(new MediaSession.Recorder(
                ear, 1, MediaSession.Track.INBOUND, Duration.ZERO, Duration.ofHours(24), "", false));
        if (plan.say() != null) {
            happened(Moment.Kind.SAID, plan.say().caption());
            sound.play(plan.say());
        }
        for (PhonePlan.Press press : plan.presses()) {
            at(press.at(), () -> {
                happened(Moment.Kind.PRESSED, press.digits());
                sound.press(press.digits());
            });
        }
        plan.hangUp().forEach(cue -> at(cue, this::leave));
    }

    private void at(PhonePlan.Cue cue, Runnable action) {
        if (cue.heard() == null) {
            agenda.at(answered + cue.later().toNanos(), action);
        } else {
            waiting.add(new Waiting(PhoneReport.words(cue.heard()), cue.later(), action));
        }
    }

    /// Each cue is taken once.
    private void cued(String caption) {
        String words = PhoneReport.words(caption);
        for (Waiting one : List.copyOf(waiting)) {
            if (words.contains(one.words())) {
                waiting.remove(one);
                agenda.at(clock.nanos() + one.later().toNanos(), one.action());
            }
        }
    }

    private void reoffered(LegEvent.Reoffered offer) {
        if (session == null || leg == null) {
            return;
        }
        String sdp = offer.sdp();
        if (sdp == null) {
            leg.agree(offer, session.offer());
        } else if (session.answer(sdp) instanceof Negotiation.Agreed agreed) {
            leg.agree(offer, agreed.sdp());
        } else {
            leg.decline(offer);
        }
    }

    private void caption(LegEvent.Info info) {
        List<String> named = info.headers().getOrDefault("Info-Package", List.of());
        if (named.stream().anyMatch(Captions.PACKAGE::equalsIgnoreCase)) {
            captions.begin(since(), info.body().strip());
            happened(Moment.Kind.CAPTION, info.body().strip());
            cued(info.body());
        }
    }

    private void sound(MediaEvent event) {
        switch (event) {
            case MediaEvent.Digit key -> happened(Moment.Kind.KEY, String.valueOf(key.digit()));
            case MediaEvent.Played _,
                    MediaEvent.Recorded _,
                    MediaEvent.Speaks _,
                    MediaEvent.Spoken _,
                    MediaEvent.Detected _,
                    MediaEvent.Silent _ -> {}
        }
    }

    private void giveUp() {
        if (answered == 0) {
            leave();
        }
    }

    private void leave() {
        if (leg == null) {
            over(PhoneReport.End.UNANSWERED, 0, "nobody called");
        } else if (!leaving) {
            leaving = true;
            leg.hangUp();
            // The far end that does not answer our BYE must not keep us.
            agenda.at(clock.nanos() + GOODBYE.toNanos(), () -> over(PhoneReport.End.LOCAL, 408, "we hung up"));
        }
    }

    private void ended(LegEvent.Ended ended) {
        switch (ended.cause()) {
            case REMOTE -> over(PhoneReport.End.REMOTE, ended.status(), "they hung up");
            case LOCAL -> {
                PhoneReport.End how = answered == 0 ? PhoneReport.End.UNANSWERED : PhoneReport.End.LOCAL;
                over(how, ended.status(), answered == 0 ? "nobody answered" : "we hung up");
            }
            case LOST -> over(PhoneReport.End.LOST, ended.status(), "the call was lost");
        }
    }

    private void over(PhoneReport.End how, int why, String text) {
        if (end == null) {
            end = how;
            status = why;
            happened(Moment.Kind.ENDED, text);
        }
    }

    private PhoneReport report(Mailbox<PhoneSignal> mailbox) {
        long now = clock.nanos();
        MediaSession sound = session;
        MediaSession.MediaStatistics statistics = sound == null ? null : sound.statistics();
        if (sound != null) {
            if (answered != 0) {
                sound.stopRecording(recording);
                awaitLastSound(now + LAST_SOUND.toNanos(), mailbox);
            }
            sound.close();
        }
        List<Heard> heard = captions.heard();
        return new PhoneReport(
                moments,
                heard,
                PhoneReport.judge(plan.expect(), heard),
                end == null ? PhoneReport.End.LOST : end,
                status,
                Duration.ofNanos(answered == 0 ? 0 : now - answered),
                ear.loud(),
                statistics);
    }

    private void awaitLastSound(long deadline, Mailbox<PhoneSignal> mailbox) {
        boolean written = false;
        while (!written) {
            long left = deadline - clock.nanos();
            PhoneSignal signal = left > 0 ? mailbox.take(Duration.ofNanos(left)) : null;
            written = signal == null || (signal instanceof PhoneSignal.Media(MediaEvent.Recorded _));
        }
    }

    private void happened(Moment.Kind kind, String text) {
        Moment moment = new Moment(since(), kind, text);
        moments.add(moment);
        told.accept(moment);
    }

    private Duration since() {
        return Duration.ofNanos(clock.nanos() - begun);
    }
}
