package org.offhook.testkit.conferences;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offhook.core.Outcome;
import org.offhook.core.ids.Sid;
import org.offhook.core.notifications.Notification;
import org.offhook.core.queues.CallQueue;
import org.offhook.core.queues.QueueMember;
import org.offhook.core.recordings.Recording;
import org.offhook.core.store.Query;
import org.offhook.testkit.fakes.AppRequest;
import org.offhook.testkit.fakes.PhoneCall;

/// Waiting in a queue and being taken (contract §7.1 Enqueue, §7.2 Queue, §9.9, §9.10, §16).
final class QueueTest {

    private static String caller(Hall hall, String attributes) {
        return hall.number("<Response><Enqueue action=\"/after\" " + attributes + ">support</Enqueue></Response>");
    }

    private static String agent(Hall hall, String dial, String queue) {
        hall.world.app().on("/taken", "<Response><Say>Next please.</Say></Response>");
        return hall.number("<Response><Dial action=\"/taken\" " + dial + "><Queue " + queue
                + ">support</Queue></Dial></Response>");
    }

    private static AppRequest after(Hall hall) {
        return hall.world.app().requests("/after").getLast();
    }

    @Test
    void theOneWhoWaitsIsJoinedWithTheOneWhoTakes() {
        try (Hall hall = new Hall()) {
            PhoneCall ann = hall.enters(caller(hall, ""));
            assertThat(ann.heard()).containsExactly("hold music");
            PhoneCall agent = hall.enters(agent(hall, "", ""));
            hall.says(agent, "How can I help?");
            hall.says(ann, "It does not ring.");
            agent.hangUp();
            hall.moment();

            assertThat(ann.heard()).containsExactly("hold music …", "How can I help?", "Afterwards.");
            assertThat(agent.heard()).containsExactly("It does not ring.");
            assertThat(after(hall).parameter("QueueResult")).isEqualTo("bridged");
            assertThat(after(hall).parameter("QueueTime")).isEqualTo("2");
            AppRequest taken = hall.world.app().requests("/taken").getFirst();
            assertThat(taken.parameter("DialCallStatus")).isEqualTo("completed");
            assertThat(taken.parameter("DialBridged")).isEqualTo("true");
            assertThat(taken.parameter("QueueSid")).startsWith("QU");
        }
    }

    @Test
    void theTalkIsRecordedWhenDialSaysSo() {
        try (Hall hall = new Hall()) {
            PhoneCall ann = hall.enters(caller(hall, "waitUrl=\"\""));
            PhoneCall agent = hall.enters(agent(hall, "record=\"record-from-answer-dual\"", ""));
            hall.says(ann, "It does not ring.");
            agent.hangUp();
            hall.moment();
            Recording recording = hall.world.tenant().recordings().getFirst();

            assertThat(recording.status()).isEqualTo(Recording.Status.COMPLETED);
            assertThat(recording.channels()).isEqualTo(2);
            assertThat(recording.call()).isEqualTo(hall.sid(agent));
            assertThat(hall.world.app().requests("/taken").getFirst().parameter("RecordingSid"))
                    .isEqualTo(recording.sid().value());
        }
    }

    @Test
    void whoTakesGoesOnWhenTheCallerHangsUp() {
        try (Hall hall = new Hall()) {
            PhoneCall ann = hall.enters(caller(hall, ""));
            PhoneCall agent = hall.enters(agent(hall, "", ""));
            Sid call = hall.sid(ann);
            ann.hangUp();
            hall.moment();

            assertThat(agent.heard()).containsExactly("Next please.");
            assertThat(hall.world.app().requests("/taken").getFirst().parameter("DialCallSid"))
                    .isEqualTo(call.value());
            assertThat(after(hall).parameter("QueueResult")).isEqualTo("hangup");
        }
    }

    @Test
    void whoCameFirstIsTakenFirst() {
        try (Hall hall = new Hall()) {
            String support = caller(hall, "waitUrl=\"\"");
            PhoneCall first = hall.enters(support);
            PhoneCall second = hall.enters(support);
            PhoneCall third = hall.enters(support);
            first.hangUp();
            hall.moment();
            PhoneCall agent = hall.enters(agent(hall, "", ""));
            hall.says(agent, "Hello.");

            assertThat(second.heard()).containsExactly("Hello.");
            assertThat(third.heard()).isEmpty();
        }
    }

    @Test
    void whoTakesWaitsForTheNextCallerAsLongAsTheTimeoutSays() {
        try (Hall hall = new Hall()) {
            String support = caller(hall, "waitUrl=\"\"");
            hall.enters(support).hangUp();
            hall.moment();
            PhoneCall patient = hall.enters(agent(hall, "timeout=\"20\"", ""));
            PhoneCall hasty = hall.enters(agent(hall, "timeout=\"5\"", ""));
            hall.world.runFor(Duration.ofSeconds(6));
            assertThat(hasty.heard()).containsExactly("Next please.");
            assertThat(hall.world.app().requests("/taken").getFirst().parameter("DialCallStatus"))
                    .isEqualTo("no-answer");

            PhoneCall ann = hall.enters(support);
            hall.says(patient, "At last.");
            assertThat(ann.heard()).containsExactly("At last.");
        }
    }

    @Test
    void aQueueThatIsNotThereIsAnError() {
        try (Hall hall = new Hall()) {
            PhoneCall agent = hall.enters(agent(hall, "", ""));

            assertThat(agent.heard()).containsExactly("Next please.");
            assertThat(hall.world.app().requests("/taken").getFirst().parameter("DialCallStatus"))
                    .isEqualTo("error");
        }
    }

    @Test
    void t21TheWaitingDocumentIsHeardAgainAndAgainAndKnowsThePosition() {
        try (Hall hall = new Hall()) {
            hall.world.app().on("/wait", "<Response><Say>You are next.</Say></Response>");
            String support = caller(hall, "waitUrl=\"/wait\"");
            PhoneCall ann = hall.enters(support);
            hall.enters(support);
            hall.moment();

            assertThat(ann.heard()).startsWith("You are next.", "You are next.", "You are next.");
            AppRequest second = hall.world.app().requests("/wait").stream()
                    .filter(request -> request.parameter("QueuePosition").equals("2"))
                    .findFirst()
                    .orElseThrow();
            assertThat(second.parameter("CurrentQueueSize")).isEqualTo("2");
            assertThat(second.parameter("MaxQueueSize")).isEqualTo("1000");
            assertThat(second.has("AvgQueueTime")).isTrue();
            assertThat(second.parameter("QueueSid")).startsWith("QU");
        }
    }

    @Test
    void aKeyInTheWaitingDocumentLeavesTheQueue() {
        try (Hall hall = new Hall()) {
            hall.world
                    .app()
                    .on(
                            "/wait",
                            "<Response><Gather numDigits=\"1\" timeout=\"60\" action=\"/leave\"><Say>Press a key.</Say>"
                                    + "</Gather></Response>")
                    .on("/leave", "<Response><Leave/></Response>");
            PhoneCall ann = hall.enters(caller(hall, "waitUrl=\"/wait\""));
            ann.press("1");
            hall.moment();

            assertThat(ann.heard()).endsWith("Afterwards.");
            assertThat(after(hall).parameter("QueueResult")).isEqualTo("leave");
            assertThat(members(hall)).isEmpty();
        }
    }

    @Test
    void leaveOutsideOfAQueueDoesNothing() {
        try (Hall hall = new Hall()) {
            PhoneCall ann = hall.enters(hall.number("<Response><Leave/><Say>Still here.</Say></Response>"));

            assertThat(ann.heard()).containsExactly("Still here.");
            assertThat(hall.world.tenant().notifications())
                    .extracting(Notification::code)
                    .containsExactly(12200);
        }
    }

    @Test
    void hangupInTheWaitingDocumentEndsTheCall() {
        try (Hall hall = new Hall()) {
            hall.world.app().on("/wait", "<Response><Say>We are closed.</Say><Hangup/></Response>");
            PhoneCall ann = hall.enters(caller(hall, "waitUrl=\"/wait\""));

            assertThat(ann.heard()).containsExactly("We are closed.");
            assertThat(ann.live()).isFalse();
            assertThat(after(hall).parameter("QueueResult")).isEqualTo("hangup");
        }
    }

    @Test
    void aWaitingDocumentThatFailsIsAnErrorOfTheQueue() {
        try (Hall hall = new Hall()) {
            PhoneCall ann = hall.enters(caller(hall, "waitUrl=\"/nothing\""));

            assertThat(ann.heard()).containsExactly("Afterwards.");
            assertThat(after(hall).parameter("QueueResult")).isEqualTo("error");
        }
    }

    @Test
    void aFullQueueTakesNobody() {
        try (Hall hall = new Hall()) {
            Object _ = hall.world.queues().create(hall.world.tenant().sid(), "support", 1);
            String support = caller(hall, "waitUrl=\"\"");
            hall.enters(support);
            PhoneCall second = hall.enters(support);

            assertThat(second.heard()).containsExactly("Afterwards.");
            assertThat(after(hall).parameter("QueueResult")).isEqualTo("queue-full");
        }
    }

    @Test
    void whoFindsMoreWaitingThanItsDocumentAllowsDoesNotWait() {
        try (Hall hall = new Hall()) {
            hall.world.app().on("/wait", "<Response><Pause length=\"60\"/></Response>");
            hall.enters(caller(hall, "waitUrl=\"/wait\""));
            PhoneCall second = hall.enters(caller(hall, "waitUrl=\"/wait\" maxQueueSize=\"1\""));
            assertThat(second.heard()).containsExactly("Afterwards.");
            assertThat(after(hall).parameter("QueueResult")).isEqualTo("queue-full");
            hall.enters(caller(hall, "waitUrl=\"/wait\" maxQueueSize=\"2\""));
            assertThat(hall.world.app().requests("/wait").getLast().parameter("MaxQueueSize"))
                    .isEqualTo("2");
        }
    }

    @Test
    void t10TheGreetingIsHeardByTheCallerFirstAndTellsWhoTakes() {
        try (Hall hall = new Hall()) {
            hall.world.app().on("/greeting", "<Response><Say>You are through to support.</Say></Response>");
            PhoneCall ann = hall.enters(caller(hall, "waitUrl=\"\""));
            PhoneCall agent = hall.enters(agent(hall, "", "url=\"/greeting\""));
            hall.moment();
            hall.says(agent, "Hello.");
            AppRequest greeting = hall.world.app().requests("/greeting").getFirst();

            assertThat(ann.heard()).containsExactly("You are through to support.", "Hello.");
            assertThat(greeting.parameter("DequeingCallSid"))
                    .isEqualTo(hall.sid(agent).value());
            assertThat(greeting.parameter("CallSid")).isEqualTo(hall.sid(ann).value());
            assertThat(greeting.parameter("QueueTime")).isEqualTo("1");
        }
    }

    @Test
    void whenTheOneWhoTakesGoesDuringTheGreetingTheCallerIsNextAgain() {
        try (Hall hall = new Hall()) {
            hall.world.app().on("/greeting", "<Response><Pause length=\"30\"/></Response>");
            String support = caller(hall, "waitUrl=\"\"");
            PhoneCall ann = hall.enters(support);
            hall.enters(support);
            PhoneCall agent = hall.enters(agent(hall, "", "url=\"/greeting\""));
            agent.hangUp();
            hall.moment();

            assertThat(members(hall)).hasSize(2);
            assertThat(members(hall).getFirst().call()).isEqualTo(hall.sid(ann));
            PhoneCall other = hall.enters(agent(hall, "", ""));
            hall.says(other, "Sorry.");
            assertThat(ann.heard()).containsExactly("Sorry.");
        }
    }

    @Test
    void aMemberIsSentElsewhereWithWhatTheQueueProduced() {
        try (Hall hall = new Hall()) {
            hall.world.app().on("/elsewhere", "<Response><Say>We call you back.</Say></Response>");
            PhoneCall ann = hall.enters(caller(hall, "waitUrl=\"\""));
            Object _ = hall.world.tenant().redirect(hall.sid(ann), "/elsewhere");
            hall.moment();
            AppRequest request = hall.world.app().requests("/elsewhere").getFirst();

            assertThat(ann.heard()).containsExactly("We call you back.");
            assertThat(request.parameter("QueueResult")).isEqualTo("redirected");
            assertThat(request.parameter("QueueTime")).isEqualTo("1");
            assertThat(members(hall)).isEmpty();
        }
    }

    @Test
    void queuesAreMadeFoundChangedAndDeletedWhenNobodyWaits() {
        try (Hall hall = new Hall()) {
            Sid account = hall.world.tenant().sid();
            var queues = hall.world.queues();
            CallQueue made = ((Outcome.Done<CallQueue>) queues.create(account, "support", 10)).value();
            assertThat(queues.create(account, "support", 10)).isInstanceOf(Outcome.Refused.class);
            assertThat(queues.create(account, "x".repeat(65), 10)).isInstanceOf(Outcome.Refused.class);
            assertThat(queues.create(account, "large", 5001)).isInstanceOf(Outcome.Refused.class);
            assertThat(queues.find(account, "support")).isEqualTo(Outcome.done(made));
            assertThat(queues.find(hall.world.tenant("other").sid(), made.sid().value()))
                    .isInstanceOf(Outcome.Refused.class);

            PhoneCall ann = hall.enters(caller(hall, "waitUrl=\"\""));
            assertThat(queues.standing(made.sid(), hall.sid(ann)).position()).isEqualTo(1);
            assertThat(queues.member(account, made.sid(), "Front"))
                    .isEqualTo(queues.member(account, made.sid(), hall.sid(ann).value()));
            assertThat(queues.delete(account, "support")).isInstanceOf(Outcome.Refused.class);
            ann.hangUp();
            hall.moment();
            assertThat(queues.update(account, "support", "help", 20)).isInstanceOf(Outcome.Done.class);
            assertThat(queues.delete(account, "help")).isInstanceOf(Outcome.Done.class);
            assertThat(queues.find(account, made.sid().value())).isInstanceOf(Outcome.Refused.class);
        }
    }

    @Test
    void afterAPowerCutTheQueueIsThereAndEmpty() {
        try (Hall hall = new Hall()) {
            String support = caller(hall, "waitUrl=\"\"");
            PhoneCall ann = hall.enters(support);
            hall.world.powerFails(Duration.ofSeconds(1));
            hall.moment();
            ann.hangUp();
            PhoneCall bob = hall.enters(support);

            assertThat(members(hall))
                    .singleElement()
                    .extracting(QueueMember::call)
                    .isEqualTo(hall.sid(bob));
            assertThat(hall.world.store().list(CallQueue.KIND, Query.of(null))).hasSize(1);
        }
    }

    private static List<QueueMember> members(Hall hall) {
        CallQueue queue =
                hall.world.store().list(CallQueue.KIND, Query.of(null)).getFirst();
        return hall.world.queues().members(hall.world.tenant().sid(), queue.sid());
    }
}
