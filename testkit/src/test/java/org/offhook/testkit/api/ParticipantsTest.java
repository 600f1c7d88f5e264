package org.offhook.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.testkit.api.ApiFixture.HOME;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.offhook.core.calls.PlaceCall;
import org.offhook.core.web.Hook;
import org.offhook.testkit.http.Reply;

/// Who calls somebody into a conference: what becomes of the form.
final class ParticipantsTest {

    private static final String PARTICIPANTS = HOME + "/Conferences/room/Participants.json";

    private final ApiFixture fixture = new ApiFixture();

    private Reply invite(String... more) {
        String[] form = new String[4 + more.length];
        System.arraycopy(new String[] {"To", "+14155550100", "From", "+14155550101"}, 0, form, 0, 4);
        System.arraycopy(more, 0, form, 4, more.length);
        return fixture.alice.post(PARTICIPANTS, form);
    }

    @Test
    void theRecordingsOfTheCallAndOfTheConferenceAreDistinguished() {
        Reply reply = invite(
                "Record",
                "true",
                "RecordingChannels",
                "dual",
                "Trim",
                "do-not-trim",
                "RecordingStatusCallback",
                "http://app/call",
                "ConferenceRecord",
                "record-from-start",
                "ConferenceTrim",
                "do-not-trim",
                "ConferenceRecordingStatusCallback",
                "http://app/conference",
                "ConferenceRecordingStatusCallbackMethod",
                "GET",
                "ConferenceRecordingStatusCallbackEvent",
                "in-progress",
                "ConferenceRecordingStatusCallbackEvent",
                "completed");
        assertThat(reply.status()).isEqualTo(201);
        PlaceCall placed = fixture.placed.getFirst();
        assertThat(placed.recording())
                .isEqualTo(new PlaceCall.RecordingWish(2, false, new Hook("http://app/call", "POST"), List.of()));
        assertThat(placed.twiml())
                .contains("record=\"record-from-start\"", "trim=\"do-not-trim\"")
                .contains("recordingStatusCallback=\"http://app/conference\" recordingStatusCallbackMethod=\"GET\"")
                .contains("recordingStatusCallbackEvent=\"in-progress completed\"");
    }

    @Test
    void whatIsWrongIsToldByItsCode() {
        assertThat(invite("ConferenceTrim", "perhaps").at("/code")).isEqualTo("20422");
        assertThat(invite("ConferenceRecordingStatusCallback", "nowhere").at("/code"))
                .isEqualTo("21609");
        assertThat(invite("ConferenceRecordingStatusCallbackEvent", "soon").at("/code"))
                .isEqualTo("21626");
        assertThat(fixture.placed).isEmpty();
    }
}
