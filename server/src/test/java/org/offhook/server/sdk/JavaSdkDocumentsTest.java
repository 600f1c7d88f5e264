package org.offhook.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Application;
import com.twilio.rest.api.v2010.account.Call;
import com.twilio.twiml.VoiceResponse;
import com.twilio.twiml.voice.ApplicationSid;
import com.twilio.twiml.voice.Dial;
import com.twilio.twiml.voice.Parameter;
import com.twilio.twiml.voice.Say;
import com.twilio.type.PhoneNumber;
import com.twilio.type.Twiml;
import org.junit.jupiter.api.Test;
import org.offhook.testkit.peers.OffhookProcess;
import org.offhook.testkit.webapp.Reply;
import org.offhook.testkit.webapp.Visit;
import org.offhook.testkit.webapp.WebApp;

/// Documents that the official client library for Java has written.
final class JavaSdkDocumentsTest {

    private static final PhoneNumber FROM = new PhoneNumber("+14155551020");
    private static final PhoneNumber TO = new PhoneNumber("+14155551021");

    @Test
    void anApplicationIsDialledWithItsParameters() {
        String menu = new VoiceResponse.Builder()
                .say(new Say.Builder("Welcome.").build())
                .build()
                .toXml();
        try (WebApp app = WebApp.start()
                        .at("/menu", Reply.of(200, "text/xml", menu))
                        .at("/after", Reply.twiml(""))
                        .at("/status", Reply.empty());
                OffhookProcess server = OffhookProcess.setup()
                        .with("--number", FROM + "=" + Sdk.STAYS, "--number", TO + "=" + Sdk.STAYS)
                        .start()) {
            TwilioRestClient client = Sdk.client(server);
            Application application = Application.creator()
                    .setFriendlyName("menu")
                    .setVoiceUrl(app.url("/menu"))
                    .setStatusCallback(app.url("/status"))
                    .create(client);
            Dial dial = new Dial.Builder()
                    .action(app.url("/after"))
                    .application(new com.twilio.twiml.voice.Application.Builder()
                            .applicationSid(new ApplicationSid.Builder(application.getSid()).build())
                            .parameter(new Parameter.Builder()
                                    .name("Order")
                                    .value("4711 & more")
                                    .build())
                            .build())
                    .build();
            String document = new VoiceResponse.Builder().dial(dial).build().toXml();
            Call call = Call.creator(TO, FROM, new Twiml(document)).create(client);

            Visit asked = app.awaitVisit("/menu", 1, Sdk.PATIENCE);
            assertThat(asked.get("ApplicationSid")).isEqualTo(application.getSid());
            assertThat(asked.get("Order")).isEqualTo("4711 & more");
            assertThat(asked.get("To")).isEqualTo("app:" + application.getSid());
            Visit after = app.awaitVisit("/after", 1, Sdk.PATIENCE);
            assertThat(after.get("CallSid")).isEqualTo(call.getSid());
            assertThat(after.get("DialCallStatus")).isEqualTo("completed");
            assertThat(app.awaitVisit("/status", 1, Sdk.PATIENCE).get("CallSid"))
                    .isEqualTo(asked.get("CallSid"));
            Sdk.await(client, call.getSid(), Call.Status.COMPLETED);
        }
    }
}
