package org.offhook.testkit.conferences;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.offhook.core.Outcome;
import org.offhook.core.conferences.Conference;
import org.offhook.core.conferences.Participant;
import org.offhook.core.conferences.ParticipantChange;
import org.offhook.core.recordings.Recording;
import org.offhook.core.web.Hook;
import org.offhook.testkit.fakes.AppRequest;
import org.offhook.testkit.fakes.PhoneCall;

/// What REST does to a conference while it runs (CALL-10), and what it tells of it (contract §6.3).
final class ConferenceControlTest {

    private static final String ALL_EVENTS =
            "statusCallback=\"/events\" statusCallbackEvent=\"start end join leave mute hold modify announcement\" ";

    @Test
    void aParticipantIsMutedAndUnmuted() {
        try (Hall hall = new Hall()) {
            String daily = hall.daily(ALL_EVENTS);
            PhoneCall ann = hall.enters(daily);
            PhoneCall bob = hall.enters(daily);
            hall.change(bob, ParticipantChange.NONE.muted(true));
            hall.says(bob, "One.");
            hall.change(bob, ParticipantChange.NONE.muted(false));
            hall.says(bob, "Two.");

            assertThat(ann.heard()).contains("Two.").doesNotContain("One.");
            assertThat(hall.told())
                    .extracting(request -> request.parameter("StatusCallbackEvent") + " " + request.parameter("Muted"))
                    .containsSubsequence("participant-mute true", "participant-unmute false");
        }
    }

    @Test
    void aParticipantOnHoldHearsTheMusicOfItsOwnUntilItIsTakenBack() {
        try (Hall hall = new Hall()) {
            hall.world.app().on("/hold", "<Response><Say>We are looking it up.</Say></Response>");
            String daily = hall.daily("");
            PhoneCall ann = hall.enters(daily);
            PhoneCall bob = hall.enters(daily);
            hall.change(
                    bob,
                    ParticipantChange.NONE.hold(true, new Hook(hall.world.app().url("/hold"), "POST")));
            hall.says(ann, "Between us.");
            hall.says(bob, "Hello?");
            hall.change(bob, ParticipantChange.NONE.hold(false, null));
            hall.says(ann, "Here we are.");

            assertThat(bob.heard())
                    .contains("We are looking it up.", "Here we are.")
                    .doesNotContain("Between us.");
            assertThat(ann.heard()).doesNotContain("Hello?");
        }
    }

    @Test
    void onHoldWithoutADocumentThereIsMusic() {
        try (Hall hall = new Hall()) {
            String daily = hall.daily("waitUrl=\"\"");
            hall.enters(daily);
            PhoneCall bob = hall.enters(daily);
            hall.change(bob, ParticipantChange.NONE.hold(true, null));

            assertThat(bob.heard()).endsWith("hold music");
        }
    }

    @Test
    void aCoachIsHeardByTheOneWhoIsCoachedAlone() {
        try (Hall hall = new Hall()) {
            String daily = hall.daily("");
            PhoneCall customer = hall.enters(daily);
            PhoneCall agent = hall.enters(daily);
            PhoneCall coach = hall.enters(hall.daily("coach=\"" + hall.sid(agent) + "\""));
            hall.says(coach, "Offer a discount.");
            hall.says(customer, "Too dear.");

            assertThat(agent.heard()).contains("Offer a discount.", "Too dear.");
            assertThat(customer.heard()).doesNotContain("Offer a discount.");
            assertThat(coach.heard()).contains("Too dear.");

            hall.change(coach, ParticipantChange.NONE.coach(null));
            hall.says(coach, "I join you.");
            assertThat(customer.heard()).contains("I join you.");
        }
    }

    @Test
    void whoIsRemovedGoesOnInItsDocument() {
        try (Hall hall = new Hall()) {
            String daily = hall.daily(ALL_EVENTS);
            PhoneCall ann = hall.enters(daily);
            PhoneCall bob = hall.enters(daily);
            Outcome<Participant> kicked = hall.desk()
                    .kick(
                            hall.world.tenant().sid(),
                            hall.conference().sid(),
                            hall.sid(bob).value());
            hall.moment();
            hall.says(ann, "Is he gone?");

            assertThat(kicked).isInstanceOf(Outcome.Done.class);
            assertThat(bob.heard()).endsWith("Afterwards.").doesNotContain("Is he gone?");
            assertThat(hall.told())
                    .filteredOn(
                            request -> request.parameter("StatusCallbackEvent").equals("participant-leave"))
                    .singleElement()
                    .extracting(request -> request.parameter("ReasonParticipantLeft"))
                    .isEqualTo("participant_updated_via_api");
        }
    }

    @Test
    void endedByRequestItIsOverForAll() {
        try (Hall hall = new Hall()) {
            String daily = hall.daily("");
            PhoneCall ann = hall.enters(daily);
            PhoneCall bob = hall.enters(daily);
            Object _ = hall.desk().end(hall.world.tenant().sid(), "daily");
            hall.moment();

            assertThat(ann.heard()).endsWith("Afterwards.");
            assertThat(bob.heard()).endsWith("Afterwards.");
            assertThat(hall.conference().reason()).isEqualTo("conference-ended-via-api");
            assertThat(hall.desk().end(hall.world.tenant().sid(), "daily")).isInstanceOf(Outcome.Refused.class);
        }
    }

    @Test
    void anAnnouncementIsHeardByAllAndFetchedOnce() {
        try (Hall hall = new Hall()) {
            hall.world.app().on("/news", "<Response><Say>Five minutes left.</Say></Response>");
            String daily = hall.daily(ALL_EVENTS);
            PhoneCall ann = hall.enters(daily);
            PhoneCall bob = hall.enters(daily);
            Object _ = hall.desk()
                    .announce(
                            hall.world.tenant().sid(),
                            "daily",
                            new Hook(hall.world.app().url("/news"), "POST"));
            hall.moment();
            hall.moment();
            hall.says(bob, "Thank you.");

            assertThat(ann.heard()).contains("Five minutes left.", "Thank you.");
            assertThat(bob.heard()).contains("Five minutes left.");
            assertThat(hall.world.app().requests("/news")).hasSize(1);
            assertThat(hall.told())
                    .extracting(request -> request.parameter("StatusCallbackEvent"))
                    .contains("announcement-end");
        }
    }

    @Test
    void anAnnouncementToOneIsHeardByThatOneAlone() {
        try (Hall hall = new Hall()) {
            hall.world.app().on("/news", "<Response><Say>Your next caller waits.</Say></Response>");
            String daily = hall.daily("");
            PhoneCall ann = hall.enters(daily);
            PhoneCall bob = hall.enters(daily);
            hall.change(
                    bob,
                    ParticipantChange.NONE.announce(new Hook(hall.world.app().url("/news"), "POST")));
            hall.moment();

            assertThat(bob.heard()).contains("Your next caller waits.");
            assertThat(ann.heard()).doesNotContain("Your next caller waits.");
        }
    }

    @Test
    void anAnnouncementThatIsNotThereFailsAndSaysSo() {
        try (Hall hall = new Hall()) {
            String daily = hall.daily(ALL_EVENTS);
            hall.enters(daily);
            hall.enters(daily);
            Object _ = hall.desk()
                    .announce(hall.world.tenant().sid(), "daily", new Hook("http://nowhere.example/", "POST"));
            hall.moment();

            assertThat(hall.told())
                    .filteredOn(
                            request -> request.parameter("StatusCallbackEvent").equals("announcement-fail"))
                    .singleElement()
                    .extracting(request -> request.parameter("ReasonAnnouncementFailed"))
                    .asString()
                    .isNotEmpty();
        }
    }

    @Test
    void t8TheCallbackOfTheFirstParticipantIsToldEverythingInOrder() {
        try (Hall hall = new Hall()) {
            PhoneCall ann = hall.enters(hall.daily(ALL_EVENTS));
            PhoneCall bob = hall.enters(hall.daily("statusCallback=\"http://nowhere.example/\""));
            bob.hangUp();
            hall.moment();
            ann.hangUp();
            hall.moment();

            assertThat(hall.told())
                    .extracting(request -> request.parameter("StatusCallbackEvent"))
                    .containsExactly(
                            "conference-start",
                            "participant-join",
                            "participant-join",
                            "participant-leave",
                            "participant-leave",
                            "conference-end");
            assertThat(hall.told())
                    .extracting(request -> request.parameter("SequenceNumber"))
                    .containsExactly("1", "2", "3", "4", "5", "6");
            assertThat(hall.told().getLast().parameter("ReasonConferenceEnded")).isEqualTo("last-participant-left");
            assertThat(hall.told().getLast().parameter("CallSidEndingConference"))
                    .isEqualTo(hall.sid(ann).value());
        }
    }

    @Test
    void whoSpeaksIsToldUnlessNobodyHearsIt() {
        try (Hall hall = new Hall()) {
            PhoneCall ann = hall.enters(hall.daily("statusCallback=\"/events\" statusCallbackEvent=\"speaker\""));
            hall.says(ann, "Is anybody here?");
            PhoneCall bob = hall.enters(hall.daily(""));
            PhoneCall eve = hall.enters(hall.daily("muted=\"true\""));
            hall.says(bob, "I am.");
            hall.says(eve, "Nobody hears me.");
            hall.moment();
            hall.moment();

            assertThat(hall.told())
                    .extracting(request -> request.parameter("StatusCallbackEvent"))
                    .containsExactly("participant-speech-start", "participant-speech-stop");
            assertThat(hall.told())
                    .extracting(request -> request.parameter("CallSid"))
                    .containsOnly(hall.sid(bob).value());
        }
    }

    @Test
    void oneWhoIsSentToAnotherConferenceLeavesTheFirstBeforeItEntersTheSecond() {
        try (Hall hall = new Hall()) {
            String daily = hall.daily("");
            PhoneCall ann = hall.enters(daily);
            PhoneCall bob = hall.enters(daily);
            hall.sends(bob, "<Response><Dial><Conference waitUrl=\"\">side</Conference></Dial></Response>");
            hall.says(ann, "Where is he?");

            assertThat(bob.heard()).doesNotContain("Where is he?");
            assertThat(hall.participants())
                    .hasSize(2)
                    .extracting(Participant::conference)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void whatTheConferenceProducedGoesAlongToTheNewUrl() {
        try (Hall hall = new Hall()) {
            hall.world.app().on("/park", "<Response><Say>Parked.</Say></Response>");
            PhoneCall ann = hall.enters(hall.daily("waitUrl=\"\""));
            Object _ = hall.world.tenant().redirect(hall.sid(ann), "/park");
            hall.moment();

            assertThat(ann.heard()).containsExactly("Parked.");
            assertThat(hall.world.app().requests("/park").getFirst().parameter("ConferenceSid"))
                    .isEqualTo(hall.conference().sid().value());
            assertThat(hall.world.app().requests("/park").getFirst().parameter("DialCallStatus"))
                    .isEqualTo("answered");
        }
    }

    @Test
    void t7ARecordingFromTheStartIsTrimmedAndTellsWhichConferenceItIsOf() {
        try (Hall hall = new Hall()) {
            String daily = hall.daily("record=\"record-from-start\" recordingStatusCallback=\"/events\"");
            PhoneCall ann = hall.enters(daily);
            PhoneCall bob = hall.enters(hall.daily("beep=\"false\""));
            hall.says(bob, "First.");
            hall.says(ann, "Last.");
            bob.hangUp();
            ann.hangUp();
            hall.moment();
            Recording recording = hall.world.tenant().recordings().getFirst();
            AppRequest told = hall.told().getFirst();

            assertThat(hall.world.tenant().recordings()).hasSize(1);
            assertThat(recording.status()).isEqualTo(Recording.Status.COMPLETED);
            assertThat(recording.source()).isEqualTo("Conference");
            assertThat(recording.conference()).isEqualTo(hall.conference().sid());
            assertThat(told.parameter("ConferenceSid"))
                    .isEqualTo(hall.conference().sid().value());
            assertThat(told.parameter("RecordingStatus")).isEqualTo("completed");
            assertThat(told.parameter("RecordingDuration")).isEqualTo("3");
        }
    }

    @Test
    void aConferenceInWhichNobodySaidAWordLeavesAnAbsentRecording() {
        try (Hall hall = new Hall()) {
            hall.enters(hall.daily("record=\"record-from-start\"")).hangUp();
            hall.moment();

            assertThat(hall.world.tenant().recordings())
                    .extracting(Recording::status)
                    .containsExactly(Recording.Status.ABSENT);
        }
    }

    @Test
    void anotherAccountSeesAndChangesNothing() {
        try (Hall hall = new Hall()) {
            PhoneCall ann = hall.enters(hall.daily(""));
            var other = hall.world.tenant("other").sid();
            var sid = hall.conference().sid();

            assertThat(hall.desk().find(other, sid.value())).isInstanceOf(Outcome.Refused.class);
            assertThat(hall.desk().find(other, "daily")).isInstanceOf(Outcome.Refused.class);
            assertThat(hall.desk().participants(other, sid)).isEmpty();
            assertThat(hall.desk().change(other, sid, hall.sid(ann).value(), ParticipantChange.NONE.muted(true)))
                    .isInstanceOf(Outcome.Refused.class);
        }
    }

    @Test
    void afterAPowerCutTheConferenceIsClosedAndEmpty() {
        try (Hall hall = new Hall()) {
            String daily = hall.daily(ALL_EVENTS);
            PhoneCall ann = hall.enters(daily);
            PhoneCall bob = hall.enters(daily);
            hall.world.powerFails(Duration.ofSeconds(1));
            hall.moment();
            ann.hangUp();
            bob.hangUp();
            hall.moment();

            assertThat(hall.conference().status()).isEqualTo(Conference.Status.COMPLETED);
            assertThat(hall.participants()).isEmpty();
            assertThat(hall.told().getLast().parameter("StatusCallbackEvent")).isEqualTo("conference-end");
            assertThat(hall.told().getLast().parameter("SequenceNumber")).isEqualTo("4");
        }
    }
}
