package org.offhook.api.v2010.conferences;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.offhook.api.http.Params;
import org.offhook.api.render.Dates;
import org.offhook.api.render.Element;
import org.offhook.api.rest.Answer;
import org.offhook.api.rest.Fields;
import org.offhook.api.v2010.MachineFields;
import org.offhook.api.v2010.RecordingFields;
import org.offhook.core.calls.Call;
import org.offhook.core.calls.PlaceCall;
import org.offhook.core.conferences.Conference;
import org.offhook.core.ids.Sid;
import org.offhook.core.web.Hook;

/// The form that calls somebody into a conference: a call whose document enters it.
final class Invitation {

    private static final Set<String> EVENTS = Set.of("initiated", "ringing", "answered", "completed");
    private static final Set<String> BEEPS = Set.of("true", "false", "onEnter", "onExit");
    private static final Set<String> TRIMS = Set.of("trim-silence", "do-not-trim");
    private static final int DEFAULT_TIMEOUT = 60;
    private static final int LONGEST_TIMEOUT = 600;
    private static final int LONGEST_CALL = 86_400;
    private static final int MOST = 250;

    private final Fields fields;
    private final String conference;

    Invitation(Params input, String conference) {
        this.fields = new Fields(input);
        this.conference = conference;
    }

    Optional<Answer> wrong() {
        return fields.wrong();
    }

    /// Good only when nothing is [#wrong].
    PlaceCall command(Sid account) {
        String callerId = fields.text("CallerId");
        boolean record = fields.flag("Record", false);
        return new PlaceCall(
                        account,
                        fields.needed("To", 21201, "No 'To' number is specified"),
                        fields.needed("From", 21213, "'From' is required"),
                        null,
                        document(),
                        null,
                        fields.hook("StatusCallback", "StatusCallbackMethod", 21609, 21209),
                        fields.choices("StatusCallbackEvent", EVENTS, 21626),
                        null,
                        Duration.ofSeconds(fields.number("Timeout", DEFAULT_TIMEOUT, 1, LONGEST_TIMEOUT, 21208)),
                        Duration.ofSeconds(fields.number("TimeLimit", 0, 1, LONGEST_CALL, 20422)),
                        record,
                        record ? RecordingFields.of(fields) : null,
                        fields.text("SipAuthUsername"),
                        fields.text("SipAuthPassword"),
                        callerId,
                        fields.text("CallReason"),
                        MachineFields.ofParticipant(fields))
                .by(fields.text("Byoc"));
    }

    private String document() {
        StringBuilder noun = new StringBuilder("<Response><Dial><Conference");
        attribute(noun, "muted", Boolean.toString(fields.flag("Muted", false)));
        attribute(noun, "startConferenceOnEnter", Boolean.toString(fields.flag("StartConferenceOnEnter", true)));
        attribute(noun, "endConferenceOnExit", Boolean.toString(fields.flag("EndConferenceOnExit", false)));
        attribute(noun, "beep", fields.choice("Beep", "true", BEEPS, 20422));
        attribute(noun, "maxParticipants", Integer.toString(fields.number("MaxParticipants", MOST, 2, MOST, 20422)));
        attribute(noun, "participantLabel", fields.text("Label"));
        attribute(noun, "waitUrl", fields.sent("WaitUrl") ? fields.text("WaitUrl", "") : null);
        attribute(noun, "waitMethod", fields.text("WaitMethod"));
        attribute(noun, "statusCallback", fields.text("ConferenceStatusCallback"));
        attribute(noun, "statusCallbackMethod", fields.text("ConferenceStatusCallbackMethod"));
        List<String> events = fields.choices(
                "ConferenceStatusCallbackEvent",
                Set.of("start", "end", "join", "leave", "mute", "hold", "modify", "speaker", "announcement"),
                20422);
        attribute(noun, "statusCallbackEvent", events.isEmpty() ? null : String.join(" ", events));
        attribute(noun, "record", fields.text("ConferenceRecord"));
        recording(noun);
        attribute(noun, "coach", fields.text("CallSidToCoach"));
        return noun.append('>')
                .append(escaped(conference))
                .append("</Conference></Dial></Response>")
                .toString();
    }

    private void recording(StringBuilder noun) {
        attribute(noun, "trim", fields.choice("ConferenceTrim", "trim-silence", TRIMS, 20422));
        Hook callback = fields.hook(
                "ConferenceRecordingStatusCallback", "ConferenceRecordingStatusCallbackMethod", 21609, 21209);
        if (callback != null) {
            attribute(noun, "recordingStatusCallback", callback.url());
            attribute(noun, "recordingStatusCallbackMethod", callback.method());
        }
        List<String> events = fields.choices(
                "ConferenceRecordingStatusCallbackEvent", Set.of("in-progress", "completed", "absent"), 21626);
        attribute(noun, "recordingStatusCallbackEvent", events.isEmpty() ? null : String.join(" ", events));
    }

    private static void attribute(StringBuilder noun, String name, @Nullable String value) {
        if (value != null) {
            noun.append(' ').append(name).append("=\"").append(escaped(value)).append('"');
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /// Whoever is called is not in the conference yet.
    Element view(Call call, @Nullable Conference found) {
        String sid = found == null ? null : found.sid().value();
        return new Element("Participant")
                .with("account_sid", call.account().value())
                .with("call_sid", call.sid().value())
                .with("conference_sid", sid)
                .with("label", fields.text("Label"))
                .with("status", "queued")
                .with("muted", fields.flag("Muted", false))
                .with("hold", false)
                .with("coaching", fields.flag("Coaching", false))
                .with("call_sid_to_coach", fields.text("CallSidToCoach"))
                .with("start_conference_on_enter", fields.flag("StartConferenceOnEnter", true))
                .with("end_conference_on_exit", fields.flag("EndConferenceOnExit", false))
                .with("queue_time", "0")
                .with("date_created", Dates.rfc2822(call.created()))
                .with("date_updated", Dates.rfc2822(call.updated()))
                .with("uri", ParticipantsResource.uri(call.account(), sid == null ? conference : sid, call.sid()));
    }
}
