package org.offhook.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.testkit.api.ApiFixture.ALICE;
import static org.offhook.testkit.api.ApiFixture.BOB;
import static org.offhook.testkit.api.ApiFixture.CHILD;
import static org.offhook.testkit.api.ApiFixture.HOME;

import org.junit.jupiter.api.Test;
import org.offhook.core.ids.Sid;
import org.offhook.core.tenancy.Account;
import org.offhook.testkit.http.DirectClient;
import org.offhook.testkit.http.Reply;

/// `AccountSid` of a number: a parent gives it to a sub-account, and takes it back.
final class NumberTransferTest {

    private final ApiFixture fixture = new ApiFixture();
    private final DirectClient alice = fixture.alice;
    private final DirectClient child = fixture.nobody.as(CHILD.value(), "childs-token");

    private static String one(Sid account, String number) {
        return "/2010-04-01/Accounts/" + account + "/IncomingPhoneNumbers/" + number + ".json";
    }

    private String number(String... more) {
        String[] form = new String[more.length + 2];
        form[0] = "PhoneNumber";
        form[1] = "+14155550100";
        System.arraycopy(more, 0, form, 2, more.length);
        return alice.post(HOME + "/IncomingPhoneNumbers.json", form).at("/sid");
    }

    @Test
    void itGoesToTheSubAccountAndBackWithItsUrlsAndWithoutWhatIsOfTheAccount() {
        String application =
                alice.post(HOME + "/Applications.json", "FriendlyName", "desk").at("/sid");
        String trunk = alice.post("/trunking/v1/Trunks").at("/sid");
        String number = number("VoiceUrl", "http://app/voice", "SmsApplicationSid", application, "TrunkSid", trunk);
        String service =
                alice.post("/messaging/v1/Services", "FriendlyName", "shop").at("/sid");
        String pool = "/messaging/v1/Services/" + service + "/PhoneNumbers";
        alice.post(pool, "PhoneNumberSid", number);

        Reply given = alice.post(one(ALICE, number), "AccountSid", CHILD.value());
        assertThat(given.status()).isEqualTo(200);
        assertThat(given.at("/account_sid")).isEqualTo(CHILD.value());
        assertThat(given.at("/voice_url")).isEqualTo("http://app/voice");
        assertThat(given.json().path("sms_application_sid").isNull()).isTrue();
        assertThat(given.json().path("trunk_sid").isNull()).isTrue();
        assertThat(alice.get(pool).json().path("phone_numbers")).isEmpty();
        assertThat(alice.get(one(ALICE, number)).status()).isEqualTo(404);
        assertThat(child.get(one(CHILD, number)).at("/phone_number")).isEqualTo("+14155550100");
        assertThat(fixture.numbers.at("+14155550100").orElseThrow().account()).isEqualTo(CHILD);

        assertThat(alice.post(one(CHILD, number), "AccountSid", ALICE.value()).at("/account_sid"))
                .isEqualTo(ALICE.value());
        assertThat(child.get(one(CHILD, number)).status()).isEqualTo(404);
        assertThat(alice.post(pool, "PhoneNumberSid", number).status()).isEqualTo(201);
    }

    @Test
    void nobodyElseGivesOrGetsIt() {
        String number = number();
        assertThat(alice.post(one(ALICE, number), "AccountSid", BOB.value()).at("/code"))
                .isEqualTo("21473");
        assertThat(alice.post(one(ALICE, number), "AccountSid", "AC1").at("/code"))
                .isEqualTo("21473");
        alice.post(one(ALICE, number), "AccountSid", CHILD.value());
        assertThat(child.post(one(CHILD, number), "AccountSid", ALICE.value()).at("/code"))
                .isEqualTo("21474");
        alice.post(one(CHILD, number), "AccountSid", ALICE.value());
        fixture.account(CHILD, ALICE, "childs-token", Account.Status.SUSPENDED);
        assertThat(alice.post(one(ALICE, number), "AccountSid", CHILD.value()).at("/code"))
                .isEqualTo("21472");
    }
}
