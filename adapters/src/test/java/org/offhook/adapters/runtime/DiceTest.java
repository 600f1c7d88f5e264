package org.offhook.adapters.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.offhook.core.ids.SidType;
import org.offhook.core.ids.Sids;

class DiceTest {

    @Test
    void aSeedRepeatsIds() {
        Sids first = new Sids(Dice.seeded(7));
        Sids second = new Sids(Dice.seeded(7));

        assertThat(first.next(SidType.CALL)).isEqualTo(second.next(SidType.CALL));
        assertThat(first.next(SidType.CALL)).isEqualTo(second.next(SidType.CALL));
    }

    @Test
    void withoutASeedIdsDiffer() {
        assertThat(new Sids(Dice.secure()).token()).isNotEqualTo(new Sids(Dice.secure()).token());
    }
}
