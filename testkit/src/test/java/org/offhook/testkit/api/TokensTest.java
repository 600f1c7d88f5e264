package org.offhook.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.testkit.api.ApiFixture.ALICE;
import static org.offhook.testkit.api.ApiFixture.HOME;
import static org.offhook.testkit.api.ApiFixture.NOON;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.offhook.testkit.http.Reply;

/// `…/Tokens`.
final class TokensTest {

    private static final String TOKENS = HOME + "/Tokens";

    private final ApiFixture fixture = new ApiFixture();

    @Test
    void aTokenNamesTheServersAndAPasswordThatTheyBelieve() throws Exception {
        Reply token = fixture.alice.post(TOKENS + ".json", "Ttl", "600");
        assertThat(token.status()).isEqualTo(201);
        assertThat(token.at("/ttl")).isEqualTo("600");
        String username = (NOON.getEpochSecond() + 600) + ":" + ALICE;
        assertThat(token.at("/username")).isEqualTo(username);
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec("shared".getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
        String password = Base64.getEncoder().encodeToString(mac.doFinal(username.getBytes(StandardCharsets.UTF_8)));
        assertThat(token.at("/password")).isEqualTo(password);
        assertThat(token.at("/ice_servers/0/urls")).isEqualTo("stun:stun.example.net");
        assertThat(token.json().at("/ice_servers/0").has("credential")).isFalse();
        assertThat(token.at("/ice_servers/1/url")).isEqualTo("turn:turn.example.net?transport=udp");
        assertThat(token.at("/ice_servers/1/username")).isEqualTo(username);
        assertThat(token.at("/ice_servers/1/credential")).isEqualTo(password);
        assertThat(fixture.faults).isEmpty();
    }

    @Test
    void itHoldsForADayAtMost() {
        assertThat(fixture.alice.post(TOKENS + ".json").at("/ttl")).isEqualTo("86400");
        for (String wrong : new String[] {"0", "86401", "soon"}) {
            assertThat(fixture.alice.post(TOKENS + ".json", "Ttl", wrong).at("/code"))
                    .isEqualTo("20422");
        }
    }

    @Test
    void itIsThereAsXml() {
        assertThat(fixture.alice.post(TOKENS + ".xml").text()).contains("<Token>", "turn:turn.example.net");
        assertThat(fixture.faults).isEmpty();
    }
}
