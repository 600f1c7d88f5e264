package org.offhook.core.calls.script;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.offhook.core.calls.Call;
import org.offhook.core.calls.CallStatus;
import org.offhook.core.calls.CallTools;
import org.offhook.core.calls.Direction;
import org.offhook.core.calls.leg.CallLeg;
import org.offhook.core.calls.leg.Parties;
import org.offhook.core.calls.leg.Signal;
import org.offhook.core.calls.leg.Unwind;
import org.offhook.core.domains.SipTrunk;
import org.offhook.core.domains.TransferRight;
import org.offhook.core.ids.Sid;
import org.offhook.core.media.MediaSession;
import org.offhook.core.media.MediaSession.Negotiation;
import org.offhook.core.script.Mailbox;
import org.offhook.core.signalling.IncomingInvite;
import org.offhook.core.signalling.SipLeg;
import org.offhook.core.tenancy.Account;
import org.offhook.core.trunks.Routes;
import org.offhook.core.webhooks.Parameters;

/// The story of a call that comes in: whose number or domain is it, what does its application say, do that.
public final class IncomingScript {

    private final CallTools tools;
    private final Routes routes;
    private final Interpreter interpreter;
    private final LegMaker maker;
    private final Sid sid;
    private final IncomingInvite invite;
    private final SipLeg sip;

    public IncomingScript(
            CallTools tools,
            Routes routes,
            Interpreter interpreter,
            LegMaker maker,
            Sid sid,
            IncomingInvite invite,
            SipLeg sip) {
        this.tools = tools;
        this.routes = routes;
        this.interpreter = interpreter;
        this.maker = maker;
        this.sid = sid;
        this.invite = invite;
        this.sip = sip;
    }

    public void run(Mailbox<Signal> mailbox) {
        Optional<Door> door = Door.of(invite, routes);
        if (door.isEmpty()) {
            sip.refuse(404, "Not Found", Map.of());
            return;
        }
        Optional<Account> account =
                tools.base().store().find(Account.KIND, door.get().account());
        if (account.isEmpty() || account.get().status() != Account.Status.ACTIVE) {
            sip.refuse(403, "Forbidden", Map.of());
            return;
        }
        if (tools.lines().keys().refuses(invite)) {
            sip.refuse(488, "Secure Transport Required", Map.of());
            return;
        }
        Optional<MediaSession> media = tools.lines().media().open(event -> mailbox.put(new Signal.Media(event)));
        if (media.isEmpty()) {
            sip.refuse(503, "Service Unavailable", Map.of("Retry-After", "5"));
            return;
        }
        media.get()
                .encrypt(
                        routes.isSecure(invite.user())
                                ? MediaSession.Encryption.REQUIRED
                                : tools.lines().keys().incoming(invite));
        String prepared = null;
        String offer = invite.sdp();
        if (offer != null) {
            switch (media.get().answer(offer)) {
                case Negotiation.Agreed(String answer, boolean _) -> prepared = answer;
                case Negotiation.Refused(String reason) -> {
                    media.get().close();
                    sip.refuse(488, "Not Acceptable Here", Map.of("Warning", "399 offhook \"" + plain(reason) + "\""));
                    return;
                }
            }
        }
        tell(door.get(), account.get(), media.get(), prepared, mailbox);
    }

    private void tell(
            Door door, Account account, MediaSession media, @Nullable String prepared, Mailbox<Signal> mailbox) {
        Parameters told = Parties.parameters(invite).with(door.sip());
        CallLeg leg = maker.make(account, call(door), mailbox, sip, media, prepared, told);
        leg.hops(Parties.hops(invite));
        leg.referral().allow(transfers(door, account));
        leg.line().invited(invite.headers());
        try {
            leg.open(routes.userOf(invite));
            leg.ring();
            new Answering(leg, interpreter, door).run();
            leg.hangUp("end of document", CallStatus.COMPLETED);
        } catch (Unwind.HungUp over) {
            // However it came about, the call is over.
        } finally {
            leg.close();
        }
    }

    /// A phone of the account transfers its calls, a PBX where its trunk says so.
    private TransferRight transfers(Door door, Account account) {
        SipTrunk trunk = door.trunk();
        if (trunk != null) {
            return door.outgoing() ? trunk.transfers() : TransferRight.NONE;
        }
        return routes.isUserOf(account.sid(), invite.user()) ? TransferRight.ALL : TransferRight.NONE;
    }

    private Call call(Door door) {
        Instant now = tools.base().clock().now();
        SipTrunk trunk = door.trunk();
        return new Call(
                        sid,
                        door.account(),
                        null,
                        Parties.caller(invite),
                        door.called(),
                        Parties.forwardedFrom(invite),
                        door.named() ? Parties.callerName(invite) : null,
                        Direction.INBOUND,
                        CallStatus.RINGING,
                        door.number(),
                        now,
                        door.statusCallback(),
                        List.of("completed"))
                .by(trunk == null ? null : trunk.sid());
    }

    private static String plain(String reason) {
        return reason.replaceAll("[^A-Za-z0-9 .,:-]", " ");
    }
}
