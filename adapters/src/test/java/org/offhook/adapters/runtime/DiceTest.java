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
    void onDataThatIsThereASeedRepeatsNoId() {
        Dice.Seeded fresh = Dice.seeded(7);
        fresh.carryOn(0);
        Dice.Seeded later = Dice.seeded(7);
        later.carryOn(12);
        Dice.Seeded laterAgain = Dice.seeded(7);
        laterAgain.carryOn(12);
        String first = new Sids(fresh).token();
        String second = new Sids(later).token();

        assertThat(first).isEqualTo(new Sids(Dice.seeded(7)).token()).isNotEqualTo(second);
        assertThat(new Sids(laterAgain).token()).isEqualTo(second);
    }

    @Test
    void withoutASeedIdsDiffer() {
        assertThat(new Sids(Dice.secure()).token()).isNotEqualTo(new Sids(Dice.secure()).token());
    }
}
