package org.offhook.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.AvailablePhoneNumberCountry;
import com.twilio.rest.api.v2010.account.Balance;
import com.twilio.rest.api.v2010.account.Call;
import com.twilio.rest.api.v2010.account.Conference;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.api.v2010.account.OutgoingCallerId;
import com.twilio.rest.api.v2010.account.Queue;
import com.twilio.rest.api.v2010.account.ValidationRequest;
import com.twilio.rest.api.v2010.account.availablephonenumbercountry.Local;
import com.twilio.rest.api.v2010.account.call.Recording;
import com.twilio.rest.api.v2010.account.call.Stream;
import com.twilio.rest.api.v2010.account.conference.Participant;
import com.twilio.rest.api.v2010.account.message.Feedback;
import com.twilio.rest.api.v2010.account.message.Media;
import com.twilio.rest.api.v2010.account.queue.Member;
import com.twilio.rest.api.v2010.account.usage.Record;
import com.twilio.type.PhoneNumber;
import com.twilio.type.Twiml;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.offhook.testkit.peers.OffhookProcess;
import org.offhook.testkit.peers.Waiting;

/// The official client library for Java: conferences, queues, usage and stock.
final class JavaSdkMeetingsTest {

    private static final PhoneNumber FROM = new PhoneNumber("+14155551000");
    private static final PhoneNumber TO = new PhoneNumber("+14155551001");

    private static OffhookProcess server;
    private static TwilioRestClient client;

    @BeforeAll
    static void start() {
        server = OffhookProcess.setup()
                .configured("number-pool = [\"+14155550000-+14155550099\"]")
                .with("--number", FROM + "=" + Sdk.STAYS, "--number", TO + "=" + Sdk.STAYS)
                .start();
        client = Sdk.client(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aLiveCallIsRecordedAndStreamed() {
        Call call = enters("<Response><Pause length=\"60\"/></Response>");
        Waiting.until(
                "it is in progress",
                Sdk.PATIENCE,
                () -> Call.fetcher(call.getSid()).fetch(client).getStatus() == Call.Status.IN_PROGRESS);
        Recording recording = Recording.creator(call.getSid())
                .setRecordingChannels("dual")
                .setRecordingTrack("inbound")
                .create(client);
        assertThat(recording.getChannels()).isEqualTo(2);
        assertThat(Recording.updater(call.getSid(), "Twilio.CURRENT", Recording.Status.PAUSED)
                        .setPauseBehavior("skip")
                        .update(client)
                        .getSid())
                .isEqualTo(recording.getSid());
        assertThat(Recording.updater(call.getSid(), recording.getSid(), Recording.Status.STOPPED)
                        .update(client)
                        .getStatus())
                .isEqualTo(Recording.Status.STOPPED);
        Stream stream = Stream.creator(call.getSid(), URI.create("wss://127.0.0.1:1/"))
                .setName("java ear")
                .create(client);
        assertThat(Stream.updater(call.getSid(), stream.getSid(), Stream.UpdateStatus.STOPPED)
                        .update(client)
                        .getName())
                .isEqualTo("java ear");
        Call.updater(call.getSid()).setStatus(Call.UpdateStatus.COMPLETED).update(client);
    }

    @Test
    void aConferenceHasParticipants() {
        Call call = enters("<Response><Dial><Conference>java room</Conference></Dial></Response>");
        enters("<Response><Dial><Conference>java room</Conference></Dial></Response>");
        Conference room = Waiting.forValue(
                "a conference",
                Sdk.PATIENCE,
                () -> first(Conference.reader()
                        .setFriendlyName("java room")
                        .setStatus(Conference.Status.IN_PROGRESS)
                        .read(client)));
        Waiting.until(
                "both are in",
                Sdk.PATIENCE,
                () -> all(Participant.reader(room.getSid()).read(client)).size() == 2);
        assertThat(Participant.updater(room.getSid(), call.getSid())
                        .setMuted(true)
                        .update(client)
                        .getMuted())
                .isTrue();
        assertThat(Participant.deleter(room.getSid(), call.getSid()).delete(client))
                .isTrue();
        Conference.updater(room.getSid())
                .setStatus(Conference.UpdateStatus.COMPLETED)
                .update(client);
        Waiting.until(
                "it is over",
                Sdk.PATIENCE,
                () -> Conference.fetcher(room.getSid()).fetch(client).getStatus() == Conference.Status.COMPLETED);
    }

    @Test
    void aQueueHasMembers() {
        Queue queue = Queue.creator("java queue").setMaxSize(5).create(client);
        Call call = enters("<Response><Enqueue waitUrl=\"" + Sdk.STAYS + "\">java queue</Enqueue></Response>");
        Member member = Waiting.forValue(
                "it waits",
                Sdk.PATIENCE,
                () -> first(Member.reader(queue.getSid()).read(client)));
        assertThat(member.getCallSid()).isEqualTo(call.getSid());
        Member.updater(queue.getSid(), "Front", URI.create(Sdk.STAYS)).update(client);
        Waiting.until(
                "nobody waits",
                Sdk.PATIENCE,
                () -> all(Member.reader(queue.getSid()).read(client)).isEmpty());
        Call.updater(call.getSid()).setStatus(Call.UpdateStatus.COMPLETED).update(client);
        assertThat(Queue.deleter(queue.getSid()).delete(client)).isTrue();
    }

    @Test
    void whatIsFreeIsListedAndWhatWasUsedIsCounted() {
        assertThat(AvailablePhoneNumberCountry.fetcher("US").fetch(client).getCountryCode())
                .isEqualTo("US");
        assertThat(first(Local.reader("US").setAreaCode(415).limit(1).read(client))
                        .getPhoneNumber())
                .isEqualTo(new PhoneNumber("+14155550000"));
        Message message = Message.creator(TO, FROM, "pic")
                .setMediaUrl(List.of(URI.create("http://127.0.0.1/a.png")))
                .create(client);
        assertThat(first(Media.reader(message.getSid()).read(client)).getContentType())
                .isEqualTo("image/png");
        assertThat(Feedback.creator(message.getSid()).create(client).getMessageSid())
                .isEqualTo(message.getSid());
        Waiting.until(
                "the message is counted",
                Duration.ofSeconds(20),
                () -> !first(Record.reader().setCategory("mms-outbound").read(client))
                        .getCount()
                        .equals("0"));
        assertThat(Balance.fetcher().fetch(client).getCurrency()).isEqualTo("USD");
    }

    @Test
    void aNumberIsAskedForItsCode() {
        ValidationRequest asked =
                ValidationRequest.creator(TO).setFriendlyName("Jenny").create(client);
        assertThat(asked.getValidationCode()).matches("[0-9]{6}");
        assertThat(OutgoingCallerId.reader().read(client)).isEmpty();
        Call.updater(asked.getCallSid()).setStatus(Call.UpdateStatus.COMPLETED).update(client);
    }

    private static Call enters(String document) {
        return Call.creator(TO, FROM, new Twiml(document)).create(client);
    }

    private static <T> List<T> all(Iterable<T> rows) {
        List<T> all = new ArrayList<>();
        rows.forEach(all::add);
        return all;
    }

    private static <T> T first(Iterable<T> rows) {
        List<T> all = all(rows);
        return all.isEmpty() ? null : all.getFirst();
    }
}
