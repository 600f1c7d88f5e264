package org.offhook.protocols.sip.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offhook.protocols.sip.Body;
import org.offhook.protocols.sip.HeaderName;
import org.offhook.protocols.sip.Headers;
import org.offhook.protocols.sip.Method;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.SipResponse;
import org.offhook.protocols.sip.SipUri;
import org.offhook.protocols.sip.Via;
import org.offhook.protocols.sip.transaction.Timers;

class DialogTest {

    private static final long MS = 1_000_000;
    private static final Via HOP = Via.of("UDP", "us.example", 5060, "z9hG4bKnew");

    @Test
    void theCalleeTakesRoutesInOrderAndTheCallerInReverse() {
        SipRequest invite = invite("<sip:p1.example;lr>, <sip:p2.example;lr>");
        assertThat(Dialog.uas(invite, "local").routes())
                .extracting(r -> r.uri().toString())
                .containsExactly("sip:p1.example;lr", "sip:p2.example;lr");
        assertThat(Dialog.uac(invite, answer(invite, 200, "remote")).routes())
                .extracting(r -> r.uri().toString())
                .containsExactly("sip:p2.example;lr", "sip:p1.example;lr");
    }

    @Test
    void aRequestGoesToTheTargetByTheLooseRoutes() {
        SipRequest invite = invite("<sip:p1.example;lr>, <sip:p2.example;lr>");
        Dialog dialog = Dialog.uac(invite, answer(invite, 200, "remote")).advance();
        SipRequest bye = dialog.request(Method.BYE, dialog.localSeq(), HOP, Headers.NONE, Body.NONE);
        assertThat(bye.uri()).hasToString("sip:callee@192.0.2.8");
        assertThat(bye.headers().values(HeaderName.ROUTE))
                .containsExactly("<sip:p2.example;lr>", "<sip:p1.example;lr>");
        assertThat(bye.cseq().number()).isEqualTo(8);
        assertThat(bye.from()).isEqualTo(invite.from());
        assertThat(bye.to().tag()).isEqualTo("remote");
        assertThat(dialog.nextHop()).hasToString("sip:p2.example;lr");
        assertThat(bye.defect()).isNull();
    }

    @Test
    void aStrictRouterFindsItselfInTheRequestLine() {
        SipRequest invite = invite("<sip:strict.example>, <sip:p2.example;lr>");
        Dialog dialog = Dialog.uas(invite, "local").advance();
        SipRequest bye = dialog.request(Method.BYE, dialog.localSeq(), HOP, Headers.NONE, Body.NONE);
        assertThat(bye.uri()).hasToString("sip:strict.example");
        assertThat(bye.headers().values(HeaderName.ROUTE))
                .containsExactly("<sip:p2.example;lr>", "<sip:caller@192.0.2.7:5070>");
        assertThat(bye.cseq().number()).isEqualTo(1);
    }

    @Test
    void bothSidesNameTheSameDialog() {
        SipRequest invite = invite(null);
        Dialog uas = Dialog.uas(invite, "remote");
        Dialog uac = Dialog.uac(invite, answer(invite, 180, "remote"));
        assertThat(uas.id()).isEqualTo(new DialogId("call-1", "remote", "caller"));
        assertThat(uac.id()).isEqualTo(new DialogId("call-1", "caller", "remote"));
        SipRequest fromUac = uac.request(Method.BYE, 8, HOP, Headers.NONE, Body.NONE);
        assertThat(DialogId.of(fromUac)).isEqualTo(uas.id());
        SipRequest fromUas = uas.request(Method.BYE, 1, HOP, Headers.NONE, Body.NONE);
        assertThat(DialogId.of(fromUas)).isEqualTo(uac.id());
    }

    @Test
    void anOldRequestIsOutOfOrderAndAReInviteBringsANewTarget() {
        SipRequest invite = invite(null);
        Dialog dialog = Dialog.uas(invite, "local");
        assertThat(dialog.receive(next(dialog, Method.INFO, 7))).isInstanceOf(Dialog.Receipt.OutOfOrder.class);
        Dialog.Receipt receipt = dialog.receive(next(dialog, Method.INVITE, 9));
        assertThat(receipt).isInstanceOfSatisfying(Dialog.Receipt.InOrder.class, in -> {
            assertThat(in.next().target()).hasToString("sip:caller@192.0.2.77");
            assertThat(in.next().remoteSeq()).isEqualTo(9);
            assertThat(in.next().receive(next(dialog, Method.BYE, 8))).isInstanceOf(Dialog.Receipt.OutOfOrder.class);
        });
        assertThat(dialog.receive(next(dialog, Method.INFO, 9)))
                .isInstanceOfSatisfying(
                        Dialog.Receipt.InOrder.class,
                        in -> assertThat(in.next().target()).hasToString("sip:caller@192.0.2.7:5070"));
    }

    @Test
    void theFinalAnswerSettlesTheRoutesOfAnEarlyDialog() {
        SipRequest invite = invite("<sip:p1.example;lr>");
        Dialog early = Dialog.uac(invite, answer(invite, 180, "remote"));
        assertThat(early.confirmed()).isFalse();
        Dialog confirmed = early.confirm(answer(invite(null), 200, "remote"));
        assertThat(confirmed.confirmed()).isTrue();
        assertThat(confirmed.routes()).isEmpty();
    }

    @Test
    void anOfferTravelsInTheInviteOrInItsAnswer() {
        assertThat(OfferState.STABLE.received()).isEqualTo(OfferState.ASKED);
        assertThat(OfferState.ASKED.sent()).isEqualTo(OfferState.STABLE);
        assertThat(OfferState.STABLE.sent()).isEqualTo(OfferState.OFFERED);
        assertThat(OfferState.OFFERED.received()).isEqualTo(OfferState.STABLE);
        assertThatThrownBy(OfferState.OFFERED::sent).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a2xxIsRepeatedUntilItIsGivenUp() {
        List<String> trace = new ArrayList<>();
        Acceptance state = Acceptance.start(new byte[] {2}, 0, Timers.STREAM);
        while (state instanceof Acceptance.Unacknowledged) {
            long now = state.deadline();
            Acceptance.Ticked ticked = Acceptance.tick(state, now, Timers.STREAM);
            trace.add(now / MS + (ticked.send() == null ? "" : " send"));
            state = ticked.next();
        }
        assertThat(state).isInstanceOf(Acceptance.GivenUp.class);
        assertThat(trace)
                .containsExactly(
                        "500 send",
                        "1500 send",
                        "3500 send",
                        "7500 send",
                        "11500 send",
                        "15500 send",
                        "19500 send",
                        "23500 send",
                        "27500 send",
                        "31500 send",
                        "32000");
    }

    private static SipRequest next(Dialog dialog, Method method, long number) {
        Headers headers = Headers.builder()
                .add(HeaderName.VIA, "SIP/2.0/UDP 192.0.2.7:5070;branch=z9hG4bKx" + number)
                .add(HeaderName.FROM, dialog.remote().toString())
                .add(HeaderName.TO, dialog.local().toString())
                .add(HeaderName.CALL_ID, "call-1")
                .add(HeaderName.CSEQ, number + " " + method)
                .add(HeaderName.CONTACT, "<sip:caller@192.0.2.77>")
                .build();
        return new SipRequest(method, SipUri.of("callee", "192.0.2.8", -1), headers, Body.NONE);
    }

    private static SipRequest invite(String recordRoutes) {
        Headers.Builder headers = Headers.builder()
                .add(HeaderName.VIA, "SIP/2.0/UDP 192.0.2.7:5070;branch=z9hG4bK1")
                .add(HeaderName.MAX_FORWARDS, "70")
                .add(HeaderName.FROM, "\"Caller\" <sip:caller@a.example>;tag=caller")
                .add(HeaderName.TO, "<sip:callee@b.example>")
                .add(HeaderName.CALL_ID, "call-1")
                .add(HeaderName.CSEQ, "7 INVITE")
                .add(HeaderName.CONTACT, "<sip:caller@192.0.2.7:5070>");
        if (recordRoutes != null) {
            headers.add(HeaderName.RECORD_ROUTE, recordRoutes);
        }
        return new SipRequest(Method.INVITE, SipUri.of("callee", "b.example", -1), headers.build(), Body.NONE);
    }

    private static SipResponse answer(SipRequest invite, int status, String tag) {
        return SipResponse.to(invite, status, tag)
                .copy(HeaderName.RECORD_ROUTE, invite)
                .header(HeaderName.CONTACT, "<sip:callee@192.0.2.8>")
                .build();
    }
}
