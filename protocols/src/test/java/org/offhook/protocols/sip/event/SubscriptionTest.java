package org.offhook.protocols.sip.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.protocols.sip.event.Notice.Reason;
import org.offhook.protocols.sip.transaction.Step;
import org.offhook.protocols.sip.transaction.Timers;

class SubscriptionTest {

    private static final long SECOND = 1_000_000_000L;
    private static final long PACE = 5 * SECOND;

    private final List<String> told = new ArrayList<>();
    private long now = 7 * SECOND;
    private Subscription state = Subscription.start(now);

    private void gets(SubscriptionInput input) {
        Step<Subscription, Notice> step = Subscription.step(state, input, now, PACE);
        state = step.next();
        step.effects().forEach(notice -> told.add(notice.count() + " " + notice.state()));
    }

    private void subscribe(long seconds) {
        gets(new SubscriptionInput.Subscribed(seconds * SECOND));
    }

    private void change() {
        gets(new SubscriptionInput.Changed());
    }

    private void answer(int count, int status) {
        gets(new SubscriptionInput.Answered(count, status));
    }

    private void pass(long seconds) {
        now += seconds * SECOND;
        gets(new SubscriptionInput.Tick());
    }

    @Test
    void everySubscribeIsFollowedByANotifyAtOnce() {
        subscribe(600);
        answer(1, 200);
        pass(1);
        subscribe(300);
        assertThat(told).containsExactly("1 active;expires=600", "2 active;expires=300");
        assertThat(state.deadline()).isEqualTo(now + 300 * SECOND);
    }

    @Test
    void aFetchIsToldOnceAndIsOver() {
        subscribe(0);
        assertThat(told).containsExactly("1 terminated;reason=timeout");
        assertThat(state).isEqualTo(new Subscription.Over(1));
        assertThat(state.deadline()).isEqualTo(Timers.NEVER);
    }

    @Test
    void whoUnsubscribesIsToldALastTime() {
        subscribe(600);
        answer(1, 200);
        subscribe(0);
        assertThat(told).containsExactly("1 active;expires=600", "2 terminated;reason=timeout");
        assertThat(state).isInstanceOf(Subscription.Over.class);
    }

    @Test
    void aSubscriptionThatIsNotRefreshedEndsWithANotify() {
        subscribe(600);
        answer(1, 200);
        pass(599);
        assertThat(told).hasSize(1);
        pass(1);
        assertThat(told).containsExactly("1 active;expires=600", "2 terminated;reason=timeout");
    }

    @Test
    void aChangeIsToldAtOnceWhenTheLastIsOldEnough() {
        subscribe(600);
        answer(1, 200);
        pass(5);
        change();
        assertThat(told).containsExactly("1 active;expires=600", "2 active;expires=595");
    }

    @Test
    void changesThatComeTooFastAreToldTogether() {
        subscribe(600);
        answer(1, 200);
        pass(1);
        change();
        change();
        pass(3);
        change();
        assertThat(told).hasSize(1);
        assertThat(state.deadline()).isEqualTo(now + SECOND);
        pass(1);
        assertThat(told).containsExactly("1 active;expires=600", "2 active;expires=595");
    }

    @Test
    void aChangeWaitsUntilTheNotifyBeforeItIsAnswered() {
        subscribe(600);
        pass(6);
        change();
        change();
        assertThat(told).hasSize(1);
        answer(1, 200);
        assertThat(told).containsExactly("1 active;expires=600", "2 active;expires=594");
        answer(2, 200);
        assertThat(told).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 405, 410, 480, 481, 489, 501, 604})
    void aRefusalThatMeansThatNobodyIsSubscribedEndsItInSilence(int status) {
        subscribe(600);
        answer(1, status);
        assertThat(state).isEqualTo(new Subscription.Over(1));
        assertThat(told).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 407, 408, 500, 503})
    void anyOtherRefusalDoesNot(int status) {
        subscribe(600);
        answer(1, status);
        pass(5);
        change();
        assertThat(told).hasSize(2);
    }

    @Test
    void whoDoesNotAnswerHasNoSubscription() {
        subscribe(600);
        gets(new SubscriptionInput.Unanswered(1));
        assertThat(state).isEqualTo(new Subscription.Over(1));
    }

    @Test
    void aNotifyToWhereThePhoneWasBeforeDoesNotEndTheSubscriptionThatItRefreshed() {
        subscribe(600);
        pass(20);
        subscribe(600);
        gets(new SubscriptionInput.Unanswered(1));
        answer(1, 481);
        assertThat(state).isInstanceOf(Subscription.Telling.class);
        answer(2, 200);
        assertThat(state).isInstanceOf(Subscription.Told.class);
    }

    @Test
    void theNotifierEndsItWithAReason() {
        subscribe(600);
        gets(new SubscriptionInput.Ended(Reason.NORESOURCE));
        assertThat(told).endsWith("2 terminated;reason=noresource");
    }

    /// GHSA-8fj4-fv9f-hjpc: a NOTIFY that is answered, or a SUBSCRIBE that comes, after the end.
    @Test
    void whatComesAfterTheEndFindsNothing() {
        subscribe(600);
        subscribe(0);
        int before = told.size();
        answer(1, 200);
        answer(2, 481);
        gets(new SubscriptionInput.Unanswered(2));
        change();
        subscribe(600);
        gets(new SubscriptionInput.Ended(Reason.DEACTIVATED));
        pass(10_000);
        assertThat(told).hasSize(before);
        assertThat(state).isEqualTo(new Subscription.Over(2));
    }

    /// Whatever happens in whatever order: NOTIFYs are numbered without gaps, after the last one comes none, a live
    /// one has an end ahead, and no two about changes are closer than the pace.
    @Test
    void noOrderOfThingsBreaksThePromises() {
        Random random = new Random(4711);
        for (int round = 0; round < 2_000; round++) {
            told.clear();
            state = Subscription.start(now);
            subscribe(1 + random.nextInt(60));
            for (int i = 0; i < 60; i++) {
                int count = random.nextInt(1 + state.count()) + 1;
                switch (random.nextInt(6)) {
                    case 0 -> subscribe(random.nextInt(5) == 0 ? 0 : 1 + random.nextInt(60));
                    case 1 -> gets(new SubscriptionInput.Unanswered(count));
                    case 2 -> answer(count, 200 + 100 * random.nextInt(4));
                    case 3 -> pass(random.nextInt(8));
                    default -> change();
                }
                if (state instanceof Subscription.Live live) {
                    assertThat(live.endsAt()).isGreaterThanOrEqualTo(now);
                }
            }
            for (int i = 0; i < told.size(); i++) {
                assertThat(told.get(i)).startsWith((i + 1) + " ");
                if (told.get(i).contains("terminated")) {
                    assertThat(i).isEqualTo(told.size() - 1);
                    assertThat(state).isInstanceOf(Subscription.Over.class);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "dialog, dialog",
        "Presence ; id=77, presence;id=77",
        "'message-summary;x=y', message-summary",
        "reg;id, reg",
        "'reg;id=\"\"', reg",
        "'reg;id=\"a;b\"', 'reg;id=\"a;b\"'"
    })
    void anEventIsATokenWithParameters(String field, String read) {
        assertThat(EventName.parse(field)).hasToString(read);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ";id=1", "a b", "dialog;", "dialog,reg", "dia\u00e9log"})
    void whatIsNoneIsNotRead(String field) {
        assertThat(EventName.parse(field)).isNull();
    }
}
