package org.offhook.core.signalling.leg;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.offhook.core.signalling.Identity;
import org.offhook.core.signalling.SignallingLimits;
import org.offhook.core.signalling.TextHandler;
import org.offhook.core.signalling.engine.Inbox;
import org.offhook.core.signalling.engine.Later;
import org.offhook.core.signalling.engine.Outages;
import org.offhook.core.signalling.engine.Reductions;
import org.offhook.core.signalling.engine.TimerWheel;
import org.offhook.core.signalling.engine.Tokens;
import org.offhook.core.signalling.engine.Transactions;
import org.offhook.core.signalling.net.Flow;
import org.offhook.core.signalling.net.Resolver;
import org.offhook.protocols.sip.Body;
import org.offhook.protocols.sip.Header;
import org.offhook.protocols.sip.HeaderName;
import org.offhook.protocols.sip.Headers;
import org.offhook.protocols.sip.Method;
import org.offhook.protocols.sip.SipMessage;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.SipResponse;
import org.offhook.protocols.sip.SipUri;

/// What everything on one loop works with.
public record Tools(
        Identity identity,
        SignallingLimits limits,
        Tokens tokens,
        TimerWheel wheel,
        Transactions transactions,
        Legs legs,
        Outages outages,
        Reductions reductions,
        Resolver resolver,
        TextHandler texts,
        Inbox inbox) {

    private static final long SECOND = 1_000_000_000L;

    /// A response with the fields every response of ours has.
    public SipResponse.Builder response(SipRequest request, int status, @Nullable String toTag) {
        return SipResponse.to(request, status, toTag).header(HeaderName.SERVER, identity.product());
    }

    /// A place behind a name failed.
    ///
    /// @param said its 503; null when it said nothing
    public void failed(Flow place, @Nullable SipResponse said, long now) {
        String after = said == null ? null : said.header(HeaderName.RETRY_AFTER);
        long seconds = after == null ? SipMessage.ABSENT : SipMessage.seconds(after.split("[ ;(]", 2)[0]);
        outages.failed(place, seconds == SipMessage.ABSENT ? 0 : seconds * SECOND, now);
    }

    /// A bare response; its To gets a tag when it has none.
    public SipResponse bare(SipRequest request, int status) {
        return response(request, status, tokens.next()).build();
    }

    /// Sends a response without a transaction: who has not proved who it is costs no memory (RFC 3261 §8.2.7).
    public void send(Flow flow, SipResponse response) {
        transactions.send(flow, transactions.write(response));
    }

    /// Hears, on the loop, the places behind a URI, the best first.
    @FunctionalInterface
    public interface Places {
        /// @param there none when there are none, or nobody knows
        void found(List<Flow> there, long now);
    }

    /// Finds the places behind a URI, now or later.
    ///
    /// @param literal the one that it names by its address; null when it has to be looked up
    public void places(SipUri uri, @Nullable Flow literal, long now, Places listener) {
        if (literal != null) {
            listener.found(List.of(literal), now);
        } else {
            Later.on(
                    inbox,
                    resolver.resolve(uri),
                    now,
                    (there, at) -> listener.found(there == null ? List.of() : there, at));
        }
    }

    /// The first fields of a request of ours outside of dialogs.
    public Headers.Builder outside(Flow flow) {
        return Headers.builder()
                .add(HeaderName.VIA, identity.via(flow, tokens.branch()).toString())
                .add(HeaderName.MAX_FORWARDS, "70");
    }

    /// The fields of a request or a 2xx that makes or refreshes a dialog.
    public Headers.Builder dialogFields(Flow flow) {
        return dialogFields(flow, "");
    }

    /// @param feature what Contact says of us besides, `;+sip.…`
    Headers.Builder dialogFields(Flow flow, String feature) {
        Headers.Builder fields = Headers.builder()
                .add(HeaderName.CONTACT, identity.contact(flow) + feature)
                .add(HeaderName.ALLOW, identity.capabilities().allow());
        if (!identity.capabilities().extensions().isEmpty()) {
            fields.add(HeaderName.SUPPORTED, identity.capabilities().supported());
        }
        if (!identity.infoPackages().isEmpty()) {
            fields.add(HeaderName.RECV_INFO, recvInfo());
        }
        return fields;
    }

    public String recvInfo() {
        return String.join(", ", identity.infoPackages().stream().sorted().toList());
    }

    /// A 503 that says when to come back. The time is spread so that the refused do not come back all at once.
    public SipResponse overload(SipRequest request) {
        return response(request, 503, tokens.next())
                .header(HeaderName.RETRY_AFTER, Long.toString(retryAfter()))
                .build();
    }

    /// Seconds after which somebody may come back.
    public long retryAfter() {
        return tokens.between(limits.retryAfterMin(), limits.retryAfterMax() + 1L);
    }

    /// `request` once more with an answer to a challenge: a new hop and number, the rest as it was (RFC 3261
    /// §22.2).
    public SipRequest again(SipRequest request, Flow flow, long number, HeaderName field, String answer) {
        Method method = request.method();
        Headers.Builder headers = Headers.builder()
                .add(HeaderName.VIA, identity.via(flow, tokens.branch()).toString());
        for (Header header : request.headers()) {
            if (!header.is(HeaderName.VIA) && !header.is(HeaderName.CSEQ) && !header.is(field)) {
                headers.add(header);
            }
        }
        headers.add(HeaderName.CSEQ, number + " " + method).add(field, answer);
        Body body = request.body();
        return new SipRequest(method, request.uri(), headers.build(), body);
    }
}
