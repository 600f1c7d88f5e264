package org.offhook.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.testkit.api.ApiFixture.BOB;
import static org.offhook.testkit.api.ApiFixture.HOME;

import org.junit.jupiter.api.Test;
import org.offhook.testkit.http.DirectClient;
import org.offhook.testkit.http.Reply;

/// `/voice/v1`: BYOC trunks, connection policies and their targets.
final class VoiceTest {

    private static final String POLICIES = "/voice/v1/ConnectionPolicies";
    private static final String TRUNKS = "/voice/v1/ByocTrunks";

    private final ApiFixture fixture = new ApiFixture();
    private final DirectClient alice = fixture.alice;

    private String policy() {
        return alice.post(POLICIES, "FriendlyName", "both").at("/sid");
    }

    @Test
    void aTrunkHasAPolicyAndAPolicyHasTargets() {
        String policy = policy();
        Reply trunk = alice.post(TRUNKS, "ConnectionPolicySid", policy, "VoiceUrl", "http://app/voice");
        assertThat(trunk.status()).isEqualTo(201);
        assertThat(trunk.at("/sid")).startsWith("BY");
        assertThat(trunk.at("/connection_policy_sid")).isEqualTo(policy);
        String targets = POLICIES + "/" + policy + "/Targets";
        Reply target = alice.post(targets, "Target", "sip:carrier.example.net");
        assertThat(target.at("/priority")).isEqualTo("10");
        assertThat(target.at("/enabled")).isEqualTo("true");
        String one = targets + "/" + target.at("/sid");
        assertThat(alice.post(one, "Enabled", "false", "Weight", "3").at("/weight"))
                .isEqualTo("3");
        assertThat(alice.get(one).at("/enabled")).isEqualTo("false");
        assertThat(alice.get(targets).json().path("targets")).hasSize(1);
        assertThat(alice.delete(POLICIES + "/" + policy).status()).isEqualTo(204);
        assertThat(alice.get(targets).status()).isEqualTo(404);
        assertThat(alice.get(one).status()).isEqualTo(404);
    }

    @Test
    void whatIsWrongIsToldByItsCode() {
        String policy = policy();
        String targets = POLICIES + "/" + policy + "/Targets";
        assertThat(alice.post(targets).at("/code")).isEqualTo("20001");
        assertThat(alice.post(targets, "Target", "http://carrier").at("/code")).isEqualTo("20001");
        assertThat(alice.post(targets, "Target", "sip:a.example", "Weight", "0").at("/code"))
                .isEqualTo("20001");
        assertThat(alice.post(TRUNKS, "VoiceUrl", "nowhere").at("/code")).isEqualTo("21402");
        assertThat(alice.post(TRUNKS, "FromDomainSid", policy).at("/code")).isEqualTo("20001");
        for (int i = 0; i < 10; i++) {
            assertThat(alice.post(targets, "Target", "sip:a.example").status()).isEqualTo(201);
        }
        assertThat(alice.post(targets, "Target", "sip:a.example").at("/code")).isEqualTo("21254");
    }

    @Test
    void nobodyElsesPolicyIsThere() {
        DirectClient bob = fixture.nobody.as(BOB.value(), "bobs-token");
        String policy = policy();
        assertThat(bob.get(POLICIES + "/" + policy).status()).isEqualTo(404);
        assertThat(bob.post(POLICIES + "/" + policy + "/Targets", "Target", "sip:a.example")
                        .status())
                .isEqualTo(404);
        assertThat(bob.post(TRUNKS, "ConnectionPolicySid", policy).at("/code")).isEqualTo("20001");
    }

    @Test
    void aCallNamesItsTrunk() {
        alice.post(
                HOME + "/Calls.json",
                "To",
                "+14155550100",
                "From",
                "+14155550101",
                "Url",
                "http://app/",
                "Byoc",
                "BY1");
        assertThat(fixture.placed.getFirst().byoc()).isEqualTo("BY1");
    }
}
