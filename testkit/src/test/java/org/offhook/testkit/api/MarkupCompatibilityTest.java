package org.offhook.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.offhook.core.calls.script.VerbType;
import org.offhook.core.twiml.Complaint;
import org.offhook.core.twiml.Reading;
import org.offhook.core.verbs.Verbs;
import org.offhook.protocols.twiml.DocumentParser;
import org.offhook.protocols.twiml.Element;
import org.offhook.protocols.twiml.Parsed;

/// The part of docs/compatibility.md about markup: every verb, noun and attribute of the original is read, and either
/// is taken without a word or gives a warning that names it. Nothing of it passes in silence.
final class MarkupCompatibilityTest {

    private static final String BEGIN = "<!-- markup: written by MarkupCompatibilityTest -->\n";
    private static final String END = "<!-- end of markup -->\n";

    /// Contract §7: an element, where it stands, and its attributes with a value that each of them may have.
    private static final String ELEMENTS = """
            Connect: action=/a method=GET
            Connect Stream: url=wss://a.example name=n track=inbound_track connectorName=c statusCallback=/s \
            statusCallbackMethod=GET
            Connect ConversationRelay: url=wss://a.example
            Connect Room:
            Connect VirtualAgent:
            Connect Conversation:
            Connect Assistant:
            Connect AiSession:
            Connect Autopilot:
            Dial: action=/a method=GET timeout=20 timeLimit=60 callerId=+15550100 hangupOnStar=true \
            answerOnBridge=true \
            record=true recordingTrack=inbound trim=trim-silence recordingStatusCallback=/r \
            recordingStatusCallbackMethod=GET \
            recordingStatusCallbackEvent=absent ringTone=de sequential=true referUrl=/r referMethod=GET \
            callReason=why events=x \
            recordingConfigurationId=x
            Dial Application: copyParentTo=true customerId=AC00000000000000000000000000000001 url=/u method=GET \
            statusCallback=/s statusCallbackMethod=GET statusCallbackEvent=ringing
            Dial Client: url=/u method=GET statusCallback=/s statusCallbackMethod=GET statusCallbackEvent=ringing \
            clientNotificationUrl=/c
            Dial Conference: muted=true beep=onEnter startConferenceOnEnter=false endConferenceOnExit=true \
            participantLabel=l \
            jitterBufferSize=small waitUrl=/w waitMethod=GET maxParticipants=5 record=record-from-start region=ie1 \
            trim=do-not-trim coach=CA00000000000000000000000000000001 statusCallback=/s statusCallbackMethod=GET \
            statusCallbackEvent=join recordingStatusCallback=/r recordingStatusCallbackMethod=GET \
            recordingStatusCallbackEvent=absent eventCallbackUrl=/e recordingConfigurationId=x
            Dial Number: sendDigits=1 url=/u method=GET statusCallback=/s statusCallbackMethod=GET \
            statusCallbackEvent=ringing byoc=BY1 machineDetection=Enable machineDetectionTimeout=20 \
            machineDetectionSpeechThreshold=2000 machineDetectionSpeechEndThreshold=1000 \
            machineDetectionSilenceTimeout=4000 amdStatusCallback=/a amdStatusCallbackMethod=GET
            Dial Queue: url=/u method=GET reservationSid=WR1 postWorkActivitySid=WA1
            Dial Sip: username=u password=p url=/u method=GET statusCallback=/s statusCallbackMethod=GET \
            statusCallbackEvent=ringing machineDetection=Enable machineDetectionTimeout=20 \
            machineDetectionSpeechThreshold=2000 machineDetectionSpeechEndThreshold=1000 \
            machineDetectionSilenceTimeout=4000 amdStatusCallback=/a amdStatusCallbackMethod=GET
            Dial Sim:
            Dial WhatsApp: url=/u
            Echo
            Enqueue: action=/a method=GET waitUrl=/w waitUrlMethod=GET workflowSid=WW1 maxQueueSize=5
            Enqueue Task: priority=1 timeout=5
            Gather: action=/a method=GET input=speech timeout=3 speechTimeout=auto finishOnKey=* numDigits=4 \
            actionOnEmptyResult=true language=de-DE speechModel=phone_call enhanced=true hints=a \
            profanityFilter=false \
            partialResultCallback=/p partialResultCallbackMethod=GET bargeIn=false debug=true maxSpeechTime=20
            Hangup
            Leave
            Pause: length=2
            Pay: paymentConnector=x
            Play: loop=2 digits=1w2
            Prompt: for=x
            Record: action=/a method=GET timeout=4 finishOnKey=1 maxLength=60 playBeep=false trim=do-not-trim \
            recordingStatusCallback=/r recordingStatusCallbackMethod=GET recordingStatusCallbackEvent=absent \
            transcribe=true transcribeCallback=/t recordingConfigurationId=x
            Redirect: method=GET
            Refer: action=/a method=GET
            Reject: reason=busy
            Say: voice=woman language=de-DE loop=2
            Sms: to=+15550100 from=+15550101 action=/a method=GET statusCallback=/s
            Start: action=/a method=GET
            Start Recording: channels=dual track=inbound trim=trim-silence recordingStatusCallback=/r \
            recordingStatusCallbackMethod=GET recordingStatusCallbackEvent=absent recordingConfigurationId=x
            Start Siprec: name=n connectorName=c track=both_tracks statusCallback=/s statusCallbackMethod=GET
            Start Stream: url=wss://a.example name=n track=both_tracks connectorName=c statusCallback=/s \
            statusCallbackMethod=GET
            Start Transcription: name=n statusCallbackUrl=/s statusCallbackMethod=GET languageCode=de-DE \
            track=inbound_track inboundTrackLabel=i outboundTrackLabel=o transcriptionEngine=google \
            speechModel=telephony \
            enableProviderData=true profanityFilter=false partialResults=true hints=a \
            enableAutomaticPunctuation=false \
            intelligenceService=x conversationConfiguration=x conversationId=x
            Stop
            Stop Siprec: name=n
            Stop Stream: name=n
            Stop Transcription: name=n
            """;

    private record Row(String path, Map<String, String> attributes) {

        static Row of(String line) {
            String[] parts = line.split(":( |$)", 2);
            Map<String, String> attributes = new TreeMap<>();
            for (String pair :
                    parts.length < 2 ? new String[0] : parts[1].strip().split(" +")) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    attributes.put(pair.substring(0, equals), pair.substring(equals + 1));
                }
            }
            return new Row(parts[0], attributes);
        }

        /// What is complained of when the element has this attribute.
        List<Complaint> read(String attributes) {
            String[] names = path.split(" ");
            String inner = names[names.length - 1];
            String text = "<" + inner + attributes + ">" + BODIES.getOrDefault(inner, "") + "</" + inner + ">";
            String outer = names.length == 1 ? text : "<" + names[0] + ">" + text + "</" + names[0] + ">";
            return complaints(outer);
        }
    }

    private static final Map<String, String> BODIES = Map.of(
            "Say", "Hello",
            "Number", "+15550100",
            "Sip", "sip:a@b.example",
            "Client", "ada",
            "Application", "AP00000000000000000000000000000007",
            "Conference", "room",
            "Queue", "support",
            "Enqueue", "support",
            "Sms", "Hello",
            "Refer", "<Sip>sip:a@b.example</Sip>");

    private static List<Complaint> complaints(String verb) {
        Parsed parsed = DocumentParser.parse(("<Response>" + verb + "</Response>").getBytes(StandardCharsets.UTF_8));
        assertThat(parsed).as(verb).isInstanceOf(Parsed.Tree.class);
        Element element = ((Parsed.Tree) parsed).root().elements().getFirst();
        VerbType type = new Verbs().find(element.name());
        assertThat(type).as(element.name()).isNotNull();
        List<Complaint> complaints = new ArrayList<>();
        Reading reading = new Reading(element, complaints);
        type.reader().read(reading);
        reading.finish();
        return complaints;
    }

    /// To bring the file up to date, run this test with `OFFHOOK_WRITE_DOCS=yes` in the environment.
    @Test
    void theTableOfElementsIsUpToDate() throws IOException {
        new WrittenTable(BEGIN, END).is(table());
    }

    private static String table() {
        StringBuilder table =
                new StringBuilder("| element | attributes that work | left out, with a warning |\n|---|---|---|\n");
        for (String line : ELEMENTS.lines().toList()) {
            Row row = Row.of(line);
            String inner = row.path().substring(row.path().lastIndexOf(' ') + 1);
            List<Complaint> plain = row.read("");
            boolean missing = plain.stream()
                    .anyMatch(one -> one.message().startsWith(inner + " ")
                            && one.message().contains("ignored"));
            List<String> works = new ArrayList<>();
            List<String> without = new ArrayList<>();
            row.attributes().forEach((name, value) -> {
                List<Complaint> more = row.read(" " + name + "=\"" + value + "\"").stream()
                        .filter(one -> !plain.contains(one))
                        .toList();
                assertThat(more)
                        .as(row.path() + " " + name)
                        .allSatisfy(one -> assertThat(one.message())
                                .doesNotContain("is not known")
                                .doesNotContain("it must be"));
                (more.isEmpty() && !missing ? works : without).add(name);
            });
            table.append("| ")
                    .append(row.path())
                    .append(" | ")
                    .append(missing ? "" : works.isEmpty() ? "has none" : String.join(", ", works))
                    .append(" | ")
                    .append(missing ? "the element" : String.join(", ", without))
                    .append(" |\n");
        }
        return table.toString();
    }
}
