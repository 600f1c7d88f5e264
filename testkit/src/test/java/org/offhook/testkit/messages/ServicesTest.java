package org.offhook.testkit.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.offhook.core.Outcome;
import org.offhook.core.assets.Asset;
import org.offhook.core.assets.AssetKinds;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.messages.Message;
import org.offhook.core.messages.Message.Direction;
import org.offhook.core.messages.Message.Status;
import org.offhook.core.messages.SendMessage;
import org.offhook.core.messages.services.MessagingService;
import org.offhook.core.store.Change;
import org.offhook.testkit.contracts.Samples;
import org.offhook.testkit.fakes.AppRequest;
import org.offhook.testkit.fakes.Reply;

/// Messages through a messaging service (contract §15, §25.9).
final class ServicesTest {

    private static final Sid SERVICE = Samples.sid("MG", 1);
    private static final String NEARBY = "+14155550101";
    private static final String ELSEWHERE = "+12125550102";
    private static final String TO = "+14155550199";
    private static final Duration WHILE = Duration.ofSeconds(30);

    private final Post post = new Post();

    {
        post.number(Post.BOB, TO, "/sms", null);
        post.bob.on("/sms", Reply.xml("<Response/>"));
        post.alice.on("/inbound", Reply.xml("<Response><Message>answered</Message></Response>"));
        post.alice.on("/number", Reply.xml("<Response/>"));
        post.alice.on("/status", Reply.status(204));
    }

    @AfterEach
    void close() {
        post.close();
    }

    private MessagingService service(String... values) {
        Map<String, String> fields = new LinkedHashMap<>(Map.of("friendly_name", "shop"));
        for (int i = 0; i < values.length; i += 2) {
            fields.put(values[i], values[i + 1]);
        }
        Asset asset = new Asset(SERVICE, Post.ALICE, null, fields, post.timeline.now(), post.timeline.now());
        post.store.commit(Change.put(AssetKinds.MESSAGING_SERVICES, asset));
        return MessagingService.of(asset);
    }

    private void sends(String number) {
        post.number(Post.ALICE, number, "/number", null);
        Sid sid = post.numbers.at(number).orElseThrow().sid();
        Map<String, String> values = Map.of("sender", sid.value());
        post.store.commit(Change.put(
                AssetKinds.SENDERS,
                new Asset(
                        post.sids.next(SidType.SENDER),
                        Post.ALICE,
                        SERVICE,
                        values,
                        post.timeline.now(),
                        post.timeline.now())));
    }

    private Outcome<Message> send(MessagingService service, String from) {
        return post.desk.send(new SendMessage(
                Post.ALICE,
                from,
                TO,
                "news",
                List.of(),
                Direction.OUTBOUND_API,
                service.statusCallback(),
                null,
                service,
                null));
    }

    @Test
    void aMessageIsAcceptedThenQueuedAndSentByANumberOfThePool() {
        MessagingService shop = service("status_callback", post.alice.url("/status"));
        sends(NEARBY);
        Message message = Post.done(send(shop, ""));
        assertThat(message.status()).isEqualTo(Status.ACCEPTED);
        assertThat(message.from()).isEqualTo(NEARBY);
        assertThat(message.service()).isEqualTo(SERVICE);
        post.runFor(WHILE);
        assertThat(post.now(message).status()).isEqualTo(Status.DELIVERED);
        assertThat(post.alice.requests("/status").stream().map((AppRequest told) -> told.parameter("MessageStatus")))
                .containsExactly("accepted", "queued", "sent", "delivered");
        assertThat(post.alice.requests("/status").getFirst().parameter("MessagingServiceSid"))
                .isEqualTo(SERVICE.value());
    }

    @Test
    void itIsSentAfterACrashToo() {
        MessagingService shop = service();
        sends(NEARBY);
        Message message = Post.done(send(shop, ""));
        try (Post after = new Post(post)) {
            after.bob.on("/sms", Reply.xml("<Response/>"));
            after.desk.recover();
            after.runFor(WHILE);
            assertThat(after.now(message).status()).isEqualTo(Status.DELIVERED);
        }
    }

    @Test
    void numbersTakeTurnsAndThoseOfTheReceiversAreaGoFirst() {
        MessagingService near = service("area_code_geomatch", "true");
        sends(ELSEWHERE);
        sends(NEARBY);
        assertThat(List.of(from(near), from(near))).containsExactly(NEARBY, NEARBY);
        MessagingService any = service();
        assertThat(List.of(from(any), from(any))).containsExactlyInAnyOrder(NEARBY, ELSEWHERE);
    }

    @Test
    void aStickySenderStaysAsLongAsItIsInThePool() {
        MessagingService shop = service("sticky_sender", "true");
        sends(NEARBY);
        String first = from(shop);
        sends(ELSEWHERE);
        assertThat(List.of(from(shop), from(shop), from(shop))).containsOnly(first);
        post.numbers.release(post.numbers.at(first).orElseThrow());
        assertThat(List.of(from(shop), from(shop))).containsOnly(ELSEWHERE);
    }

    @Test
    void aSenderMayBeNamedWhenItIsInThePool() {
        MessagingService shop = service();
        sends(NEARBY);
        sends(ELSEWHERE);
        post.number(Post.ALICE, Post.ALICES, null, null);
        assertThat(Post.done(send(shop, ELSEWHERE)).from()).isEqualTo(ELSEWHERE);
        assertThat(Post.code(send(shop, Post.ALICES))).isEqualTo(21711);
    }

    @Test
    void aServiceWithoutNumbersSendsNothing() {
        assertThat(Post.code(send(service(), ""))).isEqualTo(21704);
    }

    @Test
    void theServicesUrlAnswersWhatComesToItsNumbers() {
        service("inbound_request_url", post.alice.url("/inbound"));
        sends(NEARBY);
        received();
        AppRequest asked = post.alice.requests("/inbound").getFirst();
        assertThat(asked.parameter("MessagingServiceSid")).isEqualTo(SERVICE.value());
        assertThat(asked.parameter("To")).isEqualTo(NEARBY);
        assertThat(post.alice.requests("/number")).isEmpty();
        assertThat(post.messages(Post.BOB, Direction.INBOUND))
                .extracting(Message::body)
                .containsExactly("answered");
    }

    @Test
    void aNumbersOwnUrlAnswersWhenTheServiceHasNoneOrLeavesItToIt() {
        service();
        sends(NEARBY);
        received();
        service("inbound_request_url", post.alice.url("/inbound"), "use_inbound_webhook_on_number", "true");
        received();
        assertThat(post.alice.requests("/number")).hasSize(2);
        assertThat(post.alice.requests("/inbound")).isEmpty();
    }

    private void received() {
        Post.done(post.desk.send(Post.command(Post.BOB, TO, NEARBY, "hello", null)));
        post.runFor(WHILE);
    }

    private String from(MessagingService service) {
        return Post.done(send(service, "")).from();
    }
}
