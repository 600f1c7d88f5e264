package org.offhook.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.twilio.base.Page;
import com.twilio.exception.ApiException;
import com.twilio.http.HttpMethod;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.Account;
import com.twilio.rest.api.v2010.account.Call;
import com.twilio.rest.api.v2010.account.IncomingPhoneNumber;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.api.v2010.account.Notification;
import com.twilio.rest.api.v2010.account.Recording;
import com.twilio.rest.api.v2010.account.call.Event;
import com.twilio.rest.messaging.v1.Service;
import com.twilio.type.PhoneNumber;
import com.twilio.type.Twiml;
import java.net.URI;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.offhook.testkit.peers.OffhookProcess;
import org.offhook.testkit.peers.Waiting;

/// The official client library for Java, unmodified, against a server that was started as people start it.
final class JavaSdkTest {

    private static final PhoneNumber FROM = new PhoneNumber("+14155551000");
    private static final PhoneNumber TO = new PhoneNumber("+14155551001");

    private static OffhookProcess server;
    private static TwilioRestClient client;

    @BeforeAll
    static void start() {
        server = OffhookProcess.setup()
                .with("--number", FROM + "=" + Sdk.STAYS, "--number", TO + "=" + Sdk.STAYS)
                .start();
        client = Sdk.client(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void theAccountIsFetchedAndAWrongTokenIsAnException() {
        Account account = Account.fetcher().fetch(client);
        assertThat(account.getSid()).isEqualTo(OffhookProcess.ACCOUNT);
        assertThat(account.getStatus()).isEqualTo(Account.Status.ACTIVE);
        assertThat(account.getDateCreated()).isNotNull();
        assertThat(Account.reader().read(client)).extracting(Account::getSid).contains(OffhookProcess.ACCOUNT);

        TwilioRestClient stranger = Sdk.client(server, OffhookProcess.ACCOUNT, "wrong");
        assertThatThrownBy(() -> Account.fetcher().fetch(stranger))
                .isInstanceOfSatisfying(ApiException.class, refused -> {
                    assertThat(refused.getStatusCode()).isEqualTo(401);
                    assertThat(refused.getCode()).isEqualTo(20003);
                });
    }

    @Test
    void aCallIsPlacedFollowedChangedAndEnded() {
        Call placed = Call.creator(TO, FROM, URI.create(Sdk.STAYS))
                .setStatusCallbackEvent(List.of("initiated", "completed"))
                .setTimeout(20)
                .create(client);
        assertThat(placed.getSid()).startsWith("CA");
        assertThat(placed.getStatus()).isEqualTo(Call.Status.QUEUED);
        assertThat(placed.getDirection()).isEqualTo("outbound-api");

        Call live = Sdk.await(client, placed.getSid(), Call.Status.IN_PROGRESS);
        assertThat(live.getStartTime()).isNotNull();
        assertThat(live.getEndTime()).isNull();
        assertThat(Call.reader()
                        .setStatus(Call.Status.IN_PROGRESS)
                        .setTo(TO)
                        .setStartTimeAfter(ZonedDateTime.now(ZoneOffset.UTC).minusHours(1))
                        .read(client))
                .extracting(Call::getSid)
                .contains(placed.getSid());

        assertThat(Call.updater(placed.getSid())
                        .setTwiml(new Twiml("<Response><Pause length='60'/></Response>"))
                        .update(client)
                        .getSid())
                .isEqualTo(placed.getSid());
        Call.updater(placed.getSid()).setStatus(Call.UpdateStatus.COMPLETED).update(client);
        Call over = Sdk.await(client, placed.getSid(), Call.Status.COMPLETED);
        assertThat(over.getDuration()).matches("[0-9]+");
        assertThat(over.getEndTime()).isNotNull();
        assertThatThrownBy(() -> Call.updater(placed.getSid())
                        .setUrl(URI.create(Sdk.STAYS))
                        .setMethod(HttpMethod.POST)
                        .update(client))
                .isInstanceOfSatisfying(
                        ApiException.class, late -> assertThat(late.getCode()).isEqualTo(21220));

        assertThat(Event.reader(placed.getSid()).read(client)).isNotNull();
        assertThat(Call.deleter(placed.getSid()).delete(client)).isTrue();
        assertThatThrownBy(() -> Call.fetcher(placed.getSid()).fetch(client))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        gone -> assertThat(gone.getStatusCode()).isEqualTo(404));
    }

    @Test
    void aRecordedCallHasARecording() {
        Call placed = Call.creator(TO, FROM, new Twiml("<Response><Pause length='1'/></Response>"))
                .setRecord(true)
                .setRecordingChannels("dual")
                .setTrim("do-not-trim")
                .create(client);
        Sdk.await(client, placed.getSid(), Call.Status.COMPLETED);
        Recording recording = Waiting.forValue("a completed recording", Sdk.PATIENCE, () -> {
            List<Recording> found = new ArrayList<>();
            Recording.reader().setCallSid(placed.getSid()).read(client).forEach(found::add);
            return found.size() == 1 && found.getFirst().getStatus() == Recording.Status.COMPLETED
                    ? found.getFirst()
                    : null;
        });
        assertThat(recording.getChannels()).isEqualTo(2);
        assertThat(recording.getMediaUrl().toString()).contains(recording.getSid());
        String sound = recording.getMediaUrl().getPath();
        for (String wanted : List.of(".mp3", ".mp3?RequestedChannels=1", ".mp3?RequestedChannels=2")) {
            assertThat(server.get(sound + wanted).headers().firstValue("content-type"))
                    .as(wanted)
                    .contains("audio/mpeg");
        }
        assertThat(com.twilio.rest.api.v2010.account.call.Recording.reader(placed.getSid())
                        .read(client))
                .hasSize(1);
        assertThat(Recording.fetcher(recording.getSid()).fetch(client).getCallSid())
                .isEqualTo(placed.getSid());
        assertThat(Recording.deleter(recording.getSid()).delete(client)).isTrue();
    }

    @Test
    void aNumberIsAddedChangedFoundAndReleased() {
        PhoneNumber number = new PhoneNumber("+14155552000");
        IncomingPhoneNumber added = IncomingPhoneNumber.creator(number)
                .setVoiceUrl(URI.create("http://127.0.0.1/voice"))
                .setFriendlyName("one")
                .create(client);
        assertThat(added.getPhoneNumber()).isEqualTo(number);
        assertThat(added.getCapabilities().getVoice()).isTrue();
        assertThat(IncomingPhoneNumber.updater(added.getSid())
                        .setVoiceMethod(HttpMethod.GET)
                        .update(client)
                        .getVoiceMethod())
                .isEqualTo(HttpMethod.GET);
        assertThat(IncomingPhoneNumber.reader().setPhoneNumber(number).read(client))
                .extracting(IncomingPhoneNumber::getSid)
                .containsExactly(added.getSid());
        assertThat(IncomingPhoneNumber.deleter(added.getSid()).delete(client)).isTrue();
    }

    @Test
    void listsAreReadPageByPage() {
        for (int i = 0; i < 7; i++) {
            IncomingPhoneNumber.creator(new PhoneNumber("+1415555300" + i))
                    .setFriendlyName("paged")
                    .create(client);
        }
        List<String> seen = new ArrayList<>();
        IncomingPhoneNumber.reader()
                .setFriendlyName("paged")
                .pageSize(3)
                .read(client)
                .forEach(n -> seen.add(n.getPhoneNumber().toString()));
        assertThat(seen).hasSize(7).doesNotHaveDuplicates().first().isEqualTo("+14155553006");

        Page<IncomingPhoneNumber> first = IncomingPhoneNumber.reader()
                .setFriendlyName("paged")
                .pageSize(3)
                .firstPage(client);
        Page<IncomingPhoneNumber> second = IncomingPhoneNumber.reader().nextPage(first, client);
        assertThat(second.getRecords()).hasSize(3).doesNotContainAnyElementsOf(first.getRecords());
    }

    @Test
    void aMessageIsSentFoundRedactedAndDeleted() {
        Message sent = Message.creator(TO, FROM, "Grüße & <b>").create(client);
        assertThat(sent.getSid()).startsWith("SM");
        assertThat(sent.getNumSegments()).isEqualTo("1");
        Message delivered = Waiting.forValue("a message on its way", Sdk.PATIENCE, () -> {
            Message message = Message.fetcher(sent.getSid()).fetch(client);
            return message.getDateSent() != null ? message : null;
        });
        assertThat(delivered.getBody()).isEqualTo("Grüße & <b>");
        assertThat(Message.reader()
                        .setTo(TO)
                        .setDateSentAfter(ZonedDateTime.now(ZoneOffset.UTC).minusHours(1))
                        .read(client))
                .extracting(Message::getSid)
                .contains(sent.getSid());
        assertThatThrownBy(() -> Message.creator(TO, FROM, "").create(client))
                .isInstanceOfSatisfying(
                        ApiException.class, empty -> assertThat(empty.getCode()).isEqualTo(21602));
        Waiting.until("it can be redacted", Sdk.PATIENCE, () -> {
            try {
                return Message.updater(sent.getSid())
                        .setBody("")
                        .update(client)
                        .getBody()
                        .isEmpty();
            } catch (ApiException underWay) {
                return false;
            }
        });
        assertThat(Message.deleter(sent.getSid()).delete(client)).isTrue();
    }

    @Test
    void aMessagingServiceSendsFromItsPoolNowAndLater() {
        Service service = Service.creator("shop")
                .setStatusCallback(URI.create("http://127.0.0.1:1/"))
                .create(client);
        String number = IncomingPhoneNumber.reader()
                .setPhoneNumber(FROM)
                .read(client)
                .iterator()
                .next()
                .getSid();
        com.twilio.rest.messaging.v1.service.PhoneNumber.creator(service.getSid(), number)
                .create(client);
        Message now = Message.creator(TO, service.getSid(), "now").create(client);
        assertThat(now.getStatus()).isEqualTo(Message.Status.ACCEPTED);
        assertThat(now.getMessagingServiceSid()).isEqualTo(service.getSid());
        Message later = Message.creator(TO, service.getSid(), "later")
                .setScheduleType(Message.ScheduleType.FIXED)
                .setSendAt(ZonedDateTime.now(ZoneOffset.UTC).plusHours(1))
                .create(client);
        assertThat(later.getStatus()).isEqualTo(Message.Status.SCHEDULED);
        assertThat(Message.updater(later.getSid())
                        .setStatus(Message.UpdateStatus.CANCELED)
                        .update(client)
                        .getStatus())
                .isEqualTo(Message.Status.CANCELED);
        assertThat(Service.deleter(service.getSid()).delete(client)).isTrue();
    }

    @Test
    void whatWentWrongIsNotified() {
        Call placed =
                Call.creator(TO, FROM, URI.create("http://127.0.0.1:1/nobody")).create(client);
        Sdk.await(client, placed.getSid(), Call.Status.COMPLETED);
        Notification told = Waiting.forValue("a notification", Sdk.PATIENCE, () -> {
            for (Notification notification : Notification.reader().read(client)) {
                if (placed.getSid().equals(notification.getCallSid())) {
                    return notification;
                }
            }
            return null;
        });
        assertThat(Notification.fetcher(told.getSid()).fetch(client).getErrorCode())
                .isEqualTo("11202");
        assertThat(com.twilio.rest.api.v2010.account.call.Notification.reader(placed.getSid())
                        .read(client))
                .isNotEmpty();
    }
}
