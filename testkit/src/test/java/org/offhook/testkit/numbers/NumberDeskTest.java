package org.offhook.testkit.numbers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.offhook.core.Outcome;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.Sids;
import org.offhook.core.numbers.NumberDesk;
import org.offhook.core.numbers.NumberSettings;
import org.offhook.core.numbers.PhoneNumber;
import org.offhook.core.store.Query;
import org.offhook.core.store.StoreException;
import org.offhook.core.time.Clock;
import org.offhook.core.web.Hook;
import org.offhook.testkit.contracts.Samples;
import org.offhook.testkit.store.MemoryStore;

final class NumberDeskTest {

    private static final Sid ALICE = Samples.sid("AC", 1);
    private static final Sid BOB = Samples.sid("AC", 2);
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Clock CLOCK = new Clock() {
        @Override
        public Instant now() {
            return NOON;
        }

        @Override
        public long nanos() {
            return 0;
        }
    };

    private final MemoryStore store = new MemoryStore();
    private final NumberDesk desk = new NumberDesk(store, CLOCK, new Sids(new SplittableRandom(1)));

    @Test
    void anAddedNumberIsFoundByItsDigits() {
        PhoneNumber added = done(desk.add(ALICE, "+1 (415) 555-0100", voice("http://app/voice")));

        assertThat(added.number()).isEqualTo("+14155550100");
        assertThat(added.friendlyName()).isEqualTo("(415) 555-0100");
        assertThat(added.account()).isEqualTo(ALICE);
        assertThat(added.created()).isEqualTo(NOON);
        assertThat(desk.at("+14155550100")).contains(added);
        assertThat(desk.at("+14155550101")).isEmpty();
    }

    @Test
    void aNumberBelongsToOneAccountOnly() {
        done(desk.add(ALICE, "+14155550100", NumberSettings.NONE));

        assertThat(code(desk.add(BOB, "+14155550100", NumberSettings.NONE))).isEqualTo(21422);
        assertThat(code(desk.add(ALICE, "+1-415-555-0100", NumberSettings.NONE)))
                .isEqualTo(21422);
    }

    @Test
    void ofManyWhoWantTheSameNumberAtOnceOneGetsIt() throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        ConcurrentLinkedQueue<Outcome<PhoneNumber>> outcomes = new ConcurrentLinkedQueue<>();
        List<Thread> wanters = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            wanters.add(Thread.ofPlatform().start(() -> {
                try {
                    start.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                outcomes.add(desk.add(ALICE, "+14155550100", NumberSettings.NONE));
            }));
        }
        start.countDown();
        for (Thread wanter : wanters) {
            wanter.join();
        }
        assertThat(outcomes)
                .hasSize(16)
                .filteredOn(Outcome.Done.class::isInstance)
                .hasSize(1);
        assertThat(store.count(PhoneNumber.KIND, Query.of(ALICE))).isEqualTo(1);
    }

    @Test
    void aReleasedNumberCanBeTakenAgain() {
        PhoneNumber first = done(desk.add(ALICE, "+14155550100", NumberSettings.NONE));
        desk.release(first);
        assertThat(desk.at("+14155550100")).isEmpty();

        PhoneNumber second = done(desk.add(BOB, "+14155550100", NumberSettings.NONE));
        assertThat(second.sid()).isNotEqualTo(first.sid());
        assertThat(desk.at("+14155550100")).contains(second);
    }

    @Test
    void aChangeIsSeenByTheNextCall() {
        PhoneNumber number = done(desk.add(ALICE, "+14155550100", voice("http://app/one")));
        assertThat(desk.at("+14155550100")).contains(number);
        PhoneNumber changed = done(desk.change(number, voice("http://app/two")));

        assertThat(changed.sid()).isEqualTo(number.sid());
        assertThat(desk.at("+14155550100")).contains(changed);
    }

    @Test
    void whatCannotAnswerIsRefused() {
        assertThat(code(desk.add(ALICE, "14155550100", NumberSettings.NONE))).isEqualTo(21421);
        assertThat(code(desk.add(ALICE, "+14155550100", voice("not a url")))).isEqualTo(21402);
        assertThat(code(desk.add(ALICE, "+14155550100", NumberSettings.answeredBy(new Hook("http://app/", "DELETE")))))
                .isEqualTo(21403);
        Hook hook = new Hook("http://app/", "POST");
        assertThat(code(desk.add(ALICE, "+14155550100", new NumberSettings(null, null, hook, null, null, null, false))))
                .isEqualTo(21405);
        assertThat(code(desk.add(ALICE, "+14155550100", new NumberSettings(null, null, null, null, hook, null, false))))
                .isEqualTo(21406);
        assertThat(code(desk.add(
                        ALICE,
                        "+14155550100",
                        new NumberSettings("x".repeat(65), null, null, null, null, null, false))))
                .isEqualTo(20002);
        assertThat(store.count(PhoneNumber.KIND, Query.of(null))).isZero();
    }

    @Test
    void aNumberThatWasNotStoredIsFreeAgain() {
        store.refuse("disk full");
        assertThatThrownBy(() -> desk.add(ALICE, "+14155550100", NumberSettings.NONE))
                .isInstanceOf(StoreException.class);
        store.recover();
        done(desk.add(ALICE, "+14155550100", NumberSettings.NONE));
    }

    private static NumberSettings voice(String url) {
        return NumberSettings.answeredBy(new Hook(url, "POST"));
    }

    private static PhoneNumber done(Outcome<PhoneNumber> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done<PhoneNumber>) outcome).value();
    }

    private static int code(Outcome<PhoneNumber> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused<PhoneNumber>) outcome).code();
    }
}
