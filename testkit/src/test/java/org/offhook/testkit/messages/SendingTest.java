package org.offhook.testkit.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.offhook.testkit.messages.Post.ALICE;
import static org.offhook.testkit.messages.Post.ALICES;
import static org.offhook.testkit.messages.Post.BOB;
import static org.offhook.testkit.messages.Post.BOBS;
import static org.offhook.testkit.messages.Post.FOREIGN;
import static org.offhook.testkit.messages.Post.code;
import static org.offhook.testkit.messages.Post.command;
import static org.offhook.testkit.messages.Post.done;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offhook.core.messages.Message;
import org.offhook.core.messages.Message.Direction;
import org.offhook.core.messages.Message.Status;
import org.offhook.core.messages.MessageGateway.Handed;
import org.offhook.core.messages.MessageGateway.Receipt;
import org.offhook.core.messages.MessageLimits;
import org.offhook.core.messages.SendMessage;
import org.offhook.core.store.StoreException;
import org.offhook.core.usage.Category;
import org.offhook.core.usage.Charge;
import org.offhook.core.usage.Sum;
import org.offhook.core.usage.UsageDesk;
import org.offhook.core.web.Hook;
import org.offhook.testkit.fakes.AppRequest;
import org.offhook.testkit.fakes.Reply;
import org.offhook.testkit.messages.Post.Carrier;

@Timeout(60)
class SendingTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @AutoClose
    private final Post post = new Post();

    @BeforeEach
    void numbers() {
        post.number(ALICE, ALICES, null, null);
        post.number(BOB, BOBS, null, null);
    }

    @ParameterizedTest
    @CsvSource({
        "'',            +4930123456, hello, 21603",
        "+14155550100,  '',          hello, 21604",
        "+14155550100,  +4930123456, '',    21602",
        "+14155550100,  123456789,       hello, 21211",
        "+14155550100,  client:joe,  hello, 21211",
        "4155550100,    +4930123456, hello, 21212",
        "+4930123456,   +4930123456, hello, 21606",
        "+33612345678,  +4930123456, hello, 21606",
    })
    void whatCannotBeSentIsRefusedWithItsCode(String from, String to, String body, int code) {
        assertThat(code(post.desk.send(command(ALICE, from, to, body, null)))).isEqualTo(code);
        assertThat(post.messages(ALICE, Direction.OUTBOUND_API)).isEmpty();
    }

    @Test
    void aTextOf1600CharactersIsTakenAndOneMoreIsNot() {
        assertThat(post.send("x".repeat(1_600)).segments()).isEqualTo(11);
        assertThat(code(post.desk.send(command(ALICE, ALICES, BOBS, "x".repeat(1_601), null))))
                .isEqualTo(21617);
    }

    @Test
    void mediaAndCallbacksMustBeUrls() {
        assertThat(code(post.desk.send(media(List.of("ftp://x/a.png"))))).isEqualTo(21620);
        assertThat(code(post.desk.send(media(IntStream.range(0, 11)
                        .mapToObj(i -> "https://x.example/" + i)
                        .toList()))))
                .isEqualTo(21623);
        assertThat(code(post.desk.send(command(ALICE, ALICES, BOBS, "x", new Hook("nowhere", "POST")))))
                .isEqualTo(21609);
        Message mms = done(post.desk.send(media(List.of("https://x.example/a.png"))));
        assertThat(mms.sid().value()).startsWith("MM");
    }

    @Test
    void aMessageToANumberOfThePlatformArrivesThere() {
        Message sent = post.send("Gr\u00fc\u00dfe & <b>");
        assertThat(sent.status()).isEqualTo(Status.QUEUED);
        post.runFor(MINUTE);

        Message after = post.now(sent);
        assertThat(after.status()).isEqualTo(Status.DELIVERED);
        assertThat(after.sent()).isNotNull();
        assertThat(post.messages(BOB, Direction.INBOUND)).singleElement().satisfies(copy -> {
            assertThat(copy.body()).isEqualTo("Gr\u00fc\u00dfe & <b>");
            assertThat(copy.from()).isEqualTo(ALICES);
            assertThat(copy.to()).isEqualTo(BOBS);
            assertThat(copy.status()).isEqualTo(Status.RECEIVED);
            assertThat(post.events(copy)).containsExactly("message.received");
        });
        assertThat(post.events(sent)).containsExactly("message.queued", "message.sent", "message.delivered");
    }

    @Test
    void messagesThatLeaveThePlatformAreUnderTheLimitsOfTheAccount() {
        carrier(new Handed.Sent());
        assertThat(code(post.desk.send(command(ALICE, ALICES, "+88216000000", "x", null))))
                .isEqualTo(21408);
        done(post.desk.send(command(ALICE, ALICES, FOREIGN, "x".repeat(1_000), null)));
        post.runFor(MINUTE);
        assertThat(code(post.desk.send(command(ALICE, ALICES, FOREIGN, "x", null))))
                .isEqualTo(20429);
        done(post.desk.send(command(ALICE, ALICES, BOBS, "x", null)));
    }

    @Test
    void aMessageHasItsPriceWhenItIsSentAndCountsOnceOnBothSides() {
        Message sent = post.send("x".repeat(200));
        assertThat(sent.charge()).isNull();
        post.runFor(MINUTE);
        assertThat(post.now(sent).charge()).isEqualTo(new Charge(new BigDecimal("0.01500"), "USD"));
        assertThat(post.messages(BOB, Direction.INBOUND).getFirst().charge()).isEqualTo(new Charge(null, "USD"));
        LocalDate today = UsageDesk.FIRST.plusYears(30);
        UsageDesk desk = new UsageDesk(post.store, Post.PRICES);
        assertThat(desk.used(ALICE, UsageDesk.FIRST, today).get(Category.SMS_OUTBOUND))
                .isEqualTo(new Sum(1, 2, new BigDecimal("0.01500")));
        assertThat(desk.used(BOB, UsageDesk.FIRST, today)
                        .get(Category.SMS_INBOUND)
                        .usage())
                .isEqualTo(2);
        assertThat(desk.used(BOB, UsageDesk.FIRST, today).get(Category.SMS_OUTBOUND))
                .isEqualTo(Sum.NONE);
    }

    @Test
    void theSenderIsToldOfEachStatusInOrder() {
        post.alice.on("/status", Reply.status(204));
        Message sent =
                done(post.desk.send(command(ALICE, ALICES, BOBS, "x", new Hook(post.alice.url("/status"), "POST"))));
        post.runFor(MINUTE);

        List<AppRequest> told = post.alice.requests("/status");
        assertThat(told)
                .extracting(request -> request.parameter("MessageStatus"))
                .containsExactly("queued", "sent", "delivered");
        AppRequest last = told.getLast();
        assertThat(last.parameter("MessageSid")).isEqualTo(sent.sid().value());
        assertThat(last.parameter("SmsSid")).isEqualTo(sent.sid().value());
        assertThat(last.parameter("SmsStatus")).isEqualTo("delivered");
        assertThat(last.parameter("AccountSid")).isEqualTo(ALICE.value());
        assertThat(last.parameter("From")).isEqualTo(ALICES);
        assertThat(last.parameter("To")).isEqualTo(BOBS);
        assertThat(last.parameter("ApiVersion")).isEqualTo("2010-04-01");
        assertThat(last.parameter("RawDlrDoneDate")).matches("\\d{10}");
        assertThat(last.has("ErrorCode")).isFalse();
    }

    @Test
    void aForeignNumberWithoutAGatewayFailsAndSaysWhatIsMissing() {
        post.alice.on("/status", Reply.status(204));
        Message sent =
                done(post.desk.send(command(ALICE, ALICES, FOREIGN, "x", new Hook(post.alice.url("/status"), "POST"))));
        post.runFor(MINUTE);

        assertThat(post.now(sent).status()).isEqualTo(Status.FAILED);
        assertThat(post.now(sent).errorCode()).isEqualTo(21612);
        assertThat(post.now(sent).errorMessage()).contains(FOREIGN, "gateway");
        assertThat(post.notices(ALICE)).containsExactly(21612);
        assertThat(post.events(sent)).startsWith("message.queued", "message.failed");
        AppRequest told = post.alice.requests("/status").getLast();
        assertThat(told.parameter("MessageStatus")).isEqualTo("failed");
        assertThat(told.parameter("ErrorCode")).isEqualTo("21612");
    }

    @Test
    void aGatewayCarriesForeignNumbersAndItsReceiptsAreKept() {
        Carrier carrier = carrier(new Handed.Sent());
        Message sent = foreign("x");
        post.runFor(MINUTE);
        assertThat(carrier.sent).extracting(Message::sid).containsExactly(sent.sid());
        assertThat(post.now(sent).status()).isEqualTo(Status.SENT);

        post.desk.reported(sent.sid(), new Receipt.Undelivered(30005, "unknown subscriber"));
        post.desk.reported(sent.sid(), new Receipt.Delivered());
        post.runFor(MINUTE);
        assertThat(post.now(sent).status()).isEqualTo(Status.UNDELIVERED);
        assertThat(post.now(sent).errorCode()).isEqualTo(30005);
    }

    @Test
    void aReceiptThatOvertakesTheAcceptanceIsKept() {
        Carrier carrier = carrier(null);
        Message sent = foreign("x");
        post.runFor(Duration.ofSeconds(1));
        post.desk.reported(sent.sid(), new Receipt.Delivered());
        carrier.waiting.accept(new Handed.Sent());
        post.runFor(MINUTE);
        assertThat(post.now(sent).status()).isEqualTo(Status.DELIVERED);
    }

    @Test
    void aGatewayThatRefusesOrSaysNothingFailsTheMessageAndNotTheNext() {
        Carrier carrier = carrier(new Handed.Refused(30007, "filtered"));
        Message refused = foreign("1");
        post.runFor(MINUTE);
        assertThat(post.now(refused).status()).isEqualTo(Status.FAILED);
        assertThat(post.now(refused).errorCode()).isEqualTo(30007);

        carrier.answer = null;
        Message ignored = foreign("2");
        post.runFor(Duration.ofSeconds(1));
        assertThat(post.now(ignored).status()).isEqualTo(Status.SENDING);
        post.runFor(MINUTE);
        assertThat(post.now(ignored).errorCode()).isEqualTo(30008);

        carrier.answer = new Handed.Sent();
        Message next = foreign("3");
        carrier.waiting.accept(new Handed.Refused(30003, "too late"));
        post.runFor(MINUTE);
        assertThat(post.now(next).status()).isEqualTo(Status.SENT);
        assertThat(post.now(ignored).status()).isEqualTo(Status.FAILED);
    }

    @Test
    void messagesOfAPairArriveInTheOrderInWhichTheyWereSent() {
        List<String> bodies = IntStream.range(0, 50).mapToObj(Integer::toString).toList();
        bodies.forEach(post::send);
        post.runFor(MINUTE);
        assertThat(post.messages(BOB, Direction.INBOUND))
                .extracting(Message::body)
                .isEqualTo(bodies);
    }

    @Test
    void onlySoManyWaitForOnePair() {
        post.limits = limits(3);
        post.start();
        for (int i = 0; i < 3; i++) {
            post.send("x");
        }
        assertThat(code(post.desk.send(command(ALICE, ALICES, BOBS, "x", null))))
                .isEqualTo(21611);
        post.runFor(MINUTE);
        post.send("x");
    }

    @Test
    void whatTheStoreDoesNotTakeIsNotAccepted() {
        post.store.refuse("disk full");
        assertThatThrownBy(() -> post.send("x")).isInstanceOf(StoreException.class);
        post.store.recover();
        post.runFor(MINUTE);
        assertThat(post.messages(ALICE, Direction.OUTBOUND_API)).isEmpty();
        assertThat(post.messages(BOB, Direction.INBOUND)).isEmpty();
    }

    @Test
    void whatWasAcceptedWaitsUntilTheStoreTakesMore() {
        Message sent = post.send("x");
        post.store.refuse("disk full");
        post.runFor(MINUTE);
        assertThat(post.now(sent).status()).isEqualTo(Status.QUEUED);
        post.store.recover();
        post.runFor(MINUTE);
        assertThat(post.now(sent).status()).isEqualTo(Status.DELIVERED);
        assertThat(post.messages(BOB, Direction.INBOUND)).hasSize(1);
    }

    @Test
    void afterACrashWhatWasQueuedIsSentOnceAndInOrder() {
        List<Message> sent =
                IntStream.range(0, 5).mapToObj(i -> post.send("" + i)).toList();
        // The crash: none of the scripts ran. The store is what is left.
        try (Post again = new Post(post)) {
            again.desk.recover();
            again.runFor(MINUTE);
            assertThat(sent).allMatch(message -> again.now(message).status() == Status.DELIVERED);
            assertThat(again.messages(BOB, Direction.INBOUND))
                    .extracting(Message::body)
                    .containsExactly("0", "1", "2", "3", "4");
            again.desk.recover();
            again.runFor(MINUTE);
            assertThat(again.messages(BOB, Direction.INBOUND)).hasSize(5);
        }
    }

    @Test
    void afterACrashWhatAGatewayMayHaveIsNotSentAgain() {
        carrier(null);
        Message sent = foreign("x");
        post.runFor(Duration.ofSeconds(1));
        assertThat(post.now(sent).status()).isEqualTo(Status.SENDING);
        try (Post again = new Post(post)) {
            Carrier fresh = new Carrier(FOREIGN);
            again.gateways.add(fresh);
            again.start();
            again.desk.recover();
            again.runFor(MINUTE);
            assertThat(fresh.sent).isEmpty();
            assertThat(again.now(sent).status()).isEqualTo(Status.FAILED);
            assertThat(again.now(sent).errorCode()).isEqualTo(30008);
        }
    }

    private Message foreign(String body) {
        return done(post.desk.send(command(ALICE, ALICES, FOREIGN, body, null)));
    }

    private Carrier carrier(Handed answer) {
        Carrier carrier = new Carrier(FOREIGN);
        carrier.answer = answer;
        post.gateways.add(carrier);
        post.start();
        return carrier;
    }

    private static SendMessage media(List<String> urls) {
        return new SendMessage(ALICE, ALICES, BOBS, "", urls, Direction.OUTBOUND_API, null);
    }

    private static MessageLimits limits(int waiting) {
        MessageLimits usual = MessageLimits.DEFAULT;
        return new MessageLimits(
                usual.body(),
                usual.media(),
                waiting,
                usual.pairs(),
                usual.replies(),
                usual.documents(),
                usual.loopReplies(),
                usual.loopWindow(),
                usual.gateway(),
                usual.storeRest(),
                usual.perSecond(),
                usual.scheduled());
    }
}
