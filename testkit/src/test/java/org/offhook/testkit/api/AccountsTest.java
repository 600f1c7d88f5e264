package org.offhook.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.testkit.api.ApiFixture.ALICE;
import static org.offhook.testkit.api.ApiFixture.BOB;
import static org.offhook.testkit.api.ApiFixture.CHILD;
import static org.offhook.testkit.api.ApiFixture.HOME;

import org.junit.jupiter.api.Test;
import org.offhook.api.http.Headers;
import org.offhook.api.http.Request;
import org.offhook.testkit.http.DirectClient;
import org.offhook.testkit.http.Reply;

/// Accounts, sub-accounts, tokens and keys: who opens what, and for how long.
final class AccountsTest {

    private static final String ACCOUNTS = "/2010-04-01/Accounts.json";

    private final ApiFixture fixture = new ApiFixture();
    private final DirectClient child = fixture.nobody.as(CHILD.value(), "childs-token");

    @Test
    void aSubAccountIsMadeListedAndSignsInByItself() {
        Reply made = fixture.alice.post(ACCOUNTS, "FriendlyName", "branch");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.at("/owner_account_sid")).isEqualTo(ALICE.value());
        String uri = made.at("/uri");
        assertThat(fixture.nobody
                        .as(made.at("/sid"), made.at("/auth_token"))
                        .get(uri)
                        .at("/friendly_name"))
                .isEqualTo("branch");
        assertThat(fixture.alice.get(ACCOUNTS).json().get("accounts").findValuesAsText("sid"))
                .contains(ALICE.value(), CHILD.value(), made.at("/sid"))
                .doesNotContain(BOB.value());
        assertThat(fixture.alice.get(ACCOUNTS + "?FriendlyName=branch").json().get("accounts"))
                .hasSize(1);
    }

    @Test
    void aSubAccountHasNoneOfItsOwnAndSeesOnlyItself() {
        assertThat(child.post(ACCOUNTS).status()).isEqualTo(403);
        assertThat(child.get(ACCOUNTS).json().get("accounts").findValuesAsText("sid"))
                .containsExactly(CHILD.value());
    }

    @Test
    void aSuspendedSubAccountIsSeenByItsParentAndDoesNothing() {
        String one = "/2010-04-01/Accounts/" + CHILD;
        assertThat(fixture.alice.post(one + ".json", "Status", "suspended").at("/status"))
                .isEqualTo("suspended");
        assertThat(child.get(one + ".json").at("/code")).isEqualTo("20005");
        assertThat(fixture.alice.get(one + "/Calls.json").status()).isEqualTo(200);
        Reply refused = fixture.alice.post(one + "/IncomingPhoneNumbers.json", "PhoneNumber", "+14155550100");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(fixture.alice.post(one + ".json", "Status", "active").status())
                .isEqualTo(200);
        assertThat(child.get(one + ".json").status()).isEqualTo(200);
    }

    @Test
    void closingASubAccountReleasesItsNumbers() {
        String numbers = "/2010-04-01/Accounts/" + CHILD + "/IncomingPhoneNumbers.json";
        assertThat(fixture.alice.post(numbers, "PhoneNumber", "+14155550142").status())
                .isEqualTo(201);

        fixture.alice.post("/2010-04-01/Accounts/" + CHILD + ".json", "Status", "closed");

        assertThat(fixture.alice
                        .post(HOME + "/IncomingPhoneNumbers.json", "PhoneNumber", "+14155550142")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void closingIsForGoodAndTheStatusOfAParentStays() {
        String one = "/2010-04-01/Accounts/" + CHILD + ".json";
        assertThat(fixture.alice.post(one, "Status", "closed").at("/status")).isEqualTo("closed");
        assertThat(fixture.alice.post(one, "Status", "active").at("/code")).isEqualTo("21479");
        assertThat(fixture.alice.post(HOME + ".json", "Status", "suspended").at("/code"))
                .isEqualTo("21477");
        assertThat(fixture.alice.post(HOME + ".json", "Status", "asleep").at("/code"))
                .isEqualTo("21475");
        assertThat(fixture.alice
                        .post(HOME + ".json", "FriendlyName", "Alice & Co")
                        .at("/friendly_name"))
                .isEqualTo("Alice & Co");
    }

    @Test
    void aSubAccountDoesNotWakeItself() {
        assertThat(child.post("/2010-04-01/Accounts/" + CHILD + ".json", "Status", "closed")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void withItsParentASubAccountSleeps() {
        fixture.account(ALICE, null, "alices-token", org.offhook.core.tenancy.Account.Status.SUSPENDED);
        assertThat(child.get("/2010-04-01/Accounts/" + CHILD + ".json").at("/code"))
                .isEqualTo("20005");
    }

    @Test
    void aSecondTokenOpensBesideTheFirstAndReplacesItWhenPromoted() {
        Reply second = fixture.alice.post("/accounts/v1/AuthTokens/Secondary");
        assertThat(second.status()).isEqualTo(201);
        DirectClient bySecond = fixture.nobody.as(ALICE.value(), second.at("/secondary_auth_token"));
        assertThat(bySecond.get(HOME + ".json").status()).isEqualTo(200);
        assertThat(fixture.alice.get(HOME + ".json").status()).isEqualTo(200);

        Reply promoted =
                bySecond.send(Request.of("POST", "/v1/AuthTokens/Promote", Headers.of("Host", "accounts.example.net")));
        assertThat(promoted.at("/auth_token")).isEqualTo(second.at("/secondary_auth_token"));
        assertThat(fixture.alice.get(HOME + ".json").status()).isEqualTo(401);
        assertThat(bySecond.get(HOME + ".json").at("/auth_token")).isEqualTo(second.at("/secondary_auth_token"));
        assertThat(bySecond.post("/accounts/v1/AuthTokens/Promote").status()).isEqualTo(400);
    }

    @Test
    void aSecondTokenThatIsRemovedOpensNothing() {
        Reply second = fixture.alice.post("/accounts/v1/AuthTokens/Secondary");
        assertThat(fixture.alice.delete("/accounts/v1/AuthTokens/Secondary").status())
                .isEqualTo(204);
        assertThat(fixture.nobody
                        .as(ALICE.value(), second.at("/secondary_auth_token"))
                        .get(HOME + ".json")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aKeySignsInUntilItIsDeletedAndIsShownItsSecretOnce() {
        Reply made = fixture.alice.post(HOME + "/Keys.json", "FriendlyName", "robot");
        assertThat(made.status()).isEqualTo(201);
        String sid = made.at("/sid");
        assertThat(sid).startsWith("SK");
        assertThat(made.at("/secret")).hasSize(32);
        assertThat(fixture.alice.get(HOME + "/Keys/" + sid + ".json").json().has("secret"))
                .isFalse();
        assertThat(fixture.alice
                        .post(HOME + "/Keys/" + sid + ".json", "FriendlyName", "rob")
                        .at("/friendly_name"))
                .isEqualTo("rob");

        DirectClient robot = fixture.nobody.as(sid, made.at("/secret"));
        assertThat(robot.get(HOME + "/Calls.json").status()).isEqualTo(200);
        assertThat(robot.get("/2010-04-01/Accounts/" + CHILD + "/Calls.json").status())
                .isEqualTo(200);
        assertThat(robot.get("/2010-04-01/Accounts/" + BOB + "/Calls.json").status())
                .isEqualTo(404);
        assertThat(fixture.nobody.as(sid, "wrong").get(HOME + "/Calls.json").status())
                .isEqualTo(401);

        assertThat(fixture.alice.delete(HOME + "/Keys/" + sid + ".json").status())
                .isEqualTo(204);
        assertThat(robot.get(HOME + "/Calls.json").status()).isEqualTo(401);
    }

    @Test
    void aKeyDoesNotOpenAccountsAndKeys() {
        Reply made = fixture.alice.post(HOME + "/SigningKeys.json");
        DirectClient robot = fixture.nobody.as(made.at("/sid"), made.at("/secret"));
        for (String path : new String[] {ACCOUNTS, HOME + ".json", HOME + "/Keys.json", HOME + "/SigningKeys.json"}) {
            assertThat(robot.get(path).at("/code")).as(path).isEqualTo("20403");
        }
        assertThat(robot.post(HOME + "/Keys.json").status()).isEqualTo(403);
        assertThat(robot.post("/accounts/v1/AuthTokens/Secondary").status()).isEqualTo(403);
    }
}
