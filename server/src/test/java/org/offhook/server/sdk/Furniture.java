package org.offhook.server.sdk;

import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Address;
import com.twilio.rest.api.v2010.account.Application;
import com.twilio.rest.api.v2010.account.Call;
import com.twilio.rest.api.v2010.account.Conference;
import com.twilio.rest.api.v2010.account.IncomingPhoneNumber;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.api.v2010.account.NewKey;
import com.twilio.rest.api.v2010.account.NewSigningKey;
import com.twilio.rest.api.v2010.account.Queue;
import com.twilio.rest.api.v2010.account.ShortCode;
import com.twilio.rest.api.v2010.account.Transcription;
import com.twilio.rest.api.v2010.account.sip.CredentialList;
import com.twilio.rest.api.v2010.account.sip.Domain;
import com.twilio.rest.api.v2010.account.sip.IpAccessControlList;
import com.twilio.rest.api.v2010.account.sip.credentiallist.Credential;
import com.twilio.rest.api.v2010.account.sip.domain.authtypes.authtypecalls.AuthCallsCredentialListMapping;
import com.twilio.rest.api.v2010.account.sip.domain.authtypes.authtypecalls.AuthCallsIpAccessControlListMapping;
import com.twilio.rest.api.v2010.account.sip.domain.authtypes.authtyperegistrations.AuthRegistrationsCredentialListMapping;
import com.twilio.rest.api.v2010.account.sip.ipaccesscontrollist.IpAddress;
import com.twilio.rest.api.v2010.account.usage.Trigger;
import com.twilio.rest.messaging.v1.Service;
import com.twilio.rest.trunking.v1.Trunk;
import com.twilio.rest.trunking.v1.trunk.OriginationUrl;
import com.twilio.rest.voice.v1.ByocTrunk;
import com.twilio.rest.voice.v1.ConnectionPolicy;
import com.twilio.rest.voice.v1.connectionpolicy.ConnectionPolicyTarget;
import com.twilio.type.PhoneNumber;
import com.twilio.type.Twiml;
import java.net.URI;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.offhook.testkit.peers.OffhookProcess;
import org.offhook.testkit.peers.Waiting;

/// One of everything in an account, made by the client library for Java: Sids.
///
/// @param failed      a call whose document is none
/// @param live        a call in progress that is recorded
/// @param transcribed a recording with a transcription
record Furniture(
        String address,
        String message,
        String failed,
        String live,
        String conference,
        String queue,
        String transcribed,
        String list,
        String places,
        String domain,
        String trunk,
        String service,
        String policy) {

    static final PhoneNumber FROM = new PhoneNumber("+14155551000");
    static final PhoneNumber TO = new PhoneNumber("+14155551001");
    static final String DIGITS = "72345";

    private static final String NAME = "one of everything";

    static Furniture of(OffhookProcess server, TwilioRestClient client) {
        server.rest().post("/SMS/ShortCodes.json", "ShortCode", DIGITS);
        String address = Address.creator("Acme", "Main St 1", "Springfield", "IL", "62701", "US")
                .create(client)
                .getSid();
        IncomingPhoneNumber number = IncomingPhoneNumber.creator(new PhoneNumber("+14155557700"))
                .setAddressSid(address)
                .create(client);
        Application.creator().setFriendlyName(NAME).create(client);
        NewKey.creator().create(client);
        NewSigningKey.creator().create(client);
        Trigger.creator(URI.create("http://127.0.0.1:1/"), "1000", "calls").create(client);
        String list = CredentialList.creator(NAME).create(client).getSid();
        Credential.creator(list, "one", "Correct1Horse2Battery").create(client);
        String places = IpAccessControlList.creator(NAME).create(client).getSid();
        IpAddress.creator(places, "one", "192.0.2.77").create(client);
        String message = Message.creator(TO, FROM, List.of(URI.create("http://127.0.0.1/a.png")))
                .create(client)
                .getSid();
        String failed = Call.creator(TO, FROM, URI.create("http://127.0.0.1:" + server.httpPort() + "/health"))
                .create(client)
                .getSid();
        says(client, "<Record transcribe='true' playBeep='false' trim='do-not-trim' maxLength='3' timeout='0'/>");
        for (int i = 0; i < 2; i++) {
            says(client, "<Dial><Conference record='record-from-start'>all of it</Conference></Dial>");
        }
        says(client, "<Enqueue waitUrl=''>all of it</Enqueue>");
        String live = says(client, "<Pause length='60'/>");
        Sdk.await(client, live, Call.Status.IN_PROGRESS);
        com.twilio.rest.api.v2010.account.call.Recording.creator(live).create(client);
        return new Furniture(
                address,
                message,
                failed,
                live,
                there(() -> {
                    var found = Conference.reader()
                            .setStatus(Conference.Status.IN_PROGRESS)
                            .read(client)
                            .iterator();
                    return found.hasNext() ? found.next().getSid() : null;
                }),
                there(() -> {
                    var found = Queue.reader().read(client).iterator();
                    return found.hasNext() ? found.next().getSid() : null;
                }),
                there(() -> {
                    var found = Transcription.reader().read(client).iterator();
                    return found.hasNext() ? found.next().getRecordingSid() : null;
                }),
                list,
                places,
                domain(client, list, places),
                trunk(client, list, places, number.getSid()),
                service(client, number.getSid()),
                policy(client));
    }

    private static String domain(TwilioRestClient client, String list, String places) {
        String domain = Domain.creator("everything.example.net").create(client).getSid();
        AuthCallsCredentialListMapping.creator(domain, list).create(client);
        AuthCallsIpAccessControlListMapping.creator(domain, places).create(client);
        AuthRegistrationsCredentialListMapping.creator(domain, list).create(client);
        return domain;
    }

    private static String trunk(TwilioRestClient client, String list, String places, String number) {
        String trunk =
                Trunk.creator().setDomainName("all.example.net").create(client).getSid();
        OriginationUrl.creator(trunk, 1, 1, true, "one", URI.create("sip:all.example.net"))
                .create(client);
        com.twilio.rest.trunking.v1.trunk.CredentialList.creator(trunk, list).create(client);
        com.twilio.rest.trunking.v1.trunk.IpAccessControlList.creator(trunk, places)
                .create(client);
        com.twilio.rest.trunking.v1.trunk.PhoneNumber.creator(trunk, number).create(client);
        return trunk;
    }

    private static String policy(TwilioRestClient client) {
        String policy = ConnectionPolicy.creator().create(client).getSid();
        ConnectionPolicyTarget.creator(policy, URI.create("sip:carrier.example.net"))
                .create(client);
        ByocTrunk.creator().setConnectionPolicySid(policy).create(client);
        return policy;
    }

    private static String service(TwilioRestClient client, String number) {
        String service = Service.creator(NAME).create(client).getSid();
        com.twilio.rest.messaging.v1.service.PhoneNumber.creator(service, number)
                .create(client);
        String code = ShortCode.reader()
                .setShortCode(DIGITS)
                .read(client)
                .iterator()
                .next()
                .getSid();
        com.twilio.rest.messaging.v1.service.ShortCode.creator(service, code).create(client);
        return service;
    }

    private static String says(TwilioRestClient client, String verbs) {
        return Call.creator(TO, FROM, new Twiml("<Response>" + verbs + "</Response>"))
                .create(client)
                .getSid();
    }

    private static String there(Supplier<@Nullable String> sid) {
        return Waiting.forValue("one of everything", Sdk.PATIENCE, sid);
    }
}
