package org.offhook.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.IncomingPhoneNumber;
import com.twilio.rest.trunking.v1.Trunk;
import com.twilio.rest.trunking.v1.trunk.OriginationUrl;
import com.twilio.rest.trunking.v1.trunk.PhoneNumber;
import com.twilio.rest.trunking.v1.trunk.Recording;
import java.net.URI;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.offhook.testkit.peers.OffhookProcess;

/// The official client library for Java sets a trunk up.
final class JavaSdkTrunksTest {

    private static OffhookProcess server;
    private static TwilioRestClient client;

    @BeforeAll
    static void start() {
        server = OffhookProcess.setup().start();
        client = Sdk.client(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aTrunkHasPlacesNumbersAndARecording() {
        Trunk trunk = Trunk.creator()
                .setFriendlyName("office")
                .setDomainName("office.pbx.example.net")
                .setDisasterRecoveryUrl(URI.create("https://app.example.net/recovery"))
                .create(client);
        OriginationUrl place = OriginationUrl.creator(
                        trunk.getSid(), 10, 1, true, "first", URI.create("sip:pbx.example.net"))
                .create(client);
        IncomingPhoneNumber number = IncomingPhoneNumber.creator(new com.twilio.type.PhoneNumber("+15550190"))
                .create(client);
        PhoneNumber.creator(trunk.getSid(), number.getSid()).create(client);
        Recording.updater(trunk.getSid())
                .setMode(Recording.RecordingMode.RECORD_FROM_ANSWER)
                .update(client);

        assertThat(Trunk.fetcher(trunk.getSid()).fetch(client).getDomainName()).isEqualTo("office.pbx.example.net");
        assertThat(Trunk.updater(trunk.getSid())
                        .setFriendlyName("head office")
                        .update(client)
                        .getFriendlyName())
                .isEqualTo("head office");
        assertThat(names(OriginationUrl.reader(trunk.getSid()).read(client))).containsExactly(place.getSid());
        assertThat(OriginationUrl.updater(trunk.getSid(), place.getSid())
                        .setEnabled(false)
                        .update(client)
                        .getEnabled())
                .isFalse();
        assertThat(PhoneNumber.fetcher(trunk.getSid(), number.getSid())
                        .fetch(client)
                        .getPhoneNumber()
                        .getEndpoint())
                .isEqualTo("+15550190");
        assertThat(Recording.fetcher(trunk.getSid()).fetch(client).getMode())
                .isEqualTo(Recording.RecordingMode.RECORD_FROM_ANSWER);
        assertThat(Trunk.deleter(trunk.getSid()).delete(client)).isTrue();
        assertThat(Trunk.reader().read(client)).isEmpty();
    }

    @Test
    void aNumberTellsItsTrunkAndIsPutIntoOneAndTakenOut() {
        String trunk = Trunk.creator().create(client).getSid();
        String number = IncomingPhoneNumber.creator(new com.twilio.type.PhoneNumber("+15550191"))
                .setTrunkSid(trunk)
                .create(client)
                .getSid();
        assertThat(PhoneNumber.fetcher(trunk, number).fetch(client).getSid()).isEqualTo(number);

        assertThat(IncomingPhoneNumber.updater(number)
                        .setTrunkSid("")
                        .update(client)
                        .getTrunkSid())
                .isNull();
        assertThat(PhoneNumber.reader(trunk).read(client)).isEmpty();

        PhoneNumber.creator(trunk, number).create(client);
        assertThat(IncomingPhoneNumber.fetcher(number).fetch(client).getTrunkSid())
                .isEqualTo(trunk);
        assertThat(Trunk.deleter(trunk).delete(client)).isTrue();
        assertThat(IncomingPhoneNumber.fetcher(number).fetch(client).getTrunkSid())
                .isNull();
    }

    private static List<String> names(Iterable<OriginationUrl> urls) {
        return StreamSupport.stream(urls.spliterator(), false)
                .map(OriginationUrl::getSid)
                .toList();
    }
}
