package org.offhook.core.signalling.leg;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.offhook.core.signalling.engine.ClientTransaction;
import org.offhook.core.signalling.message.Descriptions;
import org.offhook.protocols.sip.HeaderName;
import org.offhook.protocols.sip.Headers;
import org.offhook.protocols.sip.Method;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.SipResponse;
import org.offhook.protocols.sip.dialog.DialogId;
import org.offhook.protocols.sip.dialog.Reliable;
import org.offhook.protocols.sip.transaction.Failure;

/// The early dialogs of an INVITE of ours: one for each place that a proxy forks it to (RFC 3261 §13.2.2.4),
/// and what each has said reliably (RFC 3262 §4).
final class EarlyDialogs {

    private final Tools tools;
    private final BiFunction<SipRequest, SipResponse, Session> establish;
    private final Map<DialogId, Early> known = new LinkedHashMap<>();

    /// @param establish makes the session of a dialog
    EarlyDialogs(Tools tools, BiFunction<SipRequest, SipResponse, Session> establish) {
        this.tools = tools;
        this.establish = establish;
    }

    /// One of them.
    static final class Early implements ClientTransaction.User {

        private final Session session;
        private long acknowledged = -1;

        private Early(Session session) {
            this.session = session;
        }

        Session session() {
            return session;
        }

        /// Whether a reliable response is not a repetition, and none before it is missing.
        boolean isNext(SipResponse response) {
            return Reliable.isNext(acknowledged, response);
        }

        /// The PRACK of a reliable response.
        ///
        /// @param answer to the offer that came with it, or null
        void acknowledge(SipResponse response, @Nullable String answer, long now) {
            acknowledged = Reliable.rseq(response);
            Headers.Builder fields = Headers.builder().add(HeaderName.RACK, acknowledged + " " + response.cseq());
            Descriptions.type(fields, answer);
            session.peer().send(Method.PRACK, fields.build(), session.peer().description(answer), this, now);
        }

        @Override
        public void responded(SipRequest request, SipResponse response, long now) {
            if (Challenges.isOne(response)) {
                session.peer().sendAgain(request, response, this, now);
            }
            // Whatever else is said: the response to the INVITE decides.
        }

        @Override
        public void failed(SipRequest request, Failure cause, long now) {}
    }

    /// The dialog of a provisional response, which it may make; null when it makes none or there are too many.
    @Nullable
    Early of(SipRequest invite, SipResponse provisional) {
        if (provisional.to().tag() == null) {
            return null;
        }
        DialogId id = DialogId.ofOurs(provisional);
        Early early = known.get(id);
        if (early == null && known.size() < tools.limits().dialogs().earlyDialogs()) {
            early = new Early(establish.apply(invite, provisional));
            known.put(id, early);
        }
        if (early == null) {
            tools.legs().leaveOut();
        } else {
            early.session().peer().notice(provisional);
        }
        return early;
    }

    @Nullable
    Session find(@Nullable DialogId id) {
        Early early = id == null ? null : known.get(id);
        return early == null ? null : early.session();
    }

    /// The dialog whose offer this is, if it waits for the script.
    ///
    /// @param taken the one that was answered, or null
    Optional<Session> asking(int offer, @Nullable Session taken) {
        return Stream.concat(Stream.ofNullable(taken), known.values().stream().map(Early::session))
                .filter(session -> session.isAsking(offer))
                .findFirst();
    }

    /// Takes one out, because its INVITE was answered.
    @Nullable
    Session take(DialogId id) {
        Early early = known.remove(id);
        return early == null ? null : early.session();
    }

    /// Forgets all: the INVITE is decided.
    void forget() {
        for (Early early : new ArrayList<>(known.values())) {
            early.session().gone();
        }
        known.clear();
    }
}
