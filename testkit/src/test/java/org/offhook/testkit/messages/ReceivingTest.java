package org.offhook.testkit.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.testkit.messages.Post.ALICE;
import static org.offhook.testkit.messages.Post.ALICES;
import static org.offhook.testkit.messages.Post.BOB;
import static org.offhook.testkit.messages.Post.BOBS;
import static org.offhook.testkit.messages.Post.code;
import static org.offhook.testkit.messages.Post.command;
import static org.offhook.testkit.messages.Post.done;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offhook.core.assets.Asset;
import org.offhook.core.assets.AssetKinds;
import org.offhook.core.messages.Message;
import org.offhook.core.messages.Message.Direction;
import org.offhook.core.messages.Message.Status;
import org.offhook.core.messages.SendMessage;
import org.offhook.core.store.Change;
import org.offhook.core.web.Hook;
import org.offhook.testkit.contracts.Samples;
import org.offhook.testkit.fakes.AppRequest;
import org.offhook.testkit.fakes.Reply;

@Timeout(60)
class ReceivingTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @AutoClose
    private final Post post = new Post();

    @BeforeEach
    void numbers() {
        post.number(ALICE, ALICES, null, null);
        post.number(BOB, BOBS, "/sms", "/sorry");
    }

    @Test
    void theApplicationIsAskedWithEverythingThatIsKnown() {
        post.bob.on("/sms", "<Response/>");
        post.desk.send(new SendMessage(
                ALICE,
                ALICES,
                BOBS,
                "Hello \uD83D\uDE00",
                List.of("https://x.example/a.png?b", "https://x.example/b"),
                Direction.OUTBOUND_API,
                null));
        post.runFor(MINUTE);

        Message copy = post.messages(BOB, Direction.INBOUND).getFirst();
        AppRequest asked = post.bob.request("/sms");
        assertThat(asked.method()).isEqualTo("POST");
        assertThat(asked.account()).isEqualTo(BOB);
        for (String name : List.of("MessageSid", "SmsSid", "SmsMessageSid")) {
            assertThat(asked.parameter(name)).as(name).isEqualTo(copy.sid().value());
        }
        assertThat(asked.parameter("AccountSid")).isEqualTo(BOB.value());
        assertThat(asked.parameter("From")).isEqualTo(ALICES);
        assertThat(asked.parameter("To")).isEqualTo(BOBS);
        assertThat(asked.parameter("Body")).isEqualTo("Hello \uD83D\uDE00");
        assertThat(asked.parameter("NumMedia")).isEqualTo("2");
        assertThat(asked.parameter("MediaUrl0")).isEqualTo("https://x.example/a.png?b");
        assertThat(asked.parameter("MediaContentType0")).isEqualTo("image/png");
        assertThat(asked.parameter("MediaContentType1")).isEqualTo("application/octet-stream");
        assertThat(asked.parameter("NumSegments")).isEqualTo("1");
        assertThat(asked.parameter("ApiVersion")).isEqualTo("2010-04-01");
        assertThat(asked.parameter("SmsStatus")).isEqualTo("received");
        assertThat(asked.parameter("FromCity")).isEqualTo("SAN FRANCISCO");
        assertThat(asked.parameter("FromCountry")).isEqualTo("US");
        assertThat(asked.has("ToCity")).isTrue();
        assertThat(post.messages(BOB, Direction.OUTBOUND_REPLY)).isEmpty();
        assertThat(post.events(copy)).containsExactly("message.received", "webhook.exchange");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/xml   | <Response><Message>Hi!</Message></Response>             | Hi!",
                "text/xml   | <Response><Sms>Hi!</Sms></Response>                     | Hi!",
                "text/xml   | <Response><Message><Body>Hi!</Body></Message></Response> | Hi!",
                "text/plain | Hi!                                                     | Hi!",
            })
    void theAnswerIsSentBackToWhoWrote(String type, String answer, String reply) {
        post.bob.on("/sms", Reply.typed(type, answer.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        post.send("Hello");
        post.runFor(MINUTE);

        assertThat(post.messages(BOB, Direction.OUTBOUND_REPLY)).singleElement().satisfies(message -> {
            assertThat(message.from()).isEqualTo(BOBS);
            assertThat(message.to()).isEqualTo(ALICES);
            assertThat(message.body()).isEqualTo(reply);
            assertThat(message.status()).isEqualTo(Status.DELIVERED);
        });
        assertThat(post.messages(ALICE, Direction.INBOUND))
                .extracting(Message::body)
                .containsExactly(reply);
    }

    @Test
    void repliesHaveMediaOtherPartiesAndCallbacks() {
        post.number(BOB, "+493099999", null, null);
        post.bob.on("/sms", """
                <Response>
                  <Message to="+493099999" action="/done"><Body>one</Body><Media>/pic.png</Media></Message>
                  <Message from="+493099999" statusCallback="http://bob.example/told" method="GET">two</Message>
                </Response>""").on("/done", Reply.status(204)).on("/told", Reply.status(204));
        post.send("Hello");
        post.runFor(MINUTE);

        List<Message> replies = post.messages(BOB, Direction.OUTBOUND_REPLY);
        assertThat(replies).extracting(Message::to).containsExactly("+493099999", ALICES);
        assertThat(replies).extracting(Message::from).containsExactly(BOBS, "+493099999");
        assertThat(replies.getFirst().media()).containsExactly("http://bob.example/pic.png");
        assertThat(post.bob.requests("/done"))
                .extracting(r -> r.parameter("MessageStatus"))
                .containsExactly("queued", "sent", "delivered");
        assertThat(post.bob.requests("/told"))
                .allMatch(request -> request.method().equals("GET"))
                .hasSize(3);
    }

    @Test
    void redirectsAreFollowedAndEndTheDocument() {
        post.bob
                .on(
                        "/sms",
                        "<Response><Message>one</Message><Redirect>more/next</Redirect><Message>never</Message></Response>")
                .on("/more/next", "<Response><Message>two</Message></Response>");
        post.send("Hello");
        post.runFor(MINUTE);
        assertThat(replies()).containsExactly("one", "two");
        assertThat(post.bob.request("/more/next").parameter("Body")).isEqualTo("Hello");
    }

    @Test
    void aDocumentThatRedirectsToItselfEndsAfterFifty() {
        post.bob.on("/sms", "<Response><Redirect/></Response>");
        post.send("Hello");
        post.runFor(MINUTE.multipliedBy(5));
        assertThat(post.bob.requests("/sms")).hasSize(50);
        assertThat(post.notices(BOB)).containsExactly(14106);
        assertThat(post.messages(BOB, Direction.INBOUND).getFirst().status()).isEqualTo(Status.RECEIVED);
    }

    @Test
    void tenRepliesAreEnough() {
        post.bob.on("/sms", "<Response>" + "<Message>x</Message>".repeat(13) + "</Response>");
        post.send("Hello");
        post.runFor(MINUTE);
        assertThat(replies()).hasSize(10);
        assertThat(post.notices(BOB)).containsExactly(14109);
    }

    @Test
    void applicationsThatAnswerEachOtherAreStopped() {
        post.number(BOB, "+493099999", "/sms", null);
        post.bob.on("/sms", "<Response><Message>And you?</Message></Response>");
        done(post.desk.send(command(BOB, "+493099999", BOBS, "How are you?", null)));
        post.runFor(Duration.ofSeconds(20));

        assertThat(replies()).hasSizeBetween(28, 30);
        assertThat(post.notices(BOB)).containsExactly(14107);
        long before = post.bob.requests().size();
        post.runFor(MINUTE);
        assertThat(post.bob.requests()).hasSize((int) before);

        done(post.desk.send(command(BOB, "+493099999", BOBS, "Once more?", null)));
        post.runFor(Duration.ofSeconds(1));
        assertThat(replies()).as("after the window they may talk again").hasSizeGreaterThan(30);
    }

    @Test
    void theFallbackIsAskedWhenTheApplicationFails() {
        post.bob.on("/sms", Reply.status(500)).on("/sorry", "<Response><Message>Later, please.</Message></Response>");
        post.send("Hello");
        post.runFor(MINUTE);
        assertThat(post.bob.request("/sorry").parameter("ErrorCode")).isEqualTo("11200");
        assertThat(replies()).containsExactly("Later, please.");
        assertThat(post.notices(BOB)).containsExactly(11200);
    }

    @Test
    void whenAllFailsNothingIsSentAndTheDeveloperCanSeeIt() {
        post.bob.on("/sms", "<Response><Mess").on("/sorry", Reply.fails(Reply.Fate.REFUSED));
        post.send("Hello");
        post.runFor(MINUTE);
        assertThat(replies()).isEmpty();
        assertThat(post.notices(BOB)).contains(12100, 11202);
        assertThat(post.messages(BOB, Direction.INBOUND).getFirst().status()).isEqualTo(Status.RECEIVED);
    }

    @Test
    void verbsOfCallsAreIgnoredWithAWarning() {
        post.bob.on("/sms", "<Response><Say>Hi</Say><Message colour=\"red\">Hi</Message></Response>");
        post.send("Hello");
        post.runFor(MINUTE);
        assertThat(replies()).containsExactly("Hi");
        assertThat(post.notices(BOB)).containsExactlyInAnyOrder(14110, 12200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<Message to=\"nobody\">x</Message>           | 14101",
                "<Message from=\"+14155550100\">x</Message>   | 14102",
                "<Message></Message>                          | 14103",
                "<Message statusCallback=\"ftp://x\">x</Message> | 14105",
                "<Redirect method=\"PUT\">/sms2</Redirect>    | 14104",
            })
    void badAttributesHaveTheirCodes(String markup, int code) {
        post.bob.on("/sms", "<Response>" + markup + "</Response>").on("/sms2", "<Response/>");
        post.send("Hello");
        post.runFor(MINUTE);
        assertThat(replies()).isEmpty();
        assertThat(post.notices(BOB)).containsExactly(code);
    }

    @Test
    void aSlowApplicationHoldsUpItsOwnVisitorOnly() {
        post.number(ALICE, "+14155550101", null, null);
        post.bob.on(
                "/sms",
                request -> request.parameter("From").equals(ALICES)
                        ? Reply.fails(Reply.Fate.SILENT)
                        : Reply.xml("<Response><Message>Hi</Message></Response>"));
        post.send("Hello");
        Message second = post.send("Hello?");
        done(post.desk.send(command(ALICE, "+14155550101", BOBS, "Hello", null)));
        post.runFor(Duration.ofSeconds(5));
        assertThat(replies()).hasSize(1);
        assertThat(post.now(second).status())
                .as("sending does not wait for the application")
                .isEqualTo(Status.DELIVERED);
        post.runFor(MINUTE.multipliedBy(2));
        assertThat(post.messages(BOB, Direction.INBOUND)).allMatch(message -> message.status() == Status.RECEIVED);
    }

    @Test
    void afterACrashTheApplicationIsAskedAgain() {
        post.bob.on("/sms", Reply.fails(Reply.Fate.SILENT));
        post.send("Hello");
        post.runFor(Duration.ofSeconds(1));
        Message copy = post.messages(BOB, Direction.INBOUND).getFirst();
        assertThat(copy.status()).isEqualTo(Status.RECEIVING);
        try (Post again = new Post(post)) {
            again.bob.on("/sms", "<Response><Message>Here I am</Message></Response>");
            again.desk.recover();
            again.runFor(MINUTE);
            assertThat(again.now(copy).status()).isEqualTo(Status.RECEIVED);
            assertThat(again.messages(BOB, Direction.OUTBOUND_REPLY)).hasSize(1);
        }
    }

    @Test
    void whatAGatewayBringsIsReceivedOrRefused() {
        post.bob.on("/sms", "<Response><Message>Hi</Message></Response>");
        Message in = done(post.desk.received("+33612345678", BOBS, "Bonjour", List.of()));
        assertThat(code(post.desk.received("+33612345678", "+4930000", "Bonjour", List.of())))
                .isEqualTo(21211);
        post.runFor(MINUTE);
        assertThat(post.now(in).status()).isEqualTo(Status.RECEIVED);
        assertThat(post.bob.request("/sms").parameter("From")).isEqualTo("+33612345678");
        assertThat(post.messages(BOB, Direction.OUTBOUND_REPLY))
                .singleElement()
                .satisfies(reply -> assertThat(reply.errorCode()).isEqualTo(21612));
    }

    @Test
    void aNumberWithoutAnApplicationJustReceives() {
        post.desk.send(command(BOB, BOBS, ALICES, "Hello", new Hook(post.bob.url("/nothing"), "POST")));
        post.runFor(MINUTE);
        assertThat(post.messages(ALICE, Direction.INBOUND))
                .singleElement()
                .satisfies(message -> assertThat(message.status()).isEqualTo(Status.RECEIVED));
        assertThat(post.alice.requests()).isEmpty();
    }

    private List<String> replies() {
        return post.messages(BOB, Direction.OUTBOUND_REPLY).stream()
                .map(Message::body)
                .toList();
    }

    @Test
    void aShortCodeAnswersAndAsksLikeANumber() {
        Asset vote = new Asset(
                Samples.sid("SC", 1),
                ALICE,
                null,
                Map.of("short_code", "72345", "sms_url", post.alice.url("/code"), "sms_method", "POST"),
                post.timeline.now(),
                post.timeline.now());
        post.store.commit(Change.put(AssetKinds.SHORT_CODES, vote));
        post.alice.on("/code", "<Response><Message>Thanks</Message></Response>");
        done(post.desk.send(command(BOB, BOBS, "72345", "VOTE 1", null)));
        post.runFor(MINUTE);

        assertThat(post.alice.request("/code").parameter("To")).isEqualTo("72345");
        assertThat(post.alice.request("/code").parameter("Body")).isEqualTo("VOTE 1");
        assertThat(post.messages(BOB, Direction.INBOUND))
                .singleElement()
                .satisfies(thanks -> assertThat(thanks.from()).isEqualTo("72345"));
        assertThat(code(post.desk.send(command(BOB, "72345", BOBS, "not mine", null))))
                .isEqualTo(21606);
    }

    @Test
    void whoWritesCanBeCalledLater() {
        post.alice.on(
                "/later",
                "<Response><Message>We call at five.</Message>"
                        + "<CallAtTime time=\"17:00\"><Say loop=\"2\">It is five.</Say></CallAtTime></Response>");
        post.number(ALICE, "+14155550155", "/later", null);
        done(post.desk.send(command(BOB, BOBS, "+14155550155", "Call me", null)));
        post.runFor(MINUTE);

        assertThat(post.ordered)
                .containsExactly("+14155550155 calls " + BOBS + " at 2026-01-05T17:00:00Z: "
                        + "<Response><Say loop=\"2\">It is five.</Say></Response>");
        assertThat(post.messages(BOB, Direction.INBOUND))
                .extracting(Message::body)
                .contains("We call at five.");
    }
}
