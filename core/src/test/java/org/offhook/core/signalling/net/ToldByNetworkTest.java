package org.offhook.core.signalling.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.core.signalling.net.ToldByNetwork.Rule;
import org.offhook.core.web.Cidr;

final class ToldByNetworkTest {

    private final Told told = new ToldByNetwork(
            List.of(
                    rule("10.0.0.0/8", "10.0.0.5"),
                    rule("10.1.0.0/16", "10.1.0.5"),
                    rule("2001:db8::/32", "2001:db8::5")),
            peer -> "the way to " + peer);

    @Test
    void theSmallestNetworkThatHoldsThePeerCounts() {
        assertThat(told.to("10.2.3.4")).isEqualTo("10.0.0.5");
        assertThat(told.to("10.1.3.4")).isEqualTo("10.1.0.5");
        assertThat(told.to("2001:db8:7::1")).isEqualTo("2001:db8::5");
    }

    @Test
    void whoIsInNoneIsToldWhatTheOthersAre() {
        assertThat(told.to("11.0.0.1")).isEqualTo("the way to 11.0.0.1");
        assertThat(told.to("pbx.example.net")).isEqualTo("the way to pbx.example.net");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0", "10.0.0.0/33", "10.0.0.0/x", "host/8", "/8", "10.0.0.0/-1", "10.0.0.0/8/8", ""})
    void whatIsNoNetworkIsNotRead(String text) {
        assertThat(Cidr.parse(text)).isNull();
    }

    private static Rule rule(String network, String address) {
        return new Rule(Objects.requireNonNull(Cidr.parse(network)), address);
    }
}
