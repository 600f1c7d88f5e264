package org.offhook.server.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.server.sdk.Furniture.DIGITS;

import com.twilio.base.Reader;
import com.twilio.base.Resource;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.accounts.v1.SecondaryAuthToken;
import com.twilio.rest.api.v2010.Account;
import com.twilio.rest.api.v2010.account.Address;
import com.twilio.rest.api.v2010.account.Application;
import com.twilio.rest.api.v2010.account.AvailablePhoneNumberCountry;
import com.twilio.rest.api.v2010.account.Balance;
import com.twilio.rest.api.v2010.account.Call;
import com.twilio.rest.api.v2010.account.Conference;
import com.twilio.rest.api.v2010.account.IncomingPhoneNumber;
import com.twilio.rest.api.v2010.account.Key;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.api.v2010.account.Notification;
import com.twilio.rest.api.v2010.account.Queue;
import com.twilio.rest.api.v2010.account.Recording;
import com.twilio.rest.api.v2010.account.ShortCode;
import com.twilio.rest.api.v2010.account.SigningKey;
import com.twilio.rest.api.v2010.account.Token;
import com.twilio.rest.api.v2010.account.Transcription;
import com.twilio.rest.api.v2010.account.ValidationRequest;
import com.twilio.rest.api.v2010.account.address.DependentPhoneNumber;
import com.twilio.rest.api.v2010.account.availablephonenumbercountry.Local;
import com.twilio.rest.api.v2010.account.availablephonenumbercountry.Mobile;
import com.twilio.rest.api.v2010.account.availablephonenumbercountry.TollFree;
import com.twilio.rest.api.v2010.account.call.Event;
import com.twilio.rest.api.v2010.account.call.Stream;
import com.twilio.rest.api.v2010.account.call.UserDefinedMessage;
import com.twilio.rest.api.v2010.account.call.UserDefinedMessageSubscription;
import com.twilio.rest.api.v2010.account.conference.Participant;
import com.twilio.rest.api.v2010.account.message.Feedback;
import com.twilio.rest.api.v2010.account.message.Media;
import com.twilio.rest.api.v2010.account.queue.Member;
import com.twilio.rest.api.v2010.account.sip.CredentialList;
import com.twilio.rest.api.v2010.account.sip.Domain;
import com.twilio.rest.api.v2010.account.sip.IpAccessControlList;
import com.twilio.rest.api.v2010.account.sip.credentiallist.Credential;
import com.twilio.rest.api.v2010.account.sip.domain.CredentialListMapping;
import com.twilio.rest.api.v2010.account.sip.domain.IpAccessControlListMapping;
import com.twilio.rest.api.v2010.account.sip.domain.authtypes.authtypecalls.AuthCallsCredentialListMapping;
import com.twilio.rest.api.v2010.account.sip.domain.authtypes.authtypecalls.AuthCallsIpAccessControlListMapping;
import com.twilio.rest.api.v2010.account.sip.domain.authtypes.authtyperegistrations.AuthRegistrationsCredentialListMapping;
import com.twilio.rest.api.v2010.account.sip.ipaccesscontrollist.IpAddress;
import com.twilio.rest.api.v2010.account.usage.Record;
import com.twilio.rest.api.v2010.account.usage.Trigger;
import com.twilio.rest.api.v2010.account.usage.record.AllTime;
import com.twilio.rest.api.v2010.account.usage.record.Daily;
import com.twilio.rest.api.v2010.account.usage.record.LastMonth;
import com.twilio.rest.api.v2010.account.usage.record.Monthly;
import com.twilio.rest.api.v2010.account.usage.record.ThisMonth;
import com.twilio.rest.api.v2010.account.usage.record.Today;
import com.twilio.rest.api.v2010.account.usage.record.Yearly;
import com.twilio.rest.api.v2010.account.usage.record.Yesterday;
import com.twilio.rest.messaging.v1.Service;
import com.twilio.rest.messaging.v1.Usecase;
import com.twilio.rest.monitor.v1.Alert;
import com.twilio.rest.pricing.v1.messaging.Country;
import com.twilio.rest.trunking.v1.Trunk;
import com.twilio.rest.trunking.v1.trunk.OriginationUrl;
import com.twilio.rest.voice.v1.ByocTrunk;
import com.twilio.rest.voice.v1.ConnectionPolicy;
import com.twilio.rest.voice.v1.connectionpolicy.ConnectionPolicyTarget;
import com.twilio.type.PhoneNumber;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.offhook.testkit.peers.OffhookProcess;
import org.offhook.testkit.peers.Waiting;

/// Every resource of the contract that is built, by the official client library for Java, under the name that
/// docs/compatibility.md gives it. What is created, changed and deleted stands in the tests of each part.
final class JavaSdkResourcesTest {

    private static OffhookProcess server;
    private static TwilioRestClient client;
    private static Furniture its;

    @BeforeAll
    static void start() {
        server = OffhookProcess.setup()
                .configured("number-pool = " + Sdk.POOL)
                .with("--number", Furniture.FROM + "=" + Sdk.STAYS, "--number", Furniture.TO + "=" + Sdk.STAYS)
                .start();
        client = Sdk.client(server);
        its = Furniture.of(server, client);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void everyResourceHasARow() throws IOException {
        assertThat(rows().keySet()).isEqualTo(ContractResources.names());
    }

    @TestFactory
    List<DynamicTest> everyResourceIsRead() {
        return rows().entrySet().stream()
                .map(row -> DynamicTest.dynamicTest(
                        row.getKey(), () -> assertThat(row.getValue().get()).isNotNull()))
                .toList();
    }

    /// The first of the list, once there is one.
    private static <T extends Resource> Supplier<Object> first(Reader<T> reader) {
        return () -> Waiting.forValue("one of them", Sdk.PATIENCE, () -> {
            var found = reader.limit(1).read(client).iterator();
            return found.hasNext() ? found.next() : null;
        });
    }

    private static Map<String, Supplier<Object>> rows() {
        Map<String, Supplier<Object>> rows = new TreeMap<>(account());
        rows.putAll(live());
        rows.putAll(sip());
        rows.putAll(used());
        rows.putAll(messaging());
        rows.putAll(prices());
        return rows;
    }

    private static Map<String, Supplier<Object>> account() {
        Map<String, Supplier<Object>> rows = new TreeMap<>();
        rows.put("Accounts", first(Account.reader()));
        rows.put("Addresses", () -> Address.fetcher(its.address()).fetch(client));
        rows.put("Addresses/DependentPhoneNumbers", first(DependentPhoneNumber.reader(its.address())));
        rows.put("Applications", first(Application.reader()));
        rows.put("AvailablePhoneNumbers", first(AvailablePhoneNumberCountry.reader()));
        rows.put("AvailablePhoneNumbers/Local", first(Local.reader("US")));
        rows.put("AvailablePhoneNumbers/Mobile", first(Mobile.reader("SE")));
        rows.put("AvailablePhoneNumbers/TollFree", first(TollFree.reader("US")));
        rows.put("Balance", () -> Balance.fetcher().fetch(client));
        rows.put("IncomingPhoneNumbers", first(IncomingPhoneNumber.reader()));
        rows.put(
                "IncomingPhoneNumbers/Local",
                first(com.twilio.rest.api.v2010.account.incomingphonenumber.Local.reader()));
        rows.put(
                "IncomingPhoneNumbers/Mobile",
                first(com.twilio.rest.api.v2010.account.incomingphonenumber.Mobile.reader()));
        rows.put(
                "IncomingPhoneNumbers/TollFree",
                first(com.twilio.rest.api.v2010.account.incomingphonenumber.TollFree.reader()));
        rows.put("Keys", first(Key.reader()));
        rows.put("SigningKeys", first(SigningKey.reader()));
        rows.put(
                "OutgoingCallerIds",
                () -> ValidationRequest.creator(Furniture.TO).create(client));
        rows.put("SMS/ShortCodes", first(ShortCode.reader().setShortCode(DIGITS)));
        rows.put("Tokens", () -> Token.creator().setTtl(60).create(client));
        rows.put(
                "accounts/v1/AuthTokens/Secondary",
                () -> SecondaryAuthToken.creator().create(client));
        rows.put("monitor/v1/Alerts", first(Alert.reader()));
        rows.put("monitor/v1/Events", first(com.twilio.rest.monitor.v1.Event.reader()));
        return rows;
    }

    private static Map<String, Supplier<Object>> live() {
        Map<String, Supplier<Object>> rows = new TreeMap<>();
        rows.put("Calls", first(Call.reader()));
        rows.put("Calls/Events", first(Event.reader(its.failed())));
        rows.put(
                "Calls/Notifications", first(com.twilio.rest.api.v2010.account.call.Notification.reader(its.failed())));
        rows.put("Calls/Recordings", first(com.twilio.rest.api.v2010.account.call.Recording.reader(its.live())));
        rows.put(
                "Calls/Streams",
                () -> Stream.creator(its.live(), URI.create("wss://127.0.0.1:1/"))
                        .create(client));
        rows.put(
                "Calls/Transcriptions",
                () -> com.twilio.rest.api.v2010.account.call.Transcription.creator(its.live())
                        .create(client));
        rows.put(
                "Calls/UserDefinedMessageSubscriptions",
                () -> UserDefinedMessageSubscription.creator(its.live(), URI.create("http://127.0.0.1:1/"))
                        .create(client));
        rows.put(
                "Calls/UserDefinedMessages",
                () -> UserDefinedMessage.creator(its.live(), "{}").create(client));
        rows.put("Conferences", () -> Conference.fetcher(its.conference()).fetch(client));
        rows.put("Conferences/Participants", first(Participant.reader(its.conference())));
        rows.put(
                "Conferences/Recordings",
                first(com.twilio.rest.api.v2010.account.conference.Recording.reader(its.conference())));
        rows.put("Messages", () -> Message.fetcher(its.message()).fetch(client));
        rows.put(
                "Messages/Feedback",
                () -> Feedback.creator(its.message())
                        .setOutcome(Feedback.Outcome.UNCONFIRMED)
                        .create(client));
        rows.put("Messages/Media", first(Media.reader(its.message())));
        rows.put("Notifications", first(Notification.reader()));
        rows.put("Queues", () -> Queue.fetcher(its.queue()).fetch(client));
        rows.put("Queues/Members", first(Member.reader(its.queue())));
        rows.put("Recordings", first(Recording.reader()));
        rows.put(
                "Recordings/Transcriptions",
                first(com.twilio.rest.api.v2010.account.recording.Transcription.reader(its.transcribed())));
        rows.put("Transcriptions", first(Transcription.reader()));
        return rows;
    }

    private static Map<String, Supplier<Object>> sip() {
        Map<String, Supplier<Object>> rows = new TreeMap<>();
        rows.put("SIP/CredentialLists", first(CredentialList.reader()));
        rows.put("SIP/CredentialLists/Credentials", first(Credential.reader(its.list())));
        rows.put("SIP/Domains", () -> Domain.fetcher(its.domain()).fetch(client));
        rows.put(
                "SIP/Domains/Auth/Calls/CredentialListMappings",
                first(AuthCallsCredentialListMapping.reader(its.domain())));
        rows.put(
                "SIP/Domains/Auth/Calls/IpAccessControlListMappings",
                first(AuthCallsIpAccessControlListMapping.reader(its.domain())));
        rows.put(
                "SIP/Domains/Auth/Registrations/CredentialListMappings",
                first(AuthRegistrationsCredentialListMapping.reader(its.domain())));
        rows.put("SIP/Domains/CredentialListMappings", first(CredentialListMapping.reader(its.domain())));
        rows.put("SIP/Domains/IpAccessControlListMappings", first(IpAccessControlListMapping.reader(its.domain())));
        rows.put("SIP/IpAccessControlLists", first(IpAccessControlList.reader()));
        rows.put("SIP/IpAccessControlLists/IpAddresses", first(IpAddress.reader(its.places())));
        rows.put("trunking/v1/Trunks", () -> Trunk.fetcher(its.trunk()).fetch(client));
        rows.put(
                "trunking/v1/Trunks/CredentialLists",
                first(com.twilio.rest.trunking.v1.trunk.CredentialList.reader(its.trunk())));
        rows.put(
                "trunking/v1/Trunks/IpAccessControlLists",
                first(com.twilio.rest.trunking.v1.trunk.IpAccessControlList.reader(its.trunk())));
        rows.put("trunking/v1/Trunks/OriginationUrls", first(OriginationUrl.reader(its.trunk())));
        rows.put(
                "trunking/v1/Trunks/PhoneNumbers",
                first(com.twilio.rest.trunking.v1.trunk.PhoneNumber.reader(its.trunk())));
        rows.put(
                "trunking/v1/Trunks/Recording",
                () -> com.twilio.rest.trunking.v1.trunk.Recording.fetcher(its.trunk())
                        .fetch(client));
        return rows;
    }

    private static Map<String, Supplier<Object>> prices() {
        PhoneNumber to = Furniture.TO;
        Map<String, Supplier<Object>> rows = new TreeMap<>();
        rows.put("pricing/v1/Messaging/Countries", first(Country.reader()));
        rows.put(
                "pricing/v1/PhoneNumbers/Countries",
                () -> com.twilio.rest.pricing.v1.phonenumber.Country.fetcher("DE")
                        .fetch(client));
        rows.put(
                "pricing/v1/Voice/Countries",
                () -> com.twilio.rest.pricing.v1.voice.Country.fetcher("DE").fetch(client));
        rows.put(
                "pricing/v1/Voice/Numbers",
                () -> com.twilio.rest.pricing.v1.voice.Number.fetcher(to).fetch(client));
        rows.put(
                "pricing/v2/Trunking/Countries",
                () -> com.twilio.rest.pricing.v2.Country.fetcher("DE").fetch(client));
        rows.put(
                "pricing/v2/Trunking/Numbers",
                () -> com.twilio.rest.pricing.v2.Number.fetcher(to).fetch(client));
        rows.put(
                "pricing/v2/Voice/Countries",
                () -> com.twilio.rest.pricing.v2.voice.Country.fetcher("DE").fetch(client));
        rows.put(
                "pricing/v2/Voice/Numbers",
                () -> com.twilio.rest.pricing.v2.voice.Number.fetcher(to).fetch(client));
        return rows;
    }

    private static Map<String, Supplier<Object>> messaging() {
        Map<String, Supplier<Object>> rows = new TreeMap<>();
        rows.put("messaging/v1/Services", first(Service.reader()));
        rows.put("messaging/v1/Services/Usecases", () -> Usecase.fetcher().fetch(client));
        rows.put("voice/v1/ByocTrunks", first(ByocTrunk.reader()));
        rows.put("voice/v1/ConnectionPolicies", first(ConnectionPolicy.reader()));
        rows.put("voice/v1/ConnectionPolicies/Targets", first(ConnectionPolicyTarget.reader(its.policy())));
        rows.put(
                "messaging/v1/Services/PhoneNumbers",
                first(com.twilio.rest.messaging.v1.service.PhoneNumber.reader(its.service())));
        rows.put(
                "messaging/v1/Services/ShortCodes",
                first(com.twilio.rest.messaging.v1.service.ShortCode.reader(its.service())));
        return rows;
    }

    private static Map<String, Supplier<Object>> used() {
        Map<String, Supplier<Object>> rows = new TreeMap<>();
        rows.put("Usage/Records", first(Record.reader()));
        rows.put("Usage/Records/AllTime", first(AllTime.reader()));
        rows.put("Usage/Records/Daily", first(Daily.reader()));
        rows.put("Usage/Records/LastMonth", first(LastMonth.reader()));
        rows.put("Usage/Records/Monthly", first(Monthly.reader()));
        rows.put("Usage/Records/ThisMonth", first(ThisMonth.reader()));
        rows.put("Usage/Records/Today", first(Today.reader()));
        rows.put("Usage/Records/Yearly", first(Yearly.reader()));
        rows.put("Usage/Records/Yesterday", first(Yesterday.reader()));
        rows.put("Usage/Triggers", first(Trigger.reader()));
        return rows;
    }
}
