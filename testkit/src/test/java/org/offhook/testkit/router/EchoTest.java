package org.offhook.testkit.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.offhook.core.calls.CallStatus;
import org.offhook.core.calls.ChangeCall.Wish;

/// `Echo` (contract §7.1).
final class EchoTest {

    @Test
    void theCallerHearsItselfUntilTheCallIsSentElsewhere() {
        try (RouterWorld world = new RouterWorld()) {
            world.answers("<Response><Echo/><Say>Never.</Say></Response>");
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.run(Duration.ofSeconds(1));
            caller.speak(Duration.ofSeconds(1));
            world.run(Duration.ofMillis(500));
            assertThat(caller.heard()).containsExactly("[stream]");
            RestTest.change(
                    world, world.calls().getFirst(), new Wish.Document("<Response><Say>Enough.</Say></Response>"));
            world.toTheEnd();
            assertThat(caller.heard()).containsExactly("[stream]…", "Enough.");
            assertThat(world.calls().getFirst().status()).isEqualTo(CallStatus.COMPLETED);
        }
    }
}
