package org.offhook.core.trunks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offhook.core.media.MediaSession.Encryption;
import org.offhook.core.signalling.IncomingInvite;
import org.offhook.core.trunks.MediaKeys.Policy;

class MediaKeysTest {

    private static final String NAME = "sip:bob@pbx.example";

    private static Route.Outside way(String target, String via) {
        return new Route.Outside(target, via, Map.of(), null, true);
    }

    private static Encryption outgoing(MediaKeys keys, String... targets) {
        return keys.outgoing(
                Arrays.stream(targets).map(target -> way(target, null)).toList());
    }

    private static IncomingInvite invite(String transport) {
        return new IncomingInvite(
                "id",
                NAME,
                NAME,
                null,
                NAME,
                Map.of(),
                null,
                new IncomingInvite.Source("192.0.2.1", 5060),
                transport,
                null);
    }

    @ParameterizedTest
    @CsvSource({
        "OFF,      false, tls,      NONE,     false",
        "OPTIONAL, false, tls,      OFFERED,  false",
        "OPTIONAL, false, wss,      OFFERED,  false",
        "OPTIONAL, false, udp,      NONE,     false",
        "OPTIONAL, false, ws,       NONE,     false",
        "OPTIONAL, true,  udp,      OFFERED,  false",
        "REQUIRED, false, tls,      REQUIRED, false",
        "REQUIRED, false, udp,      REQUIRED, true",
        "REQUIRED, true,  udp,      REQUIRED, false",
        "REQUIRED, false, loopback, NONE,     false"
    })
    void keysComeInByWhatOthersCannotRead(
            Policy policy, boolean anywhere, String transport, Encryption expected, boolean refused) {
        MediaKeys keys = new MediaKeys(policy, anywhere);
        assertThat(keys.incoming(invite(transport))).isEqualTo(expected);
        assertThat(keys.refuses(invite(transport))).isEqualTo(refused);
    }

    @Test
    void keysGoOutByTlsWhereverItLeads() {
        MediaKeys keys = MediaKeys.STANDARD;
        assertThat(outgoing(keys, NAME + ";transport=tls")).isEqualTo(Encryption.OFFERED);
        assertThat(outgoing(keys, "sips:bob@pbx.example")).isEqualTo(Encryption.OFFERED);
        assertThat(outgoing(keys, NAME)).isEqualTo(Encryption.NONE);
        Route.Outside registered = way(NAME, "sip:192.0.2.7:4444;transport=tls;connection=7");
        assertThat(keys.outgoing(List.of(registered))).isEqualTo(Encryption.OFFERED);
        assertThat(outgoing(keys, NAME + ";transport=tls", NAME))
                .as("one way is open")
                .isEqualTo(Encryption.NONE);
    }

    @Test
    void aSecureUriIsEncryptedAndGoesByTls() {
        for (Policy policy : Policy.values()) {
            MediaKeys keys = new MediaKeys(policy, false);
            assertThat(outgoing(keys, NAME + ";secure=true")).isEqualTo(Encryption.REQUIRED);
            assertThat(keys.safe(way(NAME + ";secure=true", null))).hasSize(1);
        }
        assertThat(MediaKeys.STANDARD.target(NAME + ";secure=true")).isEqualTo(NAME + ";transport=tls");
        assertThat(MediaKeys.STANDARD.target(NAME + ";transport=udp;secure=true"))
                .isEqualTo(NAME + ";transport=tls");
        assertThat(MediaKeys.STANDARD.target(NAME + ";secure=false")).isEqualTo(NAME);
        assertThat(MediaKeys.STANDARD.target(NAME + ";x=y")).isEqualTo(NAME + ";x=y");
        assertThat(new MediaKeys(Policy.OPTIONAL, true).target(NAME + ";secure=true"))
                .isEqualTo(NAME);
    }

    @Test
    void whereAllMustBeEncryptedOpenWaysAreNotTaken() {
        MediaKeys keys = new MediaKeys(Policy.REQUIRED, false);
        assertThat(keys.safe(way(NAME, null))).isEmpty();
        Route.Outside both = way(NAME, null).or(List.of(way(NAME + ";transport=tls", null)));
        assertThat(keys.safe(both))
                .hasSize(1)
                .first()
                .extracting(Route.Outside::target)
                .isEqualTo(NAME + ";transport=tls");
    }
}
