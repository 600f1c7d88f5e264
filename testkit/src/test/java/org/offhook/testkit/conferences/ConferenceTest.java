package org.offhook.testkit.conferences;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.offhook.core.conferences.Conference;
import org.offhook.core.notifications.Notification;
import org.offhook.testkit.fakes.AppRequest;
import org.offhook.testkit.fakes.PhoneCall;

/// Who is in a conference, who hears whom, and when it begins and ends (contract §7.2, §9.11, §16).
final class ConferenceTest {

    @Test
    void thoseInAConferenceHearEachOtherAndTheFirstHearsMusicUntilThen() {
        try (Hall hall = new Hall()) {
            String daily = hall.daily("");
            PhoneCall ann = hall.enters(daily);
            PhoneCall bob = hall.enters(daily);
            PhoneCall cem = hall.enters(daily);
            hall.says(ann, "Good morning.");

            assertThat(ann.heard()).first().isEqualTo("hold music …");
            assertThat(bob.heard()).contains("Good morning.").doesNotContain("hold music …");
            assertThat(cem.heard()).contains("Good morning.");
            assertThat(hall.conference().status()).isEqualTo(Conference.Status.IN_PROGRESS);
            assertThat(hall.participants()).hasSize(3);
        }
    }

    @Test
    void theSameNameIsTheSameConferenceAndInAnotherAccountAnother() {
        try (Hall hall = new Hall()) {
            PhoneCall ann = hall.enters(hall.daily(""));
            hall.world
                    .tenant("other")
                    .app()
                    .on("/voice", "<Response><Dial><Conference>daily</Conference></Dial></Response>");
            hall.world.tenant("other").number("+15550190", "/voice");
            PhoneCall stranger = hall.enters("+15550190");
            hall.says(ann, "Secret.");

            assertThat(stranger.heard()).doesNotContain("Secret.");
            assertThat(hall.world.tenant().calls()).hasSize(1);
        }
    }

    @Test
    void withoutSomebodyWhoMayBeginEverybodyWaits() {
        try (Hall hall = new Hall()) {
            String guests = hall.daily("startConferenceOnEnter=\"false\" waitUrl=\"\"");
            String host = hall.daily("startConferenceOnEnter=\"true\"");
            PhoneCall ann = hall.enters(guests);
            PhoneCall bob = hall.enters(guests);
            hall.says(ann, "Anybody there?");
            assertThat(hall.conference().status()).isEqualTo(Conference.Status.INIT);
            assertThat(bob.heard()).isEmpty();

            hall.enters(host);
            hall.says(ann, "Now?");
            assertThat(hall.conference().status()).isEqualTo(Conference.Status.IN_PROGRESS);
            assertThat(bob.heard()).contains("Now?");
        }
    }

    @Test
    void t21TheWaitingDocumentIsHeardOnceAndSilenceFollows() {
        try (Hall hall = new Hall()) {
            hall.world.app().on("/wait", "<Response><Say>One moment.</Say></Response>");
            PhoneCall ann = hall.enters(hall.daily("waitUrl=\"/wait\""));
            hall.moment();
            hall.moment();

            assertThat(ann.heard()).containsExactly("One moment.");
            assertThat(hall.world.app().requests("/wait")).hasSize(1);
            assertThat(hall.world.app().requests("/wait").getFirst().parameter("ConferenceSid"))
                    .isEqualTo(hall.conference().sid().value());
        }
    }

    @Test
    void aWaitingDocumentThatRedirectsToItselfGoesOn() {
        try (Hall hall = new Hall()) {
            hall.world.app().on("/wait", "<Response><Say>One moment.</Say><Redirect>/wait</Redirect></Response>");
            String daily = hall.daily("waitUrl=\"/wait\"");
            PhoneCall ann = hall.enters(daily);
            hall.moment();
            hall.enters(daily);
            int asked = hall.world.app().requests("/wait").size();
            hall.moment();

            assertThat(asked).isGreaterThan(2);
            assertThat(hall.world.app().requests("/wait"))
                    .hasSize(asked)
                    .allMatch(request -> request.parameter("FriendlyName").equals("daily"));
            assertThat(ann.heard()).startsWith("One moment.", "One moment.");
        }
    }

    @Test
    void verbsThatDoNotBelongIntoAWaitingDocumentAreAnError() {
        try (Hall hall = new Hall()) {
            hall.world.app().on("/wait", "<Response><Gather/><Say>One moment.</Say></Response>");
            PhoneCall ann = hall.enters(hall.daily("waitUrl=\"/wait\""));

            assertThat(ann.heard()).containsExactly("One moment.");
            assertThat(hall.world.tenant().notifications())
                    .extracting(Notification::code)
                    .containsExactly(13238);
        }
    }

    @Test
    void aWaitingDocumentThatIsNotThereLeavesTheCallerInSilence() {
        try (Hall hall = new Hall()) {
            String daily = hall.daily("waitUrl=\"/nothing\"");
            PhoneCall ann = hall.enters(daily);
            PhoneCall bob = hall.enters(daily);
            hall.says(bob, "Hello.");

            assertThat(ann.heard()).contains("Hello.");
            assertThat(hall.world.tenant().notifications())
                    .extracting(Notification::code)
                    .contains(13233);
        }
    }

    @Test
    void whenOneWithEndConferenceOnExitLeavesItIsOverForAll() {
        try (Hall hall = new Hall()) {
            PhoneCall ann = hall.enters(hall.daily(""));
            PhoneCall host = hall.enters(hall.daily("endConferenceOnExit=\"true\""));
            host.hangUp();
            hall.moment();

            assertThat(ann.heard()).endsWith("Afterwards.");
            assertThat(hall.conference().status()).isEqualTo(Conference.Status.COMPLETED);
            assertThat(hall.conference().reason()).isEqualTo("participant-with-end-conference-on-exit-left");
            assertThat(hall.conference().endedBy()).isEqualTo(hall.sid(host));
            assertThat(hall.participants()).isEmpty();
        }
    }

    @Test
    void theLastOneWhoLeavesEndsIt() {
        try (Hall hall = new Hall()) {
            String daily = hall.daily("");
            PhoneCall ann = hall.enters(daily);
            PhoneCall bob = hall.enters(daily);
            ann.hangUp();
            hall.moment();
            assertThat(hall.conference().status()).isEqualTo(Conference.Status.IN_PROGRESS);

            bob.hangUp();
            hall.moment();
            assertThat(hall.conference().status()).isEqualTo(Conference.Status.COMPLETED);
            assertThat(hall.conference().reason()).isEqualTo("last-participant-left");
            assertThat(hall.conference().endedBy()).isEqualTo(hall.sid(bob));
        }
    }

    @Test
    void t3TheActionOfAConferenceIsToldAnsweredAlsoAfterHangingUp() {
        try (Hall hall = new Hall()) {
            PhoneCall ann = hall.enters(hall.daily(""));
            ann.hangUp();
            hall.moment();
            AppRequest after = hall.world.app().requests("/after").getFirst();

            assertThat(after.parameter("DialCallStatus")).isEqualTo("answered");
            assertThat(after.parameter("ConferenceSid"))
                    .isEqualTo(hall.conference().sid().value());
            assertThat(after.has("DialCallSid")).isFalse();
        }
    }

    @Test
    void whoIsMutedIsNotHeardAndHears() {
        try (Hall hall = new Hall()) {
            PhoneCall ann = hall.enters(hall.daily(""));
            PhoneCall bob = hall.enters(hall.daily("muted=\"true\""));
            hall.says(bob, "Can you hear me?");
            hall.says(ann, "No.");

            assertThat(ann.heard()).doesNotContain("Can you hear me?");
            assertThat(bob.heard()).contains("No.");
        }
    }

    @Test
    void aBeepTellsWhoComesAndGoesUnlessTheParticipantWantsNone() {
        try (Hall hall = new Hall()) {
            PhoneCall ann = hall.enters(hall.daily("waitUrl=\"\""));
            PhoneCall bob = hall.enters(hall.daily("beep=\"onEnter\""));
            assertThat(ann.heard()).containsExactly("beep");
            bob.hangUp();
            hall.moment();
            assertThat(ann.heard()).containsExactly("beep");
            PhoneCall cem = hall.enters(hall.daily("beep=\"onExit\""));
            assertThat(ann.heard()).containsExactly("beep");
            cem.hangUp();
            hall.moment();
            assertThat(ann.heard()).containsExactly("beep", "beep");
        }
    }

    @Test
    void aConferenceThatCallsItselfDoesNotRingForEver() {
        try (Hall hall = new Hall()) {
            String daily = hall.daily("");
            PhoneCall ann = hall.enters(daily);
            Object _ = hall.world
                    .tenant()
                    .calls(daily, daily, "<Response><Dial><Conference>daily</Conference></Dial></Response>");
            hall.moment();
            hall.says(ann, "Hello.");
            ann.press("1");
            hall.moment();
            long before = hall.world.timeline().happened();
            hall.moment();

            assertThat(hall.participants()).hasSize(3);
            assertThat(hall.world.timeline().happened() - before).isLessThan(50);
        }
    }

    @Test
    void aFullConferenceTakesNobodyAndTheDocumentGoesOn() {
        try (Hall hall = new Hall()) {
            String daily = hall.daily("maxParticipants=\"2\"");
            hall.enters(daily);
            hall.enters(daily);
            PhoneCall third = hall.enters(daily);

            assertThat(third.heard()).containsExactly("Afterwards.");
            assertThat(hall.world.app().requests("/after").getFirst().parameter("DialCallStatus"))
                    .isEqualTo("failed");
            assertThat(hall.world.tenant().notifications())
                    .extracting(Notification::code)
                    .containsExactly(16020);
        }
    }

    @Test
    void aLabelBelongsToOneParticipant() {
        try (Hall hall = new Hall()) {
            String host = hall.daily("participantLabel=\"host\"");
            hall.enters(host);
            hall.enters(host);

            assertThat(hall.participants()).hasSize(1);
            assertThat(hall.world.tenant().notifications())
                    .extracting(Notification::code)
                    .containsExactly(16025);
        }
    }

    @Test
    void aRegionIsIgnoredWithAWarning() {
        try (Hall hall = new Hall()) {
            hall.enters(hall.daily("region=\"ie1\" jitterBufferSize=\"small\""));

            assertThat(hall.participants()).hasSize(1);
            assertThat(hall.world.tenant().notifications())
                    .extracting(Notification::message)
                    .singleElement()
                    .asString()
                    .contains("region");
        }
    }

    @Test
    void otherNounsBesideAConferenceAreAWarning() {
        try (Hall hall = new Hall()) {
            hall.enters(hall.number(
                    "<Response><Dial><Conference>daily</Conference><Number>+15557777</Number></Dial></Response>"));

            assertThat(hall.participants()).hasSize(1);
            assertThat(hall.world.tenant().notifications())
                    .extracting(Notification::code)
                    .contains(13000);
        }
    }

    @Test
    void theStarEndsTheStayOfWhoeverMayUseIt() {
        try (Hall hall = new Hall()) {
            PhoneCall ann = hall.enters(hall.number("<Response><Dial hangupOnStar=\"true\" action=\"/after\">"
                    + "<Conference waitUrl=\"\">daily</Conference></Dial></Response>"));
            ann.press("1*");
            hall.moment();

            assertThat(ann.heard()).containsExactly("Afterwards.");
        }
    }

    @Test
    void theTimeLimitEndsTheStay() {
        try (Hall hall = new Hall()) {
            PhoneCall ann = hall.enters(hall.number("<Response><Dial timeLimit=\"5\" action=\"/after\">"
                    + "<Conference waitUrl=\"\">daily</Conference></Dial></Response>"));
            assertThat(ann.heard()).isEmpty();
            hall.moment();
            hall.moment();

            assertThat(ann.heard()).containsExactly("Afterwards.");
        }
    }
}
