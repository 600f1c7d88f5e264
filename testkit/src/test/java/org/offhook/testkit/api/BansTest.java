package org.offhook.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.testkit.api.ApiFixture.ALICE;
import static org.offhook.testkit.api.ApiFixture.BOB;

import org.junit.jupiter.api.Test;
import org.offhook.core.ids.Sid;
import org.offhook.core.signalling.register.Domain;
import org.offhook.testkit.http.DirectClient;
import org.offhook.testkit.http.Reply;

/// `/v1/Accounts/{AccountSid}/Bans`: who guessed passwords; Alice is the operator.
final class BansTest {

    private static final Domain BOBS = new Domain("bob.example", BOB.value(), BOB, true, false, true);
    private static final String GUESSER = "203.0.113.7";

    private final ApiFixture fixture = new ApiFixture();
    private final DirectClient bob = fixture.nobody.as(BOB.value(), "bobs-token");

    private static String bans(Sid account) {
        return "/v1/Accounts/" + account + "/Bans";
    }

    private void guess(String user, int times) {
        for (int i = 0; i < times; i++) {
            fixture.bans.wrong(BOBS, user, GUESSER, 0);
        }
    }

    @Test
    void whoGuessedTooOftenIsListedAndLetInAgain() {
        guess("phone", 9);
        assertThat(bob.get(bans(BOB)).json().get("bans")).isEmpty();
        guess("phone", 1);
        assertThat(fixture.bans.shutsOut(BOBS, "phone", GUESSER, 1)).isTrue();
        Reply list = bob.get(bans(BOB));
        assertThat(list.json().get("bans")).hasSize(1);
        assertThat(list.at("/bans/0/user")).isEqualTo("phone@bob.example");
        assertThat(list.at("/bans/0/source")).isEqualTo(GUESSER);
        assertThat(list.at("/bans/0/guesses")).isEqualTo("10");
        assertThat(list.at("/bans/0/date_expires")).isEqualTo("2026-11-20T12:05:00Z");
        String one = bans(BOB) + "/" + list.at("/bans/0/sid");
        assertThat(bob.get(one).at("/source")).isEqualTo(GUESSER);
        assertThat(bob.delete(one).status()).isEqualTo(204);
        assertThat(fixture.bans.shutsOut(BOBS, "phone", GUESSER, 1)).isFalse();
        assertThat(bob.get(one).status()).isEqualTo(404);
    }

    @Test
    void anAddressThatIsShutOutIsTheOperatorsBusiness() {
        for (int i = 0; i < 100; i++) {
            guess("user" + i, 1);
        }
        assertThat(fixture.bans.shutsOut(BOBS, "somebody", GUESSER, 1)).isTrue();
        assertThat(bob.get(bans(BOB)).json().get("bans")).isEmpty();
        Reply list = fixture.alice.get(bans(ALICE));
        assertThat(list.json().get("bans")).hasSize(1);
        assertThat(list.json().at("/bans/0/user").isNull()).isTrue();
        assertThat(fixture.alice
                        .delete(bans(ALICE) + "/" + list.at("/bans/0/sid"))
                        .status())
                .isEqualTo(204);
        assertThat(fixture.bans.shutsOut(BOBS, "somebody", GUESSER, 1)).isFalse();
    }

    @Test
    void aThousandGuessersAreRememberedAndTheirNumberIsBounded() {
        for (int i = 0; i < 30_000; i++) {
            fixture.bans.wrong(BOBS, "phone", "source" + i, 0);
        }
        for (int i = 0; i < 1_000; i++) {
            guess("late", 1);
        }
        assertThat(fixture.bans.shutsOut(BOBS, "late", GUESSER, 1)).isTrue();
        assertThat(fixture.bans.shutsOut(BOBS, "late", GUESSER, 301_000_000_000L))
                .isFalse();
    }
}
