package org.offhook.core.signalling.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.core.signalling.SignallingLimits;
import org.offhook.core.signalling.SubscriptionLimits;
import org.offhook.protocols.sip.HeaderName;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.SipResponse;
import org.offhook.protocols.sip.digest.DigestAlgorithm;

/// SUBSCRIBE and NOTIFY (RFC 6665) with the platform as notifier.
class SubscriptionsTest {

    private static final String US = "192.0.2.1";
    private static final String BOB = "sip:bob@example.com";
    private static final String MOOD = "Event: mood\n";

    private final World world = new World();
    private final Node node = new Node(world, US);
    private final Stranger phone = new Stranger(world, "192.0.2.66");
    private int cseq;
    private String server = US;

    @BeforeEach
    void users() {
        node.passwords.put("u", "pass");
        node.passwords.put("other", "pass");
        node.moods.put("bob", "good");
    }

    private SipResponse ask(Stranger who, String uri, String tag, String more) {
        cseq++;
        who.say(server, who.text(uri, "SUBSCRIBE", cseq, tag, more));
        return who.last();
    }

    /// Asks, is challenged, and asks again with a password.
    private SipResponse subscribe(Stranger who, String user, String uri, String tag, String more) {
        SipResponse challenged = ask(who, uri, tag, more);
        assertThat(challenged.status()).isEqualTo(401);
        String answer = Answers.to(challenged, DigestAlgorithm.MD5, user, "pass", "SUBSCRIBE", uri);
        return ask(who, uri, tag, "Authorization: " + answer + "\n" + more);
    }

    private SipResponse subscribe(String more) {
        return subscribe(phone, "u", BOB, "", more);
    }

    /// Without repetitions.
    private List<SipRequest> told() {
        return phone.heard.stream()
                .filter(SipRequest.class::isInstance)
                .map(SipRequest.class::cast)
                .distinct()
                .toList();
    }

    private String toldLast() {
        SipRequest last = told().getLast();
        return last.header(HeaderName.SUBSCRIPTION_STATE) + " " + last.body().text();
    }

    private void agree() {
        phone.reply(US, "NOTIFY", 200, "", "");
    }

    @Test
    void aUserIsToldTheStateAtOnceAndThenEachChangeOnce() {
        SipResponse ok = subscribe(MOOD + "Expires: 600\n");
        assertThat(ok.status()).isEqualTo(200);
        assertThat(ok.header(HeaderName.EXPIRES)).isEqualTo("600");
        SipRequest first = told().getFirst();
        assertThat(first.startLine()).isEqualTo("NOTIFY sip:u@192.0.2.66 SIP/2.0");
        assertThat(first.header(HeaderName.EVENT)).isEqualTo("mood");
        assertThat(first.header(HeaderName.CONTENT_TYPE)).isEqualTo("text/mood");
        assertThat(first.from().tag()).isEqualTo(ok.to().tag());
        assertThat(first.to().tag()).isEqualTo("mine");
        assertThat(toldLast()).isEqualTo("active;expires=600 0 sip:bob@example.com good");
        agree();
        world.run(Duration.ofSeconds(6));
        node.mood("bob", "bad");
        node.mood("bob", "bad");
        node.mood("somebody else", "fine");
        world.run(Duration.ofMillis(50));
        assertThat(toldLast()).isEqualTo("active;expires=594 1 sip:bob@example.com bad");
        agree();
        world.run(Duration.ofSeconds(30));
        assertThat(told()).hasSize(2);
    }

    @Test
    void whoIsRemovedWatchesNobodyAnyMore() {
        subscribe(MOOD);
        agree();
        node.remove("u");
        world.run(Duration.ofMillis(50));
        assertThat(toldLast()).isEqualTo("terminated;reason=rejected ");
        assertThat(node.shard.counts().subscriptions()).isZero();
    }

    @Test
    void whoWatchesSomebodyWhoIsRemovedIsToldThatThereIsNobody() {
        node.passwords.put("bob", "pass");
        subscribe(MOOD);
        agree();
        node.remove("other");
        world.run(Duration.ofMillis(50));
        assertThat(told()).hasSize(1);
        node.remove("bob");
        world.run(Duration.ofMillis(50));
        assertThat(toldLast()).isEqualTo("terminated;reason=noresource ");
        assertThat(node.shard.counts().subscriptions()).isZero();
    }

    @Test
    void theUsersOfASuspendedAccountWatchNobodyAnyMore() {
        subscribe(MOOD);
        agree();
        node.suspend();
        node.remove("nobody");
        world.run(Duration.ofMillis(50));
        assertThat(toldLast()).isEqualTo("terminated;reason=rejected ");
    }

    @Test
    void aServerThatStopsSendsItsSubscribersAwayForAWhile() {
        subscribe(MOOD);
        agree();
        boolean[] told = new boolean[1];
        node.signalling.endSubscriptions().thenRun(() -> told[0] = true);
        node.pump();
        world.run(Duration.ofMillis(50));
        assertThat(told[0]).isTrue();
        assertThat(toldLast()).matches("terminated;reason=probation;retry-after=\\d+ ");
        assertThat(node.shard.counts().subscriptions()).isZero();
        Stranger another = new Stranger(world, "192.0.2.67");
        SipResponse late = subscribe(another, "u", BOB, "", MOOD);
        assertThat(late.status()).isEqualTo(503);
        assertThat(late.header(HeaderName.RETRY_AFTER)).isNotNull();
    }

    @Test
    void changesWithinAFewSecondsAreToldTogether() {
        subscribe(MOOD);
        agree();
        for (String mood : List.of("a", "b", "c")) {
            world.run(Duration.ofMillis(500));
            node.mood("bob", mood);
        }
        assertThat(told()).hasSize(1);
        world.run(Duration.ofSeconds(5));
        assertThat(told()).hasSize(2);
        assertThat(toldLast()).endsWith("1 sip:bob@example.com c");
    }

    @Test
    void whatChangesBackBeforeItIsToldNeedNotBeToldAtAll() {
        subscribe(MOOD);
        agree();
        world.run(Duration.ofSeconds(6));
        node.mood("bob", "good");
        world.run(Duration.ofSeconds(6));
        assertThat(told()).hasSize(1);
    }

    @Test
    void aSubscriptionIsRefreshedAndEndsWhenItIsNot() {
        SipResponse ok = subscribe(MOOD + "Expires: 100\n");
        agree();
        world.run(Duration.ofSeconds(90));
        SipResponse again = subscribe(phone, "u", "sip:192.0.2.1", ok.to().tag(), MOOD + "Expires: 100\n");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.to().tag()).isEqualTo(ok.to().tag());
        agree();
        world.run(Duration.ofSeconds(99));
        assertThat(node.shard.counts().subscriptions()).isOne();
        world.run(Duration.ofSeconds(2));
        assertThat(toldLast()).startsWith("terminated;reason=timeout 2 ");
        assertThat(node.shard.counts().subscriptions()).isZero();
        agree();
        world.run(Duration.ofMinutes(1));
        assertThat(node.isEmpty()).isTrue();
    }

    @Test
    void whoUnsubscribesIsToldALastTime() {
        SipResponse ok = subscribe(MOOD);
        agree();
        SipResponse end = subscribe(phone, "u", BOB, ok.to().tag(), MOOD + "Expires: 0\n");
        assertThat(end.status()).isEqualTo(200);
        assertThat(end.header(HeaderName.EXPIRES)).isEqualTo("0");
        assertThat(toldLast()).isEqualTo("terminated;reason=timeout 1 sip:bob@example.com good");
        assertThat(node.shard.counts().subscriptions()).isZero();
        assertThat(ask(phone, BOB, ok.to().tag(), MOOD).status()).isEqualTo(481);
    }

    @Test
    void aFetchTellsTheStateAndKeepsNothing() {
        assertThat(subscribe(MOOD + "Expires: 0\n").status()).isEqualTo(200);
        assertThat(toldLast()).isEqualTo("terminated;reason=timeout 0 sip:bob@example.com good");
        assertThat(node.shard.counts().subscriptions()).isZero();
    }

    @Test
    void aSubscriberWhoDoesNotKnowItOrDoesNotAnswerHasNoSubscription() {
        subscribe(MOOD);
        phone.reply(US, "NOTIFY", 481, "", "");
        assertThat(node.shard.counts().subscriptions()).isZero();
        subscribe(MOOD);
        world.run(Duration.ofSeconds(40));
        assertThat(node.shard.counts().subscriptions()).isZero();
        assertThat(node.isEmpty()).isTrue();
    }

    @Test
    void anUnknownPackageIsRefusedWithThoseThatAreKnown() {
        SipResponse refused = ask(phone, BOB, "", "Event: weather\n");
        assertThat(refused.status()).isEqualTo(489);
        assertThat(refused.header(HeaderName.ALLOW_EVENTS)).isEqualTo("mood, secret");
        assertThat(ask(phone, BOB, "", "").status()).isEqualTo(489);
        assertThat(node.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "sip:bob@example.org, 'Event: mood\n', 404",
        "sip:bob@nowhere.example, 'Event: mood\n', 404",
        "sip:example.com, 'Event: mood\n', 404",
        "sip:bob@example.com, 'Event: secret\n', 403",
        "sip:u@example.com, 'Event: secret\n', 200",
        "sip:bob@example.com, 'Event: mood\nExpires: 59\n', 423",
        "sip:bob@example.com, 'Event: mood\nAccept: text/plain\n', 406",
        "sip:bob@example.com, 'Event: mood\nAccept: text/*, a/b\n', 200",
        "sip:bob@example.com, 'Event: mood\nExpires: 99999999999\n', 200"
    })
    void whatIsAskedForDecides(String uri, String more, int status) {
        SipResponse response = subscribe(phone, "u", uri, "", more);
        assertThat(response.status()).isEqualTo(status);
        if (status == 423) {
            assertThat(response.header(HeaderName.MIN_EXPIRES)).isEqualTo("60");
        }
        if (status == 200) {
            assertThat(response.header(HeaderName.EXPIRES)).isEqualTo("3600");
        }
    }

    @Test
    void aSubscribeWithoutAContactIsRefused() {
        SipResponse challenged = ask(phone, BOB, "", MOOD);
        String answer = Answers.to(challenged, DigestAlgorithm.MD5, "u", "pass", "SUBSCRIBE", BOB);
        cseq++;
        phone.say(
                US,
                phone.text(BOB, "SUBSCRIBE", cseq, "", "Authorization: " + answer + "\n" + MOOD)
                        .replaceFirst("Contact: .*\n", ""));
        assertThat(phone.last().status()).isEqualTo(400);
    }

    /// CVE-2021-41157; and no amplification: one answer, shorter than twice the request, and no memory.
    @Test
    void whoDoesNotSayWhoItIsGetsOneSmallAnswerAndCostsNothing() {
        String request = phone.text(BOB, "SUBSCRIBE", ++cseq, "", MOOD);
        phone.say(US, request);
        world.run(Duration.ofMinutes(1));
        assertThat(phone.heard).hasSize(1);
        assertThat(phone.last().status()).isEqualTo(401);
        assertThat(world.messages("401").getFirst().length()).isLessThan(2 * request.length());
        assertThat(node.isEmpty()).isTrue();
    }

    @Test
    void aGuessedPasswordAndAnotherUsersNameSubscribeToNothing() {
        SipResponse challenged = ask(phone, BOB, "", MOOD);
        String guess = Answers.to(challenged, DigestAlgorithm.MD5, "u", "guess", "SUBSCRIBE", BOB);
        assertThat(ask(phone, BOB, "", "Authorization: " + guess + "\n" + MOOD).status())
                .isEqualTo(401);
        assertThat(subscribe(phone, "other", BOB, "", MOOD).status()).isEqualTo(403);
        assertThat(told()).isEmpty();
    }

    @Test
    void nobodyRefreshesOrEndsTheSubscriptionOfSomebodyElse() {
        SipResponse ok = subscribe(MOOD);
        agree();
        Stranger thief = new Stranger(world, "192.0.2.99");
        String stolen = thief.text(BOB, "SUBSCRIBE", 50, ok.to().tag(), MOOD + "Expires: 0\n")
                .replace("call-of-192.0.2.99", "call-of-192.0.2.66");
        thief.say(US, stolen);
        assertThat(thief.last().status()).isEqualTo(401);
        String answer = Answers.to(thief.last(), DigestAlgorithm.MD5, "other", "pass", "SUBSCRIBE", BOB);
        thief.say(
                US,
                thief.text(BOB, "SUBSCRIBE", 51, ok.to().tag(), "Authorization: " + answer + "\n" + MOOD)
                        .replace("call-of-192.0.2.99", "call-of-192.0.2.66")
                        .replace("From: <sip:u@", "From: <sip:other@"));
        assertThat(thief.last().status()).isEqualTo(403);
        assertThat(thief.requests()).isEmpty();
        assertThat(node.shard.counts().subscriptions()).isOne();
    }

    @Test
    void usersOfASuspendedAccountSubscribeToNothing() {
        node.suspend();
        assertThat(subscribe(MOOD).status()).isEqualTo(403);
    }

    /// The victim of a Contact or Record-Route that names somebody else hears nothing.
    @Test
    void notifiesGoBackWhereTheSubscribeCameFromWhateverItSays() {
        Stranger victim = new Stranger(world, "198.51.100.7");
        SipResponse challenged = ask(phone, BOB, "", MOOD);
        String answer = Answers.to(challenged, DigestAlgorithm.MD5, "u", "pass", "SUBSCRIBE", BOB);
        cseq++;
        String more = "Record-Route: <sip:198.51.100.7;lr>\nAuthorization: " + answer + "\n" + MOOD;
        phone.say(
                US,
                phone.text(BOB, "SUBSCRIBE", cseq, "", more)
                        .replace("Contact: <sip:u@192.0.2.66>", "Contact: <sip:u@198.51.100.7>"));
        world.run(Duration.ofSeconds(40));
        assertThat(phone.requests()).contains("NOTIFY");
        assertThat(victim.heard).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"total", "account", "source"})
    void beyondALimitASubscriberIsToldToComeBack(String limit) {
        SubscriptionLimits few = new SubscriptionLimits(
                limit.equals("total") ? 2 : 100,
                limit.equals("account") ? 2 : 100,
                limit.equals("source") ? 2 : 100,
                Duration.ofSeconds(60),
                Duration.ofHours(1));
        server = "192.0.2.3";
        Node small = new Node(world, server, SignallingLimits.STANDARD.with(few));
        small.passwords.put("u", "pass");
        for (int i = 1; i <= 3; i++) {
            SipResponse challenged = ask(phone, BOB, "", MOOD);
            String answer = Answers.to(challenged, DigestAlgorithm.MD5, "u", "pass", "SUBSCRIBE", BOB);
            cseq++;
            phone.say(
                    server,
                    phone.text(BOB, "SUBSCRIBE", cseq, "", "Authorization: " + answer + "\n" + MOOD)
                            .replace("call-of", "call-" + i));
            assertThat(phone.last().status()).isEqualTo(i == 3 ? 503 : 200);
        }
        assertThat(phone.last().headers().has(HeaderName.RETRY_AFTER)).isTrue();
        assertThat(small.shard.counts().subscriptions()).isEqualTo(2);
        assertThat(small.shard.counts().subscriptionsRefused()).isOne();
        world.run(Duration.ofSeconds(40));
        assertThat(subscribe(MOOD).status()).as("who is gone makes room").isEqualTo(200);
    }

    @Test
    void anotherEventWithinTheDialogIsRefused() {
        SipResponse ok = subscribe(MOOD);
        agree();
        assertThat(subscribe(phone, "u", BOB, ok.to().tag(), "Event: mood;id=2\n")
                        .status())
                .isEqualTo(403);
        assertThat(subscribe(phone, "u", BOB, ok.to().tag(), "Event: mood\nExpires: 3\n")
                        .status())
                .isEqualTo(423);
        assertThat(node.shard.counts().subscriptions()).isOne();
    }
}
