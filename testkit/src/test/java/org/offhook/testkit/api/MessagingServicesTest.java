package org.offhook.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.testkit.api.ApiFixture.ALICE;
import static org.offhook.testkit.api.ApiFixture.BOB;
import static org.offhook.testkit.api.ApiFixture.HOME;
import static org.offhook.testkit.api.ApiFixture.NOON;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.offhook.core.assets.Asset;
import org.offhook.core.assets.AssetKinds;
import org.offhook.core.ids.Sid;
import org.offhook.core.messages.SendMessage;
import org.offhook.core.messages.services.Services;
import org.offhook.core.store.Change;
import org.offhook.core.web.Hook;
import org.offhook.testkit.contracts.Samples;
import org.offhook.testkit.http.DirectClient;
import org.offhook.testkit.http.Reply;

/// `/messaging/v1/Services`, and messages that name one.
final class MessagingServicesTest {

    private static final String SERVICES = "/messaging/v1/Services";

    private final ApiFixture fixture = new ApiFixture();
    private final DirectClient alice = fixture.alice;

    private String service(String... more) {
        String[] form = new String[more.length + 2];
        form[0] = "FriendlyName";
        form[1] = "shop";
        System.arraycopy(more, 0, form, 2, more.length);
        Reply made = alice.post(SERVICES, form);
        assertThat(made.status()).isEqualTo(201);
        return made.at("/sid");
    }

    private String number(String number) {
        return alice.post(HOME + "/IncomingPhoneNumbers.json", "PhoneNumber", number)
                .at("/sid");
    }

    private Reply add(String service, String number) {
        return alice.post(SERVICES + "/" + service + "/PhoneNumbers", "PhoneNumberSid", number);
    }

    @Test
    void aServiceHasTheDefaultsOfTheContractAndKeepsWhatIsSet() {
        Reply made = alice.post(SERVICES, "FriendlyName", "shop", "StickySender", "false");
        assertThat(made.at("/sticky_sender")).isEqualTo("false");
        assertThat(made.at("/area_code_geomatch")).isEqualTo("true");
        assertThat(made.at("/validity_period")).isEqualTo("14400");
        Reply changed = alice.post(SERVICES + "/" + made.at("/sid"), "ValidityPeriod", "60");
        assertThat(changed.at("/validity_period")).isEqualTo("60");
        assertThat(changed.at("/friendly_name")).isEqualTo("shop");
        assertThat(alice.post(SERVICES).at("/code")).isEqualTo("20001");
        assertThat(alice.post(SERVICES, "FriendlyName", "x", "InboundRequestUrl", "nowhere")
                        .at("/code"))
                .isEqualTo("21402");
    }

    @Test
    void aNumberIsInOneServiceAtMostAndFreeAgainWhenThatIsDeleted() {
        String number = number("+14155550100");
        String first = service();
        String second = service();
        assertThat(add(first, number).status()).isEqualTo(201);
        assertThat(add(first, number).at("/code")).isEqualTo("21710");
        assertThat(add(second, number).at("/code")).isEqualTo("21712");
        assertThat(alice.get(SERVICES + "/" + first + "/PhoneNumbers").at("/phone_numbers/0/phone_number"))
                .isEqualTo("+14155550100");
        assertThat(alice.get(SERVICES + "/" + first + "/ShortCodes/" + number).status())
                .isEqualTo(404);
        assertThat(alice.delete(SERVICES + "/" + first).status()).isEqualTo(204);
        assertThat(add(second, number).status()).isEqualTo(201);
        assertThat(alice.delete(SERVICES + "/" + second + "/PhoneNumbers/" + number)
                        .status())
                .isEqualTo(204);
        assertThat(alice.get(SERVICES + "/" + second + "/PhoneNumbers/" + number)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aNumberThatWasGivenBackIsInNoServiceAnyMore() {
        String number = number("+14155550100");
        String service = service();
        add(service, number);
        alice.delete(HOME + "/IncomingPhoneNumbers/" + number + ".json");
        assertThat(alice.get(SERVICES + "/" + service + "/PhoneNumbers").json().path("phone_numbers"))
                .isEmpty();
        assertThat(alice.get(SERVICES + "/" + service + "/PhoneNumbers/" + number)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aServiceTakesNoMoreThanItsLimitOfSenders() {
        String service = service();
        for (int i = 0; i < Services.MOST_SENDERS; i++) {
            Map<String, String> values =
                    Map.of("sender", Samples.sid("PN", 1000 + i).value());
            fixture.store.commit(Change.put(
                    AssetKinds.SENDERS, new Asset(Samples.sid("MP", i), ALICE, new Sid(service), values, NOON, NOON)));
        }
        assertThat(add(service, number("+14155550100")).at("/code")).isEqualTo("21714");
    }

    @Test
    void nobodyElsesNumberComesIntoAServiceAndNobodyElseSendsThroughIt() {
        DirectClient bob = fixture.nobody.as(BOB.value(), "bobs-token");
        String bobs = bob.post(
                        "/2010-04-01/Accounts/" + BOB + "/IncomingPhoneNumbers.json", "PhoneNumber", "+14155550109")
                .at("/sid");
        String service = service();
        assertThat(add(service, bobs).at("/code")).isEqualTo("20001");
        assertThat(bob.get(SERVICES + "/" + service).status()).isEqualTo(404);
        assertThat(bob.get(SERVICES).json().path("services")).isEmpty();
        assertThat(bob.post(
                                "/2010-04-01/Accounts/" + BOB + "/Messages.json",
                                "To",
                                "+14155550100",
                                "Body",
                                "text",
                                "MessagingServiceSid",
                                service)
                        .at("/code"))
                .isEqualTo("21701");
    }

    @Test
    void aMessageThroughAServiceTakesItsCallbackAndValidity() {
        String service = service("StatusCallback", "http://app/s", "ValidityPeriod", "60");
        Reply reply = alice.post(
                HOME + "/Messages.json", "To", "+14155550100", "Body", "text", "MessagingServiceSid", service);
        assertThat(reply.status()).isEqualTo(201);
        SendMessage sent = fixture.sent.getFirst();
        assertThat(sent.from()).isEmpty();
        assertThat(sent.service()).extracting("sid").isEqualTo(new Sid(service));
        assertThat(sent.statusCallback()).isEqualTo(new Hook("http://app/s", "POST"));
        assertThat(sent.timing()).extracting("expires").isEqualTo(NOON.plusSeconds(60));
    }
}
