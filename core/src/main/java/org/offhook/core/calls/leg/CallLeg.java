package org.offhook.core.calls.leg;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.offhook.core.calls.Call;
import org.offhook.core.calls.CallStatus;
import org.offhook.core.calls.CallTools;
import org.offhook.core.calls.ChangeCall.Wish;
import org.offhook.core.calls.Direction;
import org.offhook.core.events.EventType;
import org.offhook.core.ids.Sid;
import org.offhook.core.media.MediaEvent;
import org.offhook.core.media.MediaSession;
import org.offhook.core.script.Mailbox;
import org.offhook.core.signalling.IncomingInvite;
import org.offhook.core.signalling.LegEvent;
import org.offhook.core.signalling.SipLeg;
import org.offhook.core.store.StoreException;
import org.offhook.core.tenancy.Account;
import org.offhook.core.trunks.Routes;
import org.offhook.core.web.Hook;
import org.offhook.core.webhooks.Parameters;

/// A call leg, as its script and verbs see it; it belongs to the script. Methods block where that is said.
public final class CallLeg {

    /// How long the far end may take to complete an offer that we made in our 200 (timer H of RFC 3261).
    private static final Duration ACK_PATIENCE = Duration.ofSeconds(32);

    private static final int LIMIT_REACHED = 32015;
    private static final int NO_AUDIO = 32014;

    private final CallTools tools;
    private final Routes routes;
    private final boolean incoming;
    private final Journal journal;
    private final Inbox inbox;
    private final Keys keys;
    private final Line line;
    private final Playback playback;
    private final Recordings recordings;
    private final Hearing hearing;
    private final Streams streams;
    private final Talk talk;
    private final Family family;
    private @Nullable CallStatus verdict;
    private boolean over;
    private boolean mayDial = true;
    private int hops = Parties.MOST_HOPS;
    private Dialled dialled = Dialled.NOBODY;
    private Recordings.@Nullable Running ofTheCall;
    private final Referral referral = new Referral();

    /// What a leg is made of.
    ///
    /// @param prepared    our answer to the offer of an incoming leg, or null
    /// @param sip         what its INVITE adds to every request
    /// @param whenChanged told of every new state of the call
    public record Setup(
            CallTools tools,
            Routes routes,
            Family.Dialler dialler,
            Account account,
            Call call,
            Mailbox<Signal> mailbox,
            SipLeg leg,
            MediaSession media,
            @Nullable String prepared,
            Parameters sip,
            Consumer<Call> whenChanged) {}

    public CallLeg(Setup setup) {
        tools = setup.tools();
        routes = setup.routes();
        incoming = setup.call().direction() == Direction.INBOUND;
        journal = new Journal(
                tools,
                setup.account(),
                setup.call(),
                new CallParameters(tools.geography(), setup.sip()),
                setup.whenChanged());
        inbox = new Inbox(setup.mailbox(), tools.base().clock(), this::take, journal::flush, this::expired);
        keys = new Keys(journal);
        line = new Line(setup.leg(), setup.media(), journal, keys, setup.prepared());
        playback = new Playback(setup.account().sid(), tools.sounds(), line, journal, inbox);
        recordings = new Recordings(tools, setup.media(), journal, inbox);
        hearing = new Hearing(tools, setup.media(), journal, inbox);
        streams = new Streams(tools, routes, setup.media(), journal, inbox);
        talk = new Talk(
                tools.application(),
                tools.web(),
                tools.base().clock(),
                journal,
                inbox,
                tools.limits().documentsPerMinute());
        family = new Family(setup.dialler());
    }

    public CallTools tools() {
        return tools;
    }

    public Routes routes() {
        return routes;
    }

    /// How the call stands now.
    public Call call() {
        return journal.call();
    }

    public Journal journal() {
        return journal;
    }

    public Inbox inbox() {
        return inbox;
    }

    public Keys keys() {
        return keys;
    }

    public Line line() {
        return line;
    }

    public Playback playback() {
        return playback;
    }

    public Recordings recordings() {
        return recordings;
    }

    public Hearing hearing() {
        return hearing;
    }

    public Streams streams() {
        return streams;
    }

    public Talk talk() {
        return talk;
    }

    public Family family() {
        return family;
    }

    /// Whether its documents may dial; a leg that is being screened may not (13201).
    public boolean mayDial() {
        return mayDial;
    }

    public void mayDial(boolean allowed) {
        mayDial = allowed;
    }

    /// Who was transferred by whom.
    public Referral referral() {
        return referral;
    }

    /// How often the call may still be forwarded on the platform.
    public int hops() {
        return hops;
    }

    public void hops(int left) {
        hops = left;
    }

    public Dialled dialled() {
        return dialled;
    }

    public void dialled(Dialled last) {
        dialled = last;
    }

    /// Records the call as a whole; its last callback tells where (contract §6.2).
    public void recordAll(Recordings.Order order) {
        ofTheCall = recordings.start(order);
    }

    /// Whether its far end is gone.
    public boolean over() {
        return over;
    }

    public boolean answered() {
        return call().started() != null;
    }

    /// Opens the record of a call that is not stored yet; `user` is who calls, `user@domain`, or null.
    public void open(@Nullable String user) {
        journal.opened(user);
    }

    /// Answers an incoming call; nothing happens when it is answered already. Blocks until the answer is
    /// durable, and until sound can flow.
    ///
    /// @param longest how long the call may last from now
    public void answer(Duration longest) {
        if (answered() || over) {
            return;
        }
        Call before = call();
        journal.answered();
        try {
            journal.durable(inbox);
        } catch (StoreException refused) {
            // What is not durable was not answered (docs/decisions/0002-durable-before-ok.md).
            journal.revert(before);
            reject(503, "Service Unavailable", CallStatus.FAILED);
        }
        line.accept();
        inbox.expireIn(longest);
        inbox.await(line::mediaReady, ACK_PATIENCE);
    }

    public void answer() {
        answer(tools.limits().longest());
    }

    /// The far end of an outgoing leg has answered.
    public void farEndAnswered(Duration longest) {
        journal.answered();
        inbox.expireIn(longest);
    }

    /// The far end of an outgoing leg rings.
    public void farEndRings() {
        journal.ringing(0);
    }

    /// Tells an incoming caller that it rings.
    public void ring() {
        line.sip().progress(180, null);
    }

    /// Ends the leg and leaves the script.
    ///
    /// @param why     for the event log
    /// @param outcome the status it gets when it was never answered
    /// @throws Unwind.HungUp unless it is over already
    public void hangUp(String why, CallStatus outcome) {
        if (!over) {
            verdict = answered() ? CallStatus.COMPLETED : outcome;
            end(why);
            leave();
        }
    }

    /// Refuses an incoming call and leaves the script.
    public void reject(int status, String reason, CallStatus outcome) {
        if (!over) {
            verdict = outcome;
            line.refuse(status, reason, "rejected");
            leave();
        }
    }

    /// The script has returned: the call is over. Puts everything in order; waits a moment for recordings.
    public void close() {
        if (!over) {
            end("end of document");
            settle();
        }
        referral.close();
        streams.stopAll();
        hearing.transcripts().stopAll();
        try {
            recordings.finishAll();
            if (ofTheCall != null) {
                journal.atTheEnd(recordings.told(ofTheCall));
            }
        } finally {
            line.media().close();
            journal.closed();
        }
    }

    /// How it ended, for the leg that dialled it.
    public ChildOutcome outcome() {
        return new ChildOutcome(
                call().status(),
                line.sipStatus(),
                line.sip().callId(),
                line.headers(),
                answered(),
                Duration.ofSeconds(call().seconds()));
    }

    private void take(Signal signal) {
        switch (signal) {
            case Signal.Sip(LegEvent event, SipLeg dialog) -> {
                if (!line.heard(event, dialog) && !over) {
                    leave();
                }
            }
            case Signal.Replaced(IncomingInvite invite, SipLeg by) -> line.replace(invite, by);
            case Signal.Media(MediaEvent event) -> take(event);
            case Signal.Web web -> talk.answered(web.ticket(), web.result());
            case Signal.Sound sound -> playback.arrived(sound.ticket(), sound.result());
            case Signal.Stored stored -> journal.stored(stored.ticket(), stored.problem());
            case Signal.Filed filed -> recordings.filed(filed.recording());
            case Signal.Child(Sid _, Signal.Report.Pressed(String digits)) ->
                line.media().press(digits);
            case Signal.Child child -> family.heard(child.call(), child.report());
            case Signal.News(Runnable news) -> news.run();
            case Signal.Beside(Consumer<CallLeg> task) -> task.accept(this);
            case Signal.Dismissed dismissed -> hangUp(dismissed.reason(), CallStatus.CANCELED);
            case Signal.Wished(Wish wish) -> take(wish);
        }
    }

    private void take(MediaEvent event) {
        switch (event) {
            case MediaEvent.Digit(char digit) -> {
                if (!over) {
                    keys.pressed(digit);
                }
            }
            case MediaEvent.Played(long id, boolean complete) -> playback.ended(id, complete);
            case MediaEvent.Recorded recorded -> recordings.ended(recorded);
            case MediaEvent.Speaks(long id) -> hearing.begins(id);
            case MediaEvent.Spoken spoken -> hearing.spoken(spoken);
            case MediaEvent.Detected detected -> hearing.detected(detected);
            case MediaEvent.Silent _ -> {
                if (!over && answered()) {
                    journal.warn(NO_AUDIO, "No audio came from the far end for a long time.");
                    hangUp("no audio", CallStatus.FAILED);
                }
            }
        }
    }

    private void take(Wish wish) {
        if (over) {
            return;
        }
        switch (wish) {
            case Wish.Redirect _, Wish.Document _, Wish.Transfer _ -> throw new Unwind.Diverted(wish);
            case Wish.Complete _ -> hangUp("completed by request", CallStatus.CANCELED);
            case Wish.Cancel _ -> {
                if (!answered()) {
                    hangUp("canceled by request", CallStatus.CANCELED);
                }
            }
            case Wish.Settings(Hook callback, Duration timeLimit) -> {
                if (callback != null) {
                    journal.reportTo(callback, List.of());
                }
                if (timeLimit != null && answered()) {
                    inbox.expireIn(timeLimit);
                }
            }
        }
    }

    private void expired() {
        journal.warn(LIMIT_REACHED, "The call reached its time limit.");
        hangUp("time limit", CallStatus.COMPLETED);
    }

    private void end(String why) {
        line.end(why, answered() ? 200 : incoming ? 480 : 487);
    }

    private void leave() {
        settle();
        throw new Unwind.HungUp();
    }

    private void settle() {
        over = true;
        inbox.over();
        journal.over(status(), tools.base().clock().now(), line.sipStatus(), line.cause());
    }

    private CallStatus status() {
        if (verdict != null) {
            return verdict;
        }
        if (answered()) {
            if (line.by() == LegEvent.Cause.LOST) {
                journal.note(EventType.SIGNAL, "what", "connection lost");
            }
            return CallStatus.COMPLETED;
        }
        return line.refused() || !incoming ? SipOutcome.of(line.sipStatus()) : CallStatus.CANCELED;
    }
}
