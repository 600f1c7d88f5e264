package org.offhook.adapters.sipnet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.offhook.adapters.runtime.MachineClock;

final class FacingTest {

    private final Facing facing = new Facing(new MachineClock());

    @Test
    void whoIsOnThisMachineIsToldLoopback() {
        assertThat(facing.to("127.0.0.1")).isEqualTo("127.0.0.1");
        assertThat(facing.to("127.0.0.1")).as("the second time").isEqualTo("127.0.0.1");
        assertThat(facing.to("::1")).isEqualTo("0:0:0:0:0:0:0:1");
    }

    @Test
    void whereNoWayLeadsTheUsualAddressIsTold() {
        assertThat(facing.to("pbx.example.net")).isNull();
        assertThat(facing.to("255.255.255.255")).isNull();
    }
}
