package org.offhook.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.testkit.api.ApiFixture.ALICE;
import static org.offhook.testkit.api.ApiFixture.BOB;
import static org.offhook.testkit.api.ApiFixture.HOME;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.offhook.api.http.Headers;
import org.offhook.api.http.Params;
import org.offhook.api.http.Request;
import org.offhook.core.assets.Asset;
import org.offhook.core.assets.AssetKinds;
import org.offhook.core.store.Change;
import org.offhook.core.store.Query;
import org.offhook.testkit.contracts.Samples;
import org.offhook.testkit.http.DirectClient;
import org.offhook.testkit.http.Reply;

/// `Idempotency-Key`: what is sent twice is done once.
final class RepeatsTest {

    private static final String CALLS = HOME + "/Calls.json";

    private final ApiFixture fixture = new ApiFixture();

    @Test
    void aRepeatGetsTheFirstAnswerAndDoesNothing() {
        Reply first = create(fixture.alice, CALLS, "k1", "To", "sip:a@b", "From", "c", "Twiml", "<Response/>");
        Reply second = create(fixture.alice, CALLS, "k1", "To", "sip:a@b", "From", "c", "Twiml", "<Response/>");
        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(fixture.placed).hasSize(1);
        create(fixture.alice, CALLS, "k2", "To", "sip:a@b", "From", "c", "Twiml", "<Response/>");
        assertThat(fixture.placed).hasSize(2);
    }

    @Test
    void theSameKeyForSomethingElseIsAConflict() {
        create(fixture.alice, CALLS, "k", "To", "sip:a@b", "From", "c", "Twiml", "<Response/>");
        Reply other = create(fixture.alice, CALLS, "k", "To", "sip:z@b", "From", "c", "Twiml", "<Response/>");
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.at("/code")).isEqualTo("20409");
        assertThat(fixture.placed).hasSize(1);
    }

    @Test
    void whatWasRefusedMayBeTriedAgain() {
        assertThat(create(fixture.alice, CALLS, "k", "To", "sip:a@b", "From", "c")
                        .status())
                .isEqualTo(400);
        assertThat(create(fixture.alice, CALLS, "k", "To", "sip:a@b", "From", "c", "Twiml", "<Response/>")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void keysBelongToAccounts() {
        create(fixture.alice, CALLS, "k", "To", "sip:a@b", "From", "c", "Twiml", "<Response/>");
        DirectClient bob = fixture.nobody.as(BOB.value(), "bobs-token");
        Reply bobs = create(
                bob,
                CALLS.replace(ALICE.value(), BOB.value()),
                "k",
                "To",
                "sip:a@b",
                "From",
                "c",
                "Twiml",
                "<Response/>");
        assertThat(bobs.header("Idempotent-Replayed")).isEmpty();
        assertThat(fixture.placed).hasSize(2);
    }

    @Test
    void whatTheLastProcessLeftHalfDoneIsSaid() {
        create(fixture.alice, CALLS, "k", "To", "sip:a@b", "From", "c", "Twiml", "<Response/>");
        Asset kept = fixture.store.list(AssetKinds.REPEATS, Query.of(ALICE)).getFirst();
        Map<String, String> half = Map.of("key", "k", "print", java.util.Objects.requireNonNull(kept.value("print")));
        fixture.store.commit(Change.put(AssetKinds.REPEATS, kept.with(half, kept.created())));
        Reply again = create(fixture.alice, CALLS, "k", "To", "sip:a@b", "From", "c", "Twiml", "<Response/>");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.at("/message")).contains("interrupted");
        assertThat(fixture.placed).hasSize(1);
    }

    @Test
    void answersAreKeptForADay() {
        Asset old = new Asset(
                Samples.sid("RQ", 1),
                ALICE,
                null,
                Map.of("key", "k", "print", "other"),
                ApiFixture.NOON.minusSeconds(86_400),
                ApiFixture.NOON);
        fixture.store.commit(Change.put(AssetKinds.REPEATS, old));
        Reply reply = create(fixture.alice, CALLS, "k", "To", "sip:a@b", "From", "c", "Twiml", "<Response/>");
        assertThat(reply.status()).isEqualTo(201);
    }

    private static Reply create(DirectClient who, String path, String key, String... form) {
        return who.send(
                Request.of("POST", path, Headers.of("Idempotency-Key", key)).withForm(Params.of(form)));
    }
}
