package org.offhook.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.twilio.exception.ApiException;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Call;
import com.twilio.rest.api.v2010.account.Transcription;
import com.twilio.type.PhoneNumber;
import com.twilio.type.Twiml;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.offhook.testkit.peers.OffhookProcess;
import org.offhook.testkit.peers.Waiting;

/// Everything that listens, by the official client library for Java: one number of the server talks, another listens
/// to it, and a recogniser that knows what it will hear.
final class JavaSdkSpeechTest {

    private static final PhoneNumber FROM = new PhoneNumber("+14155551000");
    private static final PhoneNumber LISTENS = new PhoneNumber("+14155551001");
    private static final PhoneNumber TALKS = new PhoneNumber("+14155551002");
    private static final String STORY = "Thank you for calling. Our office is closed today. Please call again on Monday"
            + " between nine and five, or leave a message after the tone.";

    private static OffhookProcess server;
    private static TwilioRestClient client;

    @BeforeAll
    static void start() {
        String takesMessages = "<Response><Record transcribe=\"true\""
                + " playBeep=\"false\" trim=\"do-not-trim\" maxLength=\"4\" timeout=\"0\"/></Response>";
        server = OffhookProcess.setup()
                .configured("recognition.script.utterances = [\"please call me back\"]")
                .with("--number", FROM + "=" + Sdk.STAYS)
                .with("--number", LISTENS + "=" + Sdk.data(takesMessages))
                .with("--number", TALKS + "=" + Sdk.data("<Response><Say>" + STORY + "</Say></Response>"))
                .start();
        client = Sdk.client(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aMessageIsTranscribed() {
        Call.creator(LISTENS, FROM, new Twiml("<Response><Say>" + STORY + "</Say><Pause length='20'/></Response>"))
                .create(client);
        Transcription done = Waiting.forValue("a transcription", Sdk.PATIENCE, () -> {
            List<Transcription> found = new ArrayList<>();
            Transcription.reader().read(client).forEach(found::add);
            return found.stream()
                    .filter(one -> one.getStatus() == Transcription.Status.COMPLETED)
                    .findFirst()
                    .orElse(null);
        });
        assertThat(done.getTranscriptionText()).isEqualTo("please call me back");
        assertThat(Transcription.fetcher(done.getSid()).fetch(client).getRecordingSid())
                .isEqualTo(done.getRecordingSid());
        assertThat(com.twilio.rest.api.v2010.account.recording.Transcription.reader(done.getRecordingSid())
                        .read(client))
                .hasSize(1);
        assertThat(com.twilio.rest.api.v2010.account.recording.Transcription.fetcher(
                                done.getRecordingSid(), done.getSid())
                        .fetch(client)
                        .getDuration())
                .isEqualTo("4");
        assertThat(server.get("/2010-04-01/Accounts/" + OffhookProcess.ACCOUNT + "/Transcriptions/" + done.getSid()
                                + ".txt")
                        .statusCode())
                .isEqualTo(401);
        assertThat(Transcription.deleter(done.getSid()).delete(client)).isTrue();
        assertThatThrownBy(() -> Transcription.fetcher(done.getSid()).fetch(client))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        gone -> assertThat(gone.getStatusCode()).isEqualTo(404));
    }

    @Test
    void aLiveTranscriptionBeginsAndEndsBesideTheDocument() {
        Call placed = Call.creator(FROM, LISTENS, new Twiml("<Response><Pause length='60'/></Response>"))
                .create(client);
        Sdk.await(client, placed.getSid(), Call.Status.IN_PROGRESS);
        var begun = com.twilio.rest.api.v2010.account.call.Transcription.creator(placed.getSid())
                .setName("notes")
                .setPartialResults(true)
                .setLanguageCode("en-GB")
                .create(client);
        assertThat(begun.getSid()).startsWith("GT");
        assertThat(com.twilio.rest.api.v2010.account.call.Transcription.updater(
                                placed.getSid(),
                                "notes",
                                com.twilio.rest.api.v2010.account.call.Transcription.UpdateStatus.STOPPED)
                        .update(client)
                        .getSid())
                .isEqualTo(begun.getSid());
        Call.updater(placed.getSid()).setStatus(Call.UpdateStatus.COMPLETED).update(client);
        Sdk.await(client, placed.getSid(), Call.Status.COMPLETED);
    }

    @Test
    void aMachineThatTalksIsDetected() {
        Call placed = Call.creator(TALKS, FROM, new Twiml("<Response><Pause length='1'/></Response>"))
                .setMachineDetection("Enable")
                .setMachineDetectionTimeout(20)
                .setMachineDetectionSpeechThreshold(1500)
                .create(client);
        Call over = Sdk.await(client, placed.getSid(), Call.Status.COMPLETED);
        assertThat(over.getAnsweredBy()).isEqualTo("machine_start");
        assertThatThrownBy(() -> Call.creator(TALKS, FROM, new Twiml("<Response/>"))
                        .setMachineDetection("Enable")
                        .setMachineDetectionTimeout(1)
                        .create(client))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.getCode()).isEqualTo(21263));
    }
}
