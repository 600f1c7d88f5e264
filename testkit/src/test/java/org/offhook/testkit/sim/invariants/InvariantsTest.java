package org.offhook.testkit.sim.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.offhook.core.calls.CallStatus;
import org.offhook.core.conferences.Participant;
import org.offhook.core.events.Event;
import org.offhook.core.events.EventType;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.queues.QueueMember;
import org.offhook.core.store.Change;
import org.offhook.core.web.Hook;
import org.offhook.core.webhooks.Delivery;
import org.offhook.core.webhooks.Parameters;
import org.offhook.testkit.sim.World;
import org.offhook.testkit.store.MemoryStore;

/// A law that cannot be broken proves nothing: each is shown a world that breaks it, and one that does not.
final class InvariantsTest {

    /// @param breach a scene that breaks the law
    /// @param honest one that is close to it and does not
    record Example(Supplier<Invariant> law, Consumer<Trial> breach, Consumer<Trial> honest) {}

    private static final List<Example> EXAMPLES = List.of(
            new Example(
                    GaplessEvents::new,
                    trial -> trial.event(0, EventType.CALL_INITIATED).event(2, EventType.CALL_ANSWERED),
                    trial -> trial.event(0, EventType.CALL_INITIATED).event(1, EventType.CALL_ANSWERED)),
            new Example(
                    GaplessEvents::new,
                    trial -> trial.event(0, EventType.CALL_INITIATED)
                            .event(1, EventType.CALL_ANSWERED, Trial.NOON.minusSeconds(1)),
                    trial -> trial.event(0, EventType.CALL_INITIATED)
                            .event(1, EventType.CALL_ANSWERED, Trial.NOON.plusSeconds(1))),
            new Example(
                    LegalCallEvents::new,
                    trial -> trial.event(0, EventType.CALL_ENDED).event(1, EventType.SPEECH),
                    trial -> trial.event(0, EventType.CALL_ENDED).event(1, EventType.CALLBACK)),
            new Example(
                    LegalCallEvents::new,
                    trial -> trial.event(0, EventType.CALL_ANSWERED).event(1, EventType.CALL_RINGING),
                    trial -> trial.event(0, EventType.CALL_RINGING).event(1, EventType.CALL_ANSWERED)),
            new Example(
                    OneWayStatus::new,
                    trial -> trial.put(Trial.call(CallStatus.BUSY)).put(Trial.call(CallStatus.COMPLETED)),
                    trial -> trial.put(Trial.call(CallStatus.RINGING)).put(Trial.call(CallStatus.COMPLETED))),
            new Example(
                    OneWayStatus::new,
                    trial -> trial.put(Trial.call(CallStatus.IN_PROGRESS)).put(Trial.call(CallStatus.RINGING)),
                    trial -> trial.put(Trial.call(CallStatus.IN_PROGRESS)).put(Trial.call(CallStatus.IN_PROGRESS))),
            new Example(
                    OpenCallsLive::new,
                    trial -> trial.put(Trial.call(CallStatus.IN_PROGRESS))
                            .see(new Observation.Recovered())
                            .look(),
                    trial -> {
                        trial.scripts.add("call " + Trial.CALL);
                        trial.put(Trial.call(CallStatus.QUEUED))
                                .see(new Observation.Recovered())
                                .look();
                    }),
            new Example(
                    ClosedRecords::new,
                    trial -> trial.put(Trial.call(CallStatus.IN_PROGRESS)).finish(),
                    trial -> trial.put(Trial.call(CallStatus.COMPLETED)).finish()),
            new Example(
                    AccountsApart::new,
                    trial -> trial.asked(Trial.BOB, "AccountSid", Trial.BOB.value()),
                    trial -> trial.asked(Trial.ALICE, "AccountSid", Trial.ALICE.value())),
            new Example(
                    AccountsApart::new,
                    trial -> trial.put(Trial.call(CallStatus.RINGING))
                            .see(new Observation.Committed(Change.put(Delivery.KIND, owed(Trial.BOB, 0)))),
                    trial -> trial.put(Trial.call(CallStatus.RINGING))
                            .asked(Trial.ALICE, "CallSid", Trial.CALL.value())),
            new Example(
                    SilenceAfterTheEnd::new,
                    trial -> trial.put(Trial.call(CallStatus.COMPLETED))
                            .asked(Trial.ALICE, "CallSid", Trial.CALL.value()),
                    trial -> trial.put(Trial.call(CallStatus.COMPLETED))
                            .asked(Trial.ALICE, "CallSid", Trial.CALL.value(), "CallbackSource", "x")),
            new Example(
                    CallbacksInOrder::new,
                    trial -> told(told(trial, 0, "ringing"), 2, "completed"),
                    trial -> told(told(trial, 0, "ringing"), 1, "completed")),
            new Example(
                    CallbacksInOrder::new,
                    trial -> told(told(trial, 0, "in-progress"), 1, "ringing"),
                    trial -> told(told(trial, 0, "ringing"), 0, "ringing")),
            new Example(
                    CallbacksRemembered::new,
                    trial -> {
                        trial.store.commit(Change.put(Delivery.KIND, owed(Trial.ALICE, 0)));
                        trial.finish();
                    },
                    trial -> {
                        trial.store.commit(Change.put(Delivery.KIND, owed(Trial.ALICE, 1)));
                        trial.finish();
                    }),
            new Example(
                    OneFinalResponse::new,
                    trial -> trial.responds(100).responds(200).responds(486),
                    trial -> trial.responds(100).responds(200).responds(200).finish()),
            new Example(
                    OneFinalResponse::new,
                    trial -> trial.responds(180).finish(),
                    trial -> trial.responds(180)
                            .see(new Observation.PowerFailed())
                            .finish()),
            new Example(
                    ScriptsEndWithCalls::new,
                    trial -> outlived(trial, Duration.ofSeconds(2)),
                    trial -> outlived(trial, Duration.ofMillis(10))),
            new Example(EverythingGivenBack::new, trial -> left(trial, "call CA", 0), trial -> left(trial, "x", 0)),
            new Example(EverythingGivenBack::new, trial -> left(trial, "x", 1), trial -> left(trial, "x", 0)),
            new Example(TruthfulRecords::new, trial -> answered(trial, true), trial -> answered(trial, false)),
            new Example(
                    OneConferenceEach::new,
                    trial -> trial.see(entered(1, 1, false)).see(entered(2, 2, false)),
                    trial -> trial.see(entered(1, 1, false)).see(left(1)).see(entered(2, 2, false))),
            new Example(
                    OneConferenceEach::new,
                    trial -> trial.see(entered(1, 1, true))
                            .see(entered(3, 1, false))
                            .see(left(1))
                            .look(),
                    trial -> trial.see(entered(1, 1, true))
                            .see(entered(3, 1, false))
                            .see(left(1))
                            .see(left(3))
                            .look()),
            new Example(
                    QueuesInOrder::new,
                    trial -> called(trial.see(waits(1)).see(waits(2)), 2),
                    trial -> called(trial.see(waits(1)).see(waits(2)), 1)),
            new Example(
                    NobodyLeftWaiting::new,
                    trial -> {
                        trial.store.commit(((Observation.Committed) waits(1)).change());
                        trial.finish();
                    },
                    Trial::finish),
            new Example(
                    ContentPeers::new,
                    trial -> {
                        trial.webComplaints.add("POST /voice is signed wrong");
                        trial.finish();
                    },
                    Trial::finish));

    static Stream<Example> examples() {
        return EXAMPLES.stream();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void aBreachIsFoundAndWhatOnlyLooksLikeOneIsNot(Example example) {
        Trial breach = new Trial(example.law().get());
        example.breach().accept(breach);
        Trial honest = new Trial(example.law().get());
        example.honest().accept(honest);

        assertThat(breach.found).isNotEmpty();
        assertThat(honest.found).isEmpty();
    }

    @Test
    void everyLawHasAnExample() {
        Map<String, Invariant> shown = new LinkedHashMap<>();
        EXAMPLES.forEach(
                example -> shown.put(example.law().get().name(), example.law().get()));

        assertThat(Invariants.all()).extracting(Invariant::name).containsExactlyInAnyOrderElementsOf(shown.keySet());
    }

    /// A call enters; rows 1 and 2 are of one call.
    private static Observation entered(int row, int conference, boolean ends) {
        return new Observation.Committed(Change.put(
                Participant.KIND,
                new Participant(
                        Trial.sid(SidType.PARTICIPANT, row),
                        Trial.ALICE,
                        Trial.sid(SidType.CONFERENCE, conference),
                        Trial.sid(SidType.CALL, row == 2 ? 1 : row),
                        null,
                        false,
                        false,
                        false,
                        null,
                        true,
                        ends,
                        true,
                        Trial.NOON,
                        Trial.NOON)));
    }

    private static Observation left(int row) {
        return new Observation.Committed(Change.remove(Participant.KIND, Trial.sid(SidType.PARTICIPANT, row)));
    }

    private static Observation waits(int row) {
        return new Observation.Committed(Change.put(
                QueueMember.KIND,
                new QueueMember(
                        Trial.sid(SidType.QUEUE_MEMBER, row),
                        Trial.ALICE,
                        Trial.sid(SidType.QUEUE, 1),
                        Trial.sid(SidType.CALL, row),
                        Trial.NOON.plusSeconds(row))));
    }

    private static void called(Trial trial, int row) {
        Sid queue = Trial.sid(SidType.QUEUE, 1);
        Map<String, String> data = Map.of("reason", "called");
        trial.see(new Observation.Committed(Change.remove(QueueMember.KIND, Trial.sid(SidType.QUEUE_MEMBER, row))))
                .see(new Observation.Committed(Change.append(new Event(
                        Trial.sid(SidType.EVENT, 1), Trial.ALICE, queue, 0, Trial.NOON, EventType.QUEUE_LEFT, data))));
    }

    private static Trial told(Trial trial, int sequence, String status) {
        return trial.asked(
                Trial.ALICE,
                "CallbackSource",
                "call-progress-events",
                "CallSid",
                Trial.CALL.value(),
                "SequenceNumber",
                Integer.toString(sequence),
                "CallStatus",
                status);
    }

    private static Delivery owed(Sid account, int attempts) {
        return new Delivery(
                account.equals(Trial.BOB) ? Trial.CALL : Trial.sid(SidType.DELIVERY, 1),
                account,
                Trial.CALL,
                new Hook("http://alice.example/callback", "POST"),
                Parameters.NONE,
                "token",
                Delivery.State.PENDING,
                attempts,
                null,
                Trial.NOON);
    }

    private static void outlived(Trial trial, Duration by) {
        trial.scripts.add("call " + Trial.CALL);
        trial.put(Trial.call(CallStatus.COMPLETED));
        trial.elapsed = by;
        trial.look();
    }

    private static void left(Trial trial, String script, int media) {
        trial.scripts.add(script);
        trial.openMedia = media;
        trial.finish();
    }

    /// A caller lived through an answered call; the records are lost, or not.
    private static void answered(Trial trial, boolean lost) {
        try (World world = World.seeded(1)) {
            world.app().on("/voice", "<Response><Say>Hello.</Say></Response>");
            world.number("+15550100", "/voice");
            world.phone().calls("+15550100");
            world.run();
            trial.phones.addAll(world.phones());
            trial.store = lost ? new MemoryStore() : world.store();
            trial.finish();
        }
    }
}
