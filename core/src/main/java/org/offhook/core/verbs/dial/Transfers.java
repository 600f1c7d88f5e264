package org.offhook.core.verbs.dial;

import java.time.Duration;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.offhook.core.calls.ChangeCall.Wish;
import org.offhook.core.calls.TransferGoal;
import org.offhook.core.calls.leg.CallLeg;
import org.offhook.core.calls.leg.Family.Child;
import org.offhook.core.calls.leg.Signal;
import org.offhook.core.calls.leg.Signal.Report.Referred;
import org.offhook.core.calls.script.Next;
import org.offhook.core.events.EventType;
import org.offhook.core.trunks.Route;
import org.offhook.core.web.Hook;
import org.offhook.core.webhooks.Parameters;

/// What two parties of a Dial want of each other by REFER (RFC 3515). With `referUrl` the application decides what
/// becomes of the other party. Without it, a transfer by one of the account's own phones is carried out, and
/// anybody else's is refused: who is called by a document must not make calls at the account's expense.
final class Transfers {

    private static final int NO_REFER_URL = 13802;
    private static final int ACCEPTED = 202;
    private static final int OK = 200;
    private static final int FORBIDDEN = 403;

    /// How long a transferring caller hears of it at most before its own document goes on.
    private static final Duration LONGEST = Duration.ofSeconds(90);

    private final CallLeg leg;
    private final Dial dial;
    private final Directory directory;
    private final Hunt hunt;
    private @Nullable Referred byCaller;
    private boolean decided;

    /// How it goes on: with somebody, elsewhere, or not at all.
    record Then(Hunt.@Nullable Reached with, @Nullable Next next) {}

    Transfers(CallLeg leg, Dial dial, Directory directory, Hunt hunt) {
        this.leg = leg;
        this.dial = dial;
        this.directory = directory;
        this.hunt = hunt;
        leg.line().referralsTo(wish -> byCaller = new Referred(wish, leg.line().sip()));
    }

    /// Whether one of the two wants a transfer.
    boolean wanted(Child with) {
        return byCaller != null || with.refers();
    }

    /// Carries out what is wanted.
    Then after(Hunt.Reached with) {
        Referred caller = byCaller;
        Referred callee = with.child().takeReferral();
        byCaller = null;
        if (callee != null) {
            return isOurs(with.party())
                            || leg.referral()
                                    .partners()
                                    .covers(directory.isNumber(callee.wish().target()))
                    ? calleeRefers(with, callee)
                    : refuse(with, callee);
        }
        if (caller != null) {
            return dial.refer() != null
                            || leg.referral()
                                    .own()
                                    .covers(directory.isNumber(caller.wish().target()))
                    ? callerRefers(with, caller)
                    : refuse(with, caller);
        }
        return new Then(null, null);
    }

    /// Whether a callee may transfer the caller: the application decides, or it is a phone of ours.
    private boolean isOurs(Party party) {
        return dial.refer() != null
                || party.noun().kind() == Noun.Kind.CLIENT
                || (party.noun().kind() == Noun.Kind.SIP
                        && party.route() instanceof Route.Outside way
                        && !way.named()
                        && isOurs(party.to()));
    }

    /// Whether an address is of a domain of the account, or of the server's own.
    private boolean isOurs(String address) {
        return leg.routes().isOurs(address)
                || leg.routes().isUserOf(leg.call().account(), address.replaceAll("^sips?:|[;?>].*$|:\\d+$", ""));
    }

    private Then refuse(Hunt.Reached with, Referred asked) {
        asked.by().follow(FORBIDDEN);
        leg.journal().warn(NO_REFER_URL, "A REFER to " + asked.wish().target() + " was refused: Dial has no referUrl.");
        return new Then(with.child().gone() ? null : with, null);
    }

    private TransferGoal goal(Referred asked) {
        leg.journal().note(EventType.SIGNAL, "what", "REFER", "to", asked.wish().target());
        return new TransferGoal(
                asked.wish().target(), asked.wish().replaces(), leg.talk().absolute(dial.refer()));
    }

    /// The callee wants the caller to be with somebody else. It stays in the call until they have answered.
    private Then calleeRefers(Hunt.Reached with, Referred asked) {
        asked.by().follow(ACCEPTED);
        TransferGoal goal = goal(asked);
        Hook document = goal.document();
        if (document != null) {
            asked.by().tellReferrer(OK);
            with.child().dismiss("transferred");
            return new Then(null, new Next.Goto(document, Parameters.NONE.with("ReferTransferTarget", goal.target())));
        }
        leg.referral().reportTo(asked.by()::tellReferrer);
        boolean transferor = dial.callerId() == null && leg.referral().showsPartner();
        Hunt.Rung rung = hunt.ring(directory.find(goal), transferor ? leg.call().to() : dial.callerId());
        Hunt.Reached reached = rung.reached();
        if (reached == null) {
            leg.referral().tell(rung.status());
            return new Then(with.child().gone() ? null : with, null);
        }
        leg.referral().tell(OK);
        with.child().dismiss("transferred");
        return new Then(reached, null);
    }

    /// The caller wants the callee to be with somebody else: that leg goes its own way, and this one hears how it
    /// goes.
    private Then callerRefers(Hunt.Reached with, Referred asked) {
        asked.by().follow(ACCEPTED);
        IntConsumer told = status -> {
            asked.by().tellReferrer(status);
            if (status >= OK) {
                leg.inbox().mailbox().put(new Signal.News(() -> decided = true));
            }
        };
        with.child().transfer(new Wish.Transfer(goal(asked), told));
        leg.inbox().await(() -> decided || with.child().outcome() != null, LONGEST);
        return new Then(null, null);
    }
}
