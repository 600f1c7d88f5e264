package org.offhook.core.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PressureTest {

    private long messages = 7;
    private long sound;
    private double heap;
    private final Pressure pressure = new Pressure(() -> messages, () -> sound, Duration.ofNanos(200), () -> heap, 90);

    @Test
    void aMachineIsAsLateAsItReadsMessages() {
        sound = 200;
        heap = 0.9;
        assertThat(pressure.lateness()).isEqualTo(7);
        messages = 8;
        assertThat(pressure.lateness()).isEqualTo(8);
    }

    @Test
    void whoSendsSoundTooLateIsFull() {
        sound = 201;
        assertThat(pressure.lateness()).isEqualTo(Long.MAX_VALUE);
        sound = 100;
        assertThat(pressure.lateness()).isEqualTo(7);
    }

    @Test
    void aHeapThatStaysFullAfterACollectionIsFull() {
        heap = 0.91;
        assertThat(pressure.lateness()).isEqualTo(Long.MAX_VALUE);
        heap = 0.5;
        assertThat(pressure.lateness()).isEqualTo(7);
    }
}
