package org.offhook.core.signalling.loop;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.offhook.core.signalling.IncomingInvite;
import org.offhook.core.signalling.InviteHandler;
import org.offhook.core.signalling.InviteHandler.Admission;
import org.offhook.core.signalling.engine.ServerTransaction;
import org.offhook.core.signalling.leg.IncomingLeg;
import org.offhook.core.signalling.leg.LegHandle;
import org.offhook.core.signalling.leg.Tools;
import org.offhook.core.signalling.message.Descriptions;
import org.offhook.core.signalling.message.VisibleHeaders;
import org.offhook.core.signalling.net.Flow;
import org.offhook.core.signalling.register.Claim.Purpose;
import org.offhook.core.signalling.register.Domain;
import org.offhook.protocols.sip.HeaderName;
import org.offhook.protocols.sip.NameAddr;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.SipResponse;
import org.offhook.protocols.sip.SipUri;
import org.offhook.protocols.sip.digest.DigestServer.Reading;
import org.offhook.protocols.sip.overload.LoadMeter;
import org.offhook.protocols.sip.transaction.ServerKey;

/// Serves an INVITE that begins a call: is there room, who is it, and does the call router take it.
final class CallServer {

    private static final int UNAVAILABLE = 503;

    private final Tools tools;
    private final Authentication authentication;
    private final InviteHandler handler;
    private final LoadMeter load;
    private long overloaded;

    CallServer(Tools tools, Authentication authentication, InviteHandler handler, LoadMeter load) {
        this.tools = tools;
        this.authentication = authentication;
        this.handler = handler;
        this.load = load;
    }

    void received(SipRequest invite, ServerKey key, Flow flow, long now) {
        if (invite.maxForwards() == 0) {
            refuse(key, flow, tools.bare(invite, 483), now); // RFC 7332: nobody can be called any more
            return;
        }
        load.offered(now);
        if (!tools.legs().hasRoomFor(flow.address()) || !handler.takesMore()) {
            load.refused();
            overloaded++;
            // Without a transaction: what there is too much of must not cost memory.
            tools.send(flow, tools.overload(invite));
            return;
        }
        if (tools.legs().merged(invite) != null) {
            refuse(key, flow, tools.bare(invite, 482), now); // §8.2.2.2
            return;
        }
        SipResponse tooShort = IncomingLeg.refusal(tools, invite);
        if (tooShort != null) {
            refuse(key, flow, tooShort, now);
            return;
        }
        ServerTransaction.OfInvite transaction = open(key, flow);
        transaction.respond(tools.response(invite, 100, null).build(), now);
        IncomingLeg leg = new IncomingLeg(tools, transaction, invite, now);
        Domain domain = domain(invite);
        if (domain == null || !(read(invite, domain, flow, now) instanceof Reading.Present present)) {
            offer(leg, invite, flow, null, now);
            return;
        }
        Calling calling = new Calling(leg, invite, flow, domain);
        authentication.judge(invite, present.credentials(), domain, Purpose.CALL, flow, calling, now);
    }

    /// How many calls were refused for want of room.
    long overloaded() {
        return overloaded;
    }

    private ServerTransaction.OfInvite open(ServerKey key, Flow flow) {
        return (ServerTransaction.OfInvite) tools.transactions().open(key, flow);
    }

    private void refuse(ServerKey key, Flow flow, SipResponse refusal, long now) {
        open(key, flow).respond(refusal, now);
    }

    private Reading read(SipRequest invite, Domain domain, Flow flow, long now) {
        return authentication.read(invite, HeaderName.PROXY_AUTHORIZATION, domain, flow, now);
    }

    /// The domain whose user the caller has to be: the one it calls, or, when that is the platform itself, the
    /// platform's own if its address is there.
    private @Nullable Domain domain(SipRequest invite) {
        Domain called = invite.uri() instanceof SipUri uri ? authentication.domain(uri.host()) : null;
        if (called != null && !called.home()) {
            return called;
        }
        Domain own = invite.from().uri() instanceof SipUri uri ? authentication.domain(uri.host()) : null;
        return own != null && own.home() ? own : null;
    }

    /// Offers the call to the router.
    private void offer(IncomingLeg leg, SipRequest invite, Flow flow, @Nullable String user, long now) {
        LegHandle handle = new LegHandle(tools.inbox(), invite.callId());
        handle.is(leg);
        switch (handler.incoming(invite(invite, flow, user), handle)) {
            case Admission.Admitted admitted -> leg.listener(admitted.events());
            case Admission.Refused refused -> {
                if (refused.status() == UNAVAILABLE) {
                    load.refused();
                }
                leg.refuse(refused.status(), refused.reason(), refused.headers(), now);
            }
            case Admission.Challenged _ -> {
                Domain domain = domain(invite);
                if (domain == null) {
                    leg.refuse(403, "Forbidden", Map.of(), now);
                } else {
                    boolean stale = read(invite, domain, flow, now) instanceof Reading.Absent(boolean old) && old;
                    leg.refuse(authentication.challenge(invite, true, domain, flow, stale, now), now);
                }
            }
        }
    }

    private static IncomingInvite invite(SipRequest invite, Flow flow, @Nullable String user) {
        NameAddr from = invite.from();
        return new IncomingInvite(
                invite.callId(),
                invite.uri().toString(),
                from.uri().toString(),
                from.display().isEmpty() ? null : from.display(),
                invite.to().uri().toString(),
                VisibleHeaders.of(invite.headers()),
                Descriptions.in(invite),
                new IncomingInvite.Source(flow.address(), flow.port()),
                flow.transport().parameter(),
                user);
    }

    /// A call whose caller is being found out.
    private final class Calling implements Authentication.Listener {

        private final IncomingLeg leg;
        private final SipRequest invite;
        private final Flow flow;
        private final Domain domain;

        Calling(IncomingLeg leg, SipRequest invite, Flow flow, Domain domain) {
            this.leg = leg;
            this.invite = invite;
            this.flow = flow;
            this.domain = domain;
        }

        @Override
        public void known(String username, long now) {
            if (!leg.isOver()) {
                offer(leg, invite, flow, username + "@" + domain.name(), now);
            }
        }

        @Override
        public void unknown(boolean stale, long now) {
            leg.refuse(authentication.challenge(invite, true, domain, flow, stale, now), now);
        }

        @Override
        public void shutOut(long now) {
            leg.refuse(403, "Forbidden", Map.of(), now);
        }

        @Override
        public void failed(long now) {
            leg.refuse(tools.overload(invite), now);
        }
    }
}
