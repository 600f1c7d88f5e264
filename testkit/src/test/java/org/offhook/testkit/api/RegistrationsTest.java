package org.offhook.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.offhook.core.domains.SipUser;
import org.offhook.core.registrations.Registered;
import org.offhook.core.store.Query;
import org.offhook.protocols.sip.registrar.RegistrarLimits;
import org.offhook.testkit.contracts.Samples;

/// `/v1/Accounts/{AccountSid}/Registrations`.
final class RegistrationsTest {

    private static final String LIST = "/v1/Accounts/" + ApiFixture.ALICE + "/Registrations";

    private final ApiFixture fixture = new ApiFixture();

    @Test
    void whoIsOnlineIsListedByUserAndDomain() {
        fixture.registered("bob");

        assertThat(fixture.alice.get(LIST + ".json").at("/registrations/0/user"))
                .isEqualTo("bob");
        assertThat(fixture.alice.get(LIST + ".json?User=carol").json().path("registrations"))
                .isEmpty();
        assertThat(fixture.alice.get(LIST + ".json?Domain=offhook").json().path("registrations"))
                .hasSize(1);
    }

    @Test
    void whatAUserMayIsShown() {
        String one = LIST + "/" + fixture.registered("bob");
        assertThat(fixture.alice.get(one + ".json").json().path("permissions").isNull())
                .isTrue();
        fixture.permissions.put(
                "bob", new SipUser(Samples.sid("CL", 1), "bob", Map.of(), true, List.of("+49", "+1415"), false));
        assertThat(fixture.alice.get(one + ".json").json().path("permissions"))
                .hasToString("{\"receive_only\":true,\"allowed_destinations\":[\"+49\",\"+1415\"],\"secure\":false}");
    }

    @Test
    void aDeviceEndsWhenItWasToldAndNotWhenTheStoreForgetsIt() {
        String one = LIST + "/" + fixture.registered("bob");
        Registered stored =
                fixture.store.list(Registered.KIND, Query.of(ApiFixture.ALICE)).getFirst();

        Instant end = Instant.parse(fixture.alice.get(one + ".json").at("/devices/0/expires"));
        assertThat(end).isEqualTo(stored.created().plusSeconds(RegistrarLimits.DEFAULT.defaultExpires()));
        assertThat(end.getEpochSecond()).isLessThan(stored.places().getFirst().expiresAt());
    }

    @Test
    void whoIsTakenOffLeavesAHistory() {
        String one = LIST + "/" + fixture.registered("bob");

        assertThat(fixture.alice.get(one + ".json").at("/devices/0/contact")).isEqualTo("sip:bob@192.0.2.5");
        assertThat(fixture.alice.delete(one + ".json").status()).isEqualTo(204);
        assertThat(fixture.alice.get(one + ".json").status()).isEqualTo(404);
        assertThat(fixture.alice.get(one + "/Events.json").json().path("events"))
                .hasSize(2);
        assertThat(fixture.store.count(Registered.KIND, Query.of(null))).isZero();
    }
}
