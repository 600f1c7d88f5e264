package org.offhook.testkit.api;

import static org.offhook.testkit.api.ApiFixture.ALICE;
import static org.offhook.testkit.api.ApiFixture.HOME;
import static org.offhook.testkit.api.ApiFixture.NOON;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.offhook.core.assets.Asset;
import org.offhook.core.assets.AssetKinds;
import org.offhook.core.calls.Call;
import org.offhook.core.calls.CallStatus;
import org.offhook.core.conferences.Conference;
import org.offhook.core.conferences.Participant;
import org.offhook.core.events.Event;
import org.offhook.core.events.EventType;
import org.offhook.core.ids.Sid;
import org.offhook.core.messages.Message;
import org.offhook.core.notifications.Notification;
import org.offhook.core.recordings.Recording;
import org.offhook.core.signalling.register.Domain;
import org.offhook.core.store.Change;
import org.offhook.core.transcriptions.Transcription;
import org.offhook.testkit.contracts.Samples;
import org.offhook.testkit.http.Reply;

/// The API with one of everything in Alice's account, so that every route about something that is there can be
/// walked.
final class Furnished {

    final ApiFixture fixture = new ApiFixture();
    /// The Sid of the one, by the beginning of the paths it is at.
    private final Map<String, String> sids = new LinkedHashMap<>();

    Furnished() {
        Sid call = ApiFixture.call(1, Map.of()).sid();
        keep("Calls", Change.put(Call.KIND, ApiFixture.call(1, Map.of("status", CallStatus.COMPLETED))), call);
        fixture.store.commit(Change.append(new Event(
                Samples.sid("EV", 1), ALICE, call, 0, NOON, EventType.WEBHOOK, Map.of("url", "http://app/"))));
        Sid message = ApiFixture.message(1, Map.of()).sid();
        keep(
                "Messages",
                Change.put(
                        Message.KIND,
                        ApiFixture.message(
                                1, Map.of("status", Message.Status.DELIVERED, "media", List.of("http://app/a.png")))),
                message);
        Sid recording = Samples.sid("RE", 1);
        keep("Recordings", Change.put(Recording.KIND, recording(recording, call)), recording);
        Sid notification = Samples.sid("NO", 1);
        keep(
                "Notifications",
                Change.put(
                        Notification.KIND,
                        Samples.make(
                                Notification.KIND,
                                1,
                                true,
                                Map.of("sid", notification, "account", ALICE, "subject", call, "created", NOON))),
                notification);
        Sid transcription = Samples.sid("TR", 1);
        Map<String, Object> spoken =
                Map.of("sid", transcription, "account", ALICE, "recording", recording, "call", call, "created", NOON);
        keep(
                "Transcriptions",
                Change.put(Transcription.KIND, Samples.make(Transcription.KIND, 1, true, spoken)),
                transcription);
        sids.put("Recordings/*/Transcriptions", transcription.value());
        sids.put("Alerts", notification.value());
        for (int i = 0; i < 10; i++) {
            fixture.bans.wrong(
                    new Domain("phones.example", "phones", ALICE, true, false, true), "phone", "203.0.113.7", 0);
        }
        sids.put("Bans", fixture.bans.list(0).getFirst().sid().value());
        fixture.alice.post(
                "/v1/Accounts/" + ALICE + "/Settings",
                "SensitiveParameters",
                "Pin",
                "AllowedDestinations",
                "+1",
                "BarredDestinations",
                "+1900");
        Sid conference = Samples.sid("CF", 1);
        keep(
                "Conferences",
                Change.put(
                        Conference.KIND,
                        Samples.make(
                                Conference.KIND,
                                1,
                                true,
                                Map.of("sid", conference, "account", ALICE, "created", NOON))),
                conference);
        Sid participant = Samples.sid("PP", 1);
        Map<String, Object> given =
                Map.of("sid", participant, "account", ALICE, "conference", conference, "call", call, "created", NOON);
        keep(
                "Conferences/*/Participants",
                Change.put(Participant.KIND, Samples.make(Participant.KIND, 1, true, given)),
                call);
        Sid callerId = Samples.sid("PN", 7);
        Map<String, String> values = Map.of("phone_number", "+14158675309", "friendly_name", "Jenny");
        keep(
                "OutgoingCallerIds",
                Change.put(AssetKinds.CALLER_IDS, new Asset(callerId, ALICE, null, values, NOON, NOON)),
                callerId);
        make("Queues", "FriendlyName", "support");
        make("Applications", "FriendlyName", "app");
        make(
                "Addresses",
                "CustomerName",
                "Acme",
                "Street",
                "Main St",
                "City",
                "Springfield",
                "Region",
                "IL",
                "PostalCode",
                "62701",
                "IsoCountry",
                "US");
        make("IncomingPhoneNumbers", "PhoneNumber", "+14155550100", "AddressSid", sids.get("Addresses"));
        make("SMS/ShortCodes", "ShortCode", "72345", "SmsUrl", "http://app/sms");
        sids.put(
                "Messages/*/Media",
                fixture.alice.get(HOME + "/Messages/" + message + "/Media.json").at("/media_list/0/sid"));
        has("Registrations", fixture.registered("bob").value());
        make("Usage/Triggers", "CallbackUrl", "http://app/", "TriggerValue", "10", "UsageCategory", "calls");
        make("Keys");
        make("SigningKeys");
        make("SIP/Domains", "DomainName", "office.example.net");
        has("DomainProofs", String.valueOf(sids.get("SIP/Domains")));
        make("SIP/CredentialLists", "FriendlyName", "phones");
        make("SIP/CredentialLists/*/Credentials", "Username", "bob", "Password", "Correct1Horse2Battery");
        make("SIP/IpAccessControlLists", "FriendlyName", "lan");
        make("SIP/IpAccessControlLists/*/IpAddresses", "FriendlyName", "lo", "IpAddress", "192.0.2.7");
        for (String way : List.of("CredentialList", "IpAccessControlList")) {
            String list = sids.get("SIP/" + way + "s");
            make("SIP/Domains/*/Auth/Calls/" + way + "Mappings", way + "Sid", list);
            sids.put("SIP/Domains/*/" + way + "Mappings", list);
        }
        String list = sids.get("SIP/CredentialLists");
        make("SIP/Domains/*/Auth/Registrations/CredentialListMappings", "CredentialListSid", list);
        trunk(list);
        service();
    }

    private void byoc() {
        String policies = "/voice/v1/ConnectionPolicies";
        String policy = fixture.alice.post(policies, "FriendlyName", "one").at("/sid");
        has("voice/v1/ConnectionPolicies", policy);
        has(
                "voice/v1/ConnectionPolicies/*/Targets",
                fixture.alice
                        .post(policies + "/" + policy + "/Targets", "Target", "sip:carrier.example.net")
                        .at("/sid"));
        has(
                "voice/v1/ByocTrunks",
                fixture.alice
                        .post("/voice/v1/ByocTrunks", "ConnectionPolicySid", policy)
                        .at("/sid"));
    }

    private void service() {
        String services = "/messaging/v1/Services";
        String service = fixture.alice.post(services, "FriendlyName", "shop").at("/sid");
        has("messaging/v1/Services", service);
        byoc();
        String number = sids.get("IncomingPhoneNumbers");
        String code = sids.get("SMS/ShortCodes");
        fixture.alice.post(services + "/" + service + "/PhoneNumbers", "PhoneNumberSid", number);
        fixture.alice.post(services + "/" + service + "/ShortCodes", "ShortCodeSid", code);
        has("messaging/v1/Services/*/PhoneNumbers", number);
        has("messaging/v1/Services/*/ShortCodes", code);
        has("monitor/v1/Events", fixture.alice.get("/monitor/v1/Events").at("/events/0/sid"));
    }

    private void trunk(String list) {
        String trunks = "/trunking/v1/Trunks";
        String trunk =
                fixture.alice.post(trunks, "DomainName", "pbx.example.net").at("/sid");
        has("trunking/v1/Trunks", trunk);
        String own = trunks + "/" + trunk;
        has(
                "trunking/v1/Trunks/*/OriginationUrls",
                fixture.alice
                        .post(own + "/OriginationUrls", "FriendlyName", "pbx", "SipUrl", "sip:pbx.example.net")
                        .at("/sid"));
        String places = sids.get("SIP/IpAccessControlLists");
        String number = sids.get("IncomingPhoneNumbers");
        fixture.alice.post(own + "/CredentialLists", "CredentialListSid", list);
        fixture.alice.post(own + "/IpAccessControlLists", "IpAccessControlListSid", places);
        fixture.alice.post(own + "/PhoneNumbers", "PhoneNumberSid", number);
        has("trunking/v1/Trunks/*/CredentialLists", list);
        has("trunking/v1/Trunks/*/IpAccessControlLists", places);
        has("trunking/v1/Trunks/*/PhoneNumbers", number);
    }

    /// The template with the Sids of what is there, or with one of nothing where there is no such thing.
    String target(String template) {
        StringBuilder filled = new StringBuilder();
        StringBuilder walked = new StringBuilder();
        for (String segment : template.substring(1).split("/")) {
            filled.append('/');
            if (segment.equals("{CountryCode}") || segment.equals("{IsoCountry}")) {
                filled.append("US");
                walked.append("/*");
            } else if (segment.endsWith("Number}")) {
                filled.append("+14155550100");
                walked.append("/*");
            } else if (segment.equals("{AccountSid}")) {
                filled.append(ALICE);
                walked.setLength(0);
            } else if (segment.startsWith("{")) {
                String sid = sids.getOrDefault(walked.toString(), sids.get(lastOf(walked)));
                filled.append(sid == null ? Samples.sid("ZZ", 1).value() : sid);
                walked.append(walked.isEmpty() ? "" : "/").append('*');
            } else {
                filled.append(segment);
                walked.append(walked.isEmpty() ? "" : "/").append(segment);
            }
        }
        return filled.toString();
    }

    /// `Calls/*/Notifications` is one of the account's `Notifications`.
    private static String lastOf(StringBuilder walked) {
        return walked.substring(walked.lastIndexOf("/") + 1);
    }

    void has(String path, String sid) {
        sids.put(path, sid);
    }

    private void keep(String path, Change change, Sid sid) {
        fixture.store.commit(change);
        sids.put(path, sid.value());
    }

    private void make(String path, String... form) {
        StringBuilder target = new StringBuilder(HOME);
        StringBuilder walked = new StringBuilder();
        for (String segment : path.split("/")) {
            target.append('/').append(segment.equals("*") ? sids.get(walked.toString()) : segment);
            walked.append(walked.isEmpty() ? "" : "/").append(segment);
        }
        Reply reply = fixture.alice.post(target + ".json", form);
        if (reply.status() >= 300) {
            throw new IllegalStateException(path + ": " + reply.text());
        }
        sids.put(path, reply.at("/sid"));
    }

    private static Recording recording(Sid sid, Sid call) {
        return Samples.make(
                Recording.KIND,
                1,
                true,
                Map.of(
                        "sid", sid,
                        "account", ALICE,
                        "call", call,
                        "conference", Samples.sid("CF", 1),
                        "created", NOON,
                        "status", Recording.Status.COMPLETED,
                        "duration", Duration.ofSeconds(1)));
    }
}
