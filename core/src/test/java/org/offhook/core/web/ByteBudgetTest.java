package org.offhook.core.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.offhook.core.ids.Sid;

class ByteBudgetTest {

    private static final Sid ALICE = new Sid("AC" + "a".repeat(32));
    private static final Sid BOB = new Sid("AC" + "b".repeat(32));
    private static final Sid CAROL = new Sid("AC" + "c".repeat(32));

    private final ByteBudget budget = new ByteBudget(100, 60);

    @Test
    void anAccountHasItsShareAndAllTogetherHaveTheWhole() {
        assertThat(budget.take(ALICE, 60)).isTrue();
        assertThat(budget.take(ALICE, 1)).isFalse();
        assertThat(budget.take(BOB, 41)).isFalse();
        assertThat(budget.take(BOB, 40)).isTrue();
        assertThat(budget.take(CAROL, 1)).isFalse();
    }

    @Test
    void whatIsGivenBackCanBeTakenAgain() {
        budget.take(ALICE, 30);
        budget.take(ALICE, 30);
        budget.give(ALICE, 30);
        assertThat(budget.take(ALICE, 31)).isFalse();
        assertThat(budget.take(ALICE, 30)).isTrue();
        budget.give(ALICE, 60);
        assertThat(budget.used()).isZero();
        assertThat(budget.take(ALICE, 60)).isTrue();
    }

    @Test
    void manyThreadsLoseNothing() {
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Sid account : new Sid[] {ALICE, BOB, CAROL, ALICE}) {
                threads.submit(() -> {
                    for (int i = 0; i < 50_000; i++) {
                        if (budget.take(account, 7)) {
                            budget.give(account, 7);
                        }
                    }
                });
            }
        }
        assertThat(budget.used()).isZero();
        assertThat(budget.take(ALICE, 60)).isTrue();
    }
}
