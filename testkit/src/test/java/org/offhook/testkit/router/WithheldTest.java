package org.offhook.testkit.router;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What the far end of a call that goes on is told of who calls and of whom they called: carriers more than others.
final class WithheldTest {

    private static final String BOB = "+15550199";
    private static final String CALLER = "+15550142";

    /// RFC 3325 §9.3: the carrier knows who answers for the call, and shows nobody.
    @Test
    void aCallerWhoDoesNotWantToBeKnownIsToldToACarrierAsWithheld() {
        try (RouterWorld world = new RouterWorld()) {
            world.answers("<Response><Dial>" + BOB + "</Dial></Response>");
            TestPhone bob = world.outside(BOB);
            TestPhone ada = world.caller();
            ada.headers.put("Privacy", "id");
            ada.headers.put("P-Asserted-Identity", "<sip:" + CALLER + "@carrier.example>");
            ada.dial(RouterWorld.NUMBER);
            world.toTheEnd();

            assertThat(bob.invite.from()).isEqualTo("sip:anonymous@anonymous.invalid");
            assertThat(bob.invite.fromName()).isEqualTo("Anonymous");
            assertThat(bob.invite.header("Privacy")).isEqualTo("id");
            assertThat(bob.invite.header("P-Asserted-Identity"))
                    .isEqualTo("<sip:" + RouterWorld.NUMBER + "@platform.example>");
            assertThat(bob.invite.headers().toString()).doesNotContain(CALLER);
        }
    }

    @Test
    void nobodyElseIsToldWhoAnswersForIt() {
        try (RouterWorld world = new RouterWorld()) {
            world.answers("<Response><Dial><Sip>sip:bob@pbx.example</Sip></Dial></Response>");
            TestPhone bob = world.outside("bob");
            TestPhone ada = world.caller();
            ada.headers.put("Privacy", "id");
            ada.dial(RouterWorld.NUMBER);
            world.toTheEnd();

            assertThat(bob.invite.from()).isEqualTo("sip:anonymous@anonymous.invalid");
            assertThat(bob.invite.header("Privacy")).isNull();
            assertThat(bob.invite.header("P-Asserted-Identity")).isNull();
            assertThat(bob.invite.header("Diversion")).isNull();
            assertThat(bob.invite.headers().toString()).doesNotContain(CALLER, "X-Secret");
        }
    }

    /// RFC 5806, RFC 7044: the caller's number is shown, and whose number sent the call on.
    @Test
    void aCarrierIsToldWhichNumberSendsTheCallOn() {
        try (RouterWorld world = new RouterWorld()) {
            world.answers("<Response><Dial>" + BOB + "</Dial></Response>");
            TestPhone bob = world.outside(BOB);
            world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();

            String number = "<sip:" + RouterWorld.NUMBER + "@platform.example>";
            assertThat(bob.invite.header("P-Asserted-Identity")).isEqualTo("<sip:" + CALLER + "@platform.example>");
            assertThat(bob.invite.header("Diversion")).isEqualTo(number + ";reason=unconditional;counter=1");
            assertThat(bob.invite.header("History-Info"))
                    .startsWith(number + ";index=1, <sip:" + BOB + "@carrier.example;cause=302>;index=1.1");
        }
    }

    @Test
    void aCallWithANumberOfItsOwnIsNotSentOn() {
        try (RouterWorld world = new RouterWorld()) {
            world.answers("<Response><Dial callerId=\"" + RouterWorld.NUMBER + "\">" + BOB + "</Dial></Response>");
            TestPhone bob = world.outside(BOB);
            world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();

            assertThat(bob.invite.header("P-Asserted-Identity"))
                    .isEqualTo("<sip:" + RouterWorld.NUMBER + "@platform.example>");
            assertThat(bob.invite.header("Diversion")).isNull();
            assertThat(bob.invite.header("History-Info")).isNull();
        }
    }
}
