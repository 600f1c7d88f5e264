package org.offhook.testkit.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.offhook.core.calls.Call;
import org.offhook.core.events.EventType;
import org.offhook.core.usage.Category;
import org.offhook.core.usage.Charge;
import org.offhook.core.usage.Sum;
import org.offhook.core.usage.UsageDesk;

/// What calls cost: known when they end, told by the event of their end. A minute to +44 costs 0.10, by six seconds.
final class ChargesTest {

    private static final String LONDON = "+442079460000";

    private static Sum used(RouterWorld world, Category category) {
        return new UsageDesk(world.store, Bill.PRICES)
                .used(world.account.sid(), UsageDesk.FIRST, UsageDesk.FIRST.plusYears(30))
                .get(category);
    }

    @Test
    void aCallIsChargedByTheSecondWhenItEnds() {
        try (RouterWorld world = new RouterWorld().answers("<Response><Dial>" + LONDON + "</Dial></Response>")) {
            TestPhone london = world.outside(LONDON);
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.until(() -> caller.joinedWith(london));
            assertThat(DialTest.child(world).charge()).isNull();
            world.run(Duration.ofSeconds(61));
            london.hangUp();
            world.toTheEnd();
            Call child = DialTest.child(world);
            assertThat(child.seconds()).isEqualTo(61);
            assertThat(child.charge()).isEqualTo(new Charge(new BigDecimal("0.11000"), "EUR"));
            assertThat(world.calls().getFirst().charge()).isEqualTo(new Charge(null, "EUR"));
            assertThat(world.store.history(child.account(), child.sid()))
                    .filteredOn(stored -> stored.event().type() == EventType.CALL_ENDED)
                    .singleElement()
                    .satisfies(stored -> assertThat(stored.event().data())
                            .containsEntry("price", "0.11000")
                            .containsEntry("price_unit", "EUR"));
            assertThat(used(world, Category.CALLS_OUTBOUND)).isEqualTo(new Sum(1, 2, new BigDecimal("0.11000")));
            assertThat(used(world, Category.TOTALPRICE).price()).isEqualByComparingTo("0.11");
            assertThat(used(world, Category.CALLS).count()).isEqualTo(2);
        }
    }

    @Test
    void aCallThatNobodyAnsweredCostsNothing() {
        try (RouterWorld world = new RouterWorld().answers("<Response><Dial>" + LONDON + "</Dial></Response>")) {
            world.outside(LONDON).refusesWith(486);
            world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();
            assertThat(DialTest.child(world).charge()).isEqualTo(new Charge(new BigDecimal("0.00000"), "EUR"));
        }
    }
}
