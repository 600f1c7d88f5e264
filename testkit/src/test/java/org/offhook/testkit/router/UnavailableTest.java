package org.offhook.testkit.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offhook.core.calls.Call;
import org.offhook.core.events.Event;
import org.offhook.core.events.EventType;
import org.offhook.core.notifications.Notification;
import org.offhook.core.store.Query;
import org.offhook.core.trunks.Registrations.Binding;

/// What the original can do and this platform cannot is said in so many words, and the call goes on (contract, P3).
final class UnavailableTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "workflowSid of Enqueue   | <Enqueue workflowSid='WW1' waitUrl=''><Task>{}</Task></Enqueue>",
                "Task is not allowed      | <Enqueue workflowSid='WW1' waitUrl=''><Task>{}</Task></Enqueue>",
                "reservationSid of Queue  | <Dial timeout='5'><Queue reservationSid='WR1'>nobody</Queue></Dial>",
                "callReason of Dial       | <Dial callReason='Your order'>+15550170</Dial>",
                "Sim inside Dial          | <Dial><Sim>DE1</Sim></Dial>",
                "WhatsApp inside Dial     | <Dial><WhatsApp>+15550170</WhatsApp></Dial>",
                "recordingConfigurationId | <Record maxLength='2' recordingConfigurationId='x' action='/next'/>",
                "Pay                      | <Pay/>",
                "VirtualAgent inside      | <Connect><VirtualAgent connectorName='x'/></Connect>",
                "ConversationRelay inside | <Connect><ConversationRelay url='wss://a.example'/></Connect>",
            })
    void itIsToldInTheTimelineAndTheNotifications(String words, String verb) {
        try (RouterWorld world = new RouterWorld()) {
            world.app.on("/next", "<Response><Say>Next.</Say></Response>");
            world.answers("<Response>" + verb + "<Say>Next.</Say></Response>");
            TestPhone bob = world.outside(DialTest.BOB).refusesWith(486);
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.run(Duration.ofSeconds(30));
            if (!caller.isOver()) {
                caller.hangUp();
            }
            world.toTheEnd();

            assertThat(bob.heard()).isEmpty();
            assertThat(world.events(EventType.CALL_WARNING))
                    .extracting(Event::data)
                    .anySatisfy(data -> assertThat(data)
                            .containsEntry("code", "12200")
                            .hasEntrySatisfying(
                                    "message", message -> assertThat(message).contains(words)));
            assertThat(world.store.list(Notification.KIND, Query.of(world.account.sid())))
                    .anySatisfy(one -> assertThat(one.message()).contains(words));
        }
    }

    @Test
    void whatADocumentTellsAPhoneGoesAlongAsHeaders() {
        try (RouterWorld world = new RouterWorld()) {
            world.registered.put("ada", List.of(new Binding("sip:ada-phone@192.0.2.9", null)));
            TestPhone ada = world.outside("ada-phone");
            TestPhone desk = world.outside("desk");
            world.answers("""
                    <Response>
                      <Dial timeLimit="2"><Client><Identity>ada</Identity><Parameter name="Order" value="a &amp; b"/></Client></Dial>
                      <Dial timeLimit="2"><Sip>sip:desk@pbx.example?X-One=1<Headers>
                        <Header name="X-Two" value="2 = 2"/><Header name="Via" value="no"/></Headers></Sip></Dial>
                    </Response>""");
            world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();
            assertThat(ada.invite.header("X-Order")).isEqualTo("a & b");
            assertThat(desk.invite.header("X-One")).isEqualTo("1");
            assertThat(desk.invite.header("X-Two")).isEqualTo("2 = 2");
            assertThat(world.calls()).extracting(Call::to).contains("client:ada", "sip:desk@pbx.example");
            assertThat(world.codes()).contains(13252);
        }
    }

    @Test
    void whatStandsThereTwiceIsToldOnce() {
        try (RouterWorld world = new RouterWorld()) {
            world.answers("<Response><Pay/><Pay/><Prompt/><Say>Hello.</Say></Response>");
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();
            assertThat(world.codes()).containsExactly(12200, 12200);
            assertThat(caller.heard()).containsExactly("Hello.");
        }
    }
}
