package org.offhook.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.testkit.api.ApiFixture.HOME;

import org.junit.jupiter.api.Test;
import org.offhook.core.web.Hook;
import org.offhook.testkit.http.Reply;

/// Resources that an account sets up: applications, addresses, SIP domains and their lists.
final class KeptTest {

    private static final String GOOD = "Correct1Horse2Battery";

    private final ApiFixture fixture = new ApiFixture();

    @Test
    void anApplicationIsMadeShownChangedFoundAndDeleted() {
        Reply made = fixture.alice.post(
                HOME + "/Applications.json", "FriendlyName", "app", "VoiceUrl", "http://app/voice", "Unheard", "of");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.at("/voice_method")).isEqualTo("POST");
        assertThat(made.json().get("sms_url").isNull()).isTrue();
        assertThat(made.json().get("voice_caller_id_lookup").isBoolean()).isTrue();
        String uri = made.at("/uri");
        assertThat(fixture.alice.get(uri).text()).isEqualTo(made.text());
        Reply changed = fixture.alice.post(uri, "VoiceUrl", "", "SmsUrl", "http://app/sms", "VoiceMethod", "GET");
        assertThat(changed.json().get("voice_url").isNull()).isTrue();
        assertThat(changed.at("/sms_url")).isEqualTo("http://app/sms");
        assertThat(changed.at("/voice_method")).isEqualTo("GET");
        assertThat(changed.at("/friendly_name")).isEqualTo("app");
        assertThat(fixture.alice
                        .get(HOME + "/Applications.json?FriendlyName=app")
                        .json()
                        .get("applications"))
                .hasSize(1);
        assertThat(fixture.alice
                        .get(HOME + "/Applications.json?FriendlyName=other")
                        .json()
                        .get("applications"))
                .isEmpty();
        assertThat(fixture.alice.get(uri.replace(".json", "")).text()).contains("<Application><Sid>AP");
        assertThat(fixture.alice.delete(uri).status()).isEqualTo(204);
        assertThat(fixture.alice.get(uri).status()).isEqualTo(404);
    }

    @Test
    void whatIsWrongIsToldByItsCode() {
        assertThat(code("/Applications.json", "VoiceUrl", "nowhere")).isEqualTo("21402");
        assertThat(code("/Applications.json", "VoiceMethod", "PUT")).isEqualTo("21403");
        assertThat(code("/Applications.json", "VoiceFallbackUrl", "http://app/f"))
                .isEqualTo("21405");
        assertThat(code("/Applications.json", "FriendlyName", "x".repeat(65))).isEqualTo("20002");
        assertThat(code("/Addresses.json", "City", "Oslo")).isEqualTo("21628");
        assertThat(code("/SIP/Domains.json", "DomainName", "under_score")).isEqualTo("21232");
        assertThat(code("/SIP/CredentialLists.json")).isEqualTo("21240");
    }

    @Test
    void aNumberIsAnsweredByItsApplication() {
        String application = fixture.alice
                .post(HOME + "/Applications.json", "VoiceUrl", "http://app/voice", "SmsUrl", "http://app/sms")
                .at("/sid");
        Reply number = fixture.alice.post(
                HOME + "/IncomingPhoneNumbers.json",
                "PhoneNumber",
                "+14155550100",
                "VoiceUrl",
                "http://own/voice",
                "SmsUrl",
                "http://own/sms",
                "VoiceApplicationSid",
                application);
        assertThat(number.at("/voice_application_sid")).isEqualTo(application);
        assertThat(number.at("/voice_url")).isEqualTo("http://own/voice");
        assertThat(fixture.numbers.at("+14155550100").orElseThrow().voice())
                .isEqualTo(new Hook("http://app/voice", "POST"));
        assertThat(fixture.numbers.at("+14155550100").orElseThrow().message())
                .isEqualTo(new Hook("http://own/sms", "POST"));
        fixture.alice.post(number.at("/uri"), "VoiceApplicationSid", "");
        assertThat(fixture.numbers.at("+14155550100").orElseThrow().voice())
                .isEqualTo(new Hook("http://own/voice", "POST"));
        assertThat(fixture.alice
                        .post(number.at("/uri"), "SmsApplicationSid", "AP" + "0".repeat(32))
                        .at("/code"))
                .isEqualTo("21420");
    }

    @Test
    void aCallIsPlacedWithAnApplication() {
        String application = fixture.alice
                .post(
                        HOME + "/Applications.json",
                        "VoiceUrl",
                        "http://app/voice",
                        "VoiceMethod",
                        "GET",
                        "StatusCallback",
                        "http://app/status")
                .at("/sid");
        fixture.alice.post(
                HOME + "/Calls.json", "To", "sip:a@b", "From", "c", "ApplicationSid", application, "Url", "http://no/");
        assertThat(fixture.placed.getFirst().document()).isEqualTo(new Hook("http://app/voice", "GET"));
        assertThat(fixture.placed.getFirst().statusCallback()).isEqualTo(new Hook("http://app/status", "POST"));
        assertThat(code("/Calls.json", "To", "sip:a@b", "From", "c", "ApplicationSid", "AP" + "0".repeat(32)))
                .isEqualTo("21218");
    }

    @Test
    void aCredentialNeedsAGoodPasswordWhichIsNeverShown() {
        String lists = HOME + "/SIP/CredentialLists";
        String list =
                fixture.alice.post(lists + ".json", "FriendlyName", "phones").at("/sid");
        String credentials = lists + "/" + list + "/Credentials.json";
        for (String bad : new String[] {"short1A", "alllowercase1234", "NoDigitsAtAllHere", ""}) {
            assertThat(fixture.alice
                            .post(credentials, "Username", "bob", "Password", bad)
                            .at("/code"))
                    .isEqualTo("21243");
        }
        Reply made = fixture.alice.post(credentials, "Username", "bob", "Password", GOOD);
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text()).doesNotContain(GOOD).doesNotContain("password");
        assertThat(made.at("/credential_list_sid")).isEqualTo(list);
        assertThat(fixture.alice
                        .post(credentials, "Username", "bob", "Password", GOOD)
                        .at("/code"))
                .isEqualTo("21243");
        Reply renamed = fixture.alice.post(made.at("/uri"), "Username", "alice", "Password", "Other9Secret8Word");
        assertThat(renamed.at("/username")).isEqualTo("bob");
        assertThat(fixture.alice.get(credentials).json().get("credentials")).hasSize(1);
        String other =
                fixture.alice.post(lists + ".json", "FriendlyName", "others").at("/sid");
        assertThat(fixture.alice.get(made.at("/uri").replace(list, other)).status())
                .isEqualTo(404);
        assertThat(fixture.alice.post(lists + ".json", "FriendlyName", "phones").at("/code"))
                .isEqualTo("21240");
    }

    @Test
    void aDomainUsesListsAndKeepsThemFromBeingDeleted() {
        String domain = fixture.alice
                .post(HOME + "/SIP/Domains.json", "DomainName", "Office.sip.example.net", "SipRegistration", "true")
                .at("/uri")
                .replace(".json", "");
        assertThat(fixture.alice.get(domain + ".json").at("/domain_name")).isEqualTo("office.sip.example.net");
        fixture.alice.post("/trunking/v1/Trunks", "DomainName", "pbx.example.net");
        assertThat(code("/SIP/Domains.json", "DomainName", "PBX.example.net")).isEqualTo("21232");
        assertThat(code("/SIP/Domains.json", "DomainName", "office.sip.example.net"))
                .isEqualTo("21232");
        Reply list = fixture.alice.post(HOME + "/SIP/IpAccessControlLists.json", "FriendlyName", "lan");
        String addresses = list.at("/subresource_uris/ip_addresses");
        assertThat(fixture.alice
                        .post(addresses, "FriendlyName", "x", "IpAddress", "300.1.1.1")
                        .at("/code"))
                .isEqualTo("21238");
        Reply address = fixture.alice.post(addresses, "FriendlyName", "x", "IpAddress", "192.0.2.7");
        assertThat(address.json().get("cidr_prefix_length").isInt()).isTrue();

        for (String way : new String[] {"/Auth/Calls/IpAccessControlListMappings", "/IpAccessControlListMappings"}) {
            Reply mapped = fixture.alice.post(domain + way + ".json", "IpAccessControlListSid", list.at("/sid"));
            assertThat(mapped.status()).isEqualTo(201);
            assertThat(mapped.at("/sid")).isEqualTo(list.at("/sid"));
        }
        assertThat(fixture.alice
                        .get(domain + "/Auth/Calls/IpAccessControlListMappings.json")
                        .json()
                        .get("contents"))
                .hasSize(1);
        assertThat(fixture.alice.get(domain + ".json").at("/auth_type")).isEqualTo("IP_ACL");
        assertThat(fixture.alice.delete(list.at("/uri")).at("/code")).isEqualTo("21236");
        String mapping = domain + "/Auth/Calls/IpAccessControlListMappings/" + list.at("/sid") + ".json";
        assertThat(fixture.alice.get(mapping).at("/friendly_name")).isEqualTo("lan");
        assertThat(fixture.alice.delete(mapping).status()).isEqualTo(204);
        assertThat(fixture.alice.get(mapping).status()).isEqualTo(404);
        assertThat(fixture.alice.delete(list.at("/uri")).status()).isEqualTo(204);
        assertThat(fixture.alice
                        .post(domain + "/Auth/Registrations/CredentialListMappings.json", "CredentialListSid", "CL1")
                        .at("/code"))
                .isEqualTo("21231");
    }

    private String code(String path, String... form) {
        return fixture.alice.post(HOME + path, form).at("/code");
    }
}
