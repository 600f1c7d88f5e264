package org.offhook.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offhook.core.signalling.IncomingInvite;
import org.offhook.server.config.Configuration.Profile;

class CallGateTest {

    private static final InetAddress CARRIER = InetAddress.ofLiteral("192.0.2.7");

    @ParameterizedTest
    @CsvSource({
        "DEV, 127.0.0.1, , true",
        "DEV, ::1, , true",
        "DEV, 192.0.2.7, , true",
        "DEV, 192.0.2.8, , false",
        "DEV, 10.0.0.1, , false",
        "PROD, 127.0.0.1, , false",
        "PROD, 192.0.2.7, , true",
        "PROD, 192.0.2.8, , false",
        "PROD, 192.0.2.8, alice@offhook, true",
        "PROD, carrier.example, , false"
    })
    void phonesAndTheCarrierMayCallAndThisMachineInDev(
            Profile profile, String source, @Nullable String user, boolean admitted) {
        CallGate gate = new CallGate(profile, () -> Set.of(CARRIER), true);

        assertThat(gate.admits(invite(source, user))).isEqualTo(admitted);
    }

    @Test
    void strangersAreAskedWhoTheyAreWhereThereAreUsers() {
        CallGate withPhones = new CallGate(Profile.PROD, () -> Set.of(CARRIER), true);
        CallGate without = new CallGate(Profile.PROD, () -> Set.of(CARRIER), false);

        assertThat(withPhones.challenges(invite("192.0.2.8", null))).isTrue();
        assertThat(without.challenges(invite("192.0.2.8", null))).isFalse();
    }

    private static IncomingInvite invite(String source, @Nullable String user) {
        return new IncomingInvite(
                "1@here",
                "sip:+15550100@here",
                "sip:x@there",
                null,
                "sip:+15550100@here",
                Map.of(),
                null,
                new IncomingInvite.Source(source, 5060),
                "udp",
                user);
    }
}
