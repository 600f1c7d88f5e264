package org.offhook.testkit.sim.invariants;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.offhook.testkit.fakes.AppRequest;

/// The status callbacks of a call are delivered in order, each again until it was heard, and the last one tells
/// a terminal status.
final class CallbacksInOrder implements Invariant {

    private static final List<String> ORDER = List.of("queued", "initiated", "ringing", "in-progress");

    private final Map<String, Told> told = new HashMap<>();

    private record Told(int sequence, int step, String token) {}

    @Override
    public String name() {
        return "status callbacks of a call come in order";
    }

    @Override
    public void see(Observation observation, Scene scene, Consumer<String> broken) {
        if (observation instanceof Observation.Asked(var _, AppRequest request)
                && request.parameter("CallbackSource").equals("call-progress-events")) {
            String call = request.parameter("CallSid");
            int sequence = Integer.parseInt(request.parameter("SequenceNumber"));
            int found = ORDER.indexOf(request.parameter("CallStatus"));
            int step = found < 0 ? ORDER.size() : found;
            String token = request.headers().getOrDefault("I-Twilio-Idempotency-Token", "");
            Told before = told.put(call, new Told(sequence, step, token));
            if (before == null) {
                if (sequence != 0) {
                    broken.accept("the first callback about " + call + " has number " + sequence);
                }
                return;
            }
            boolean again = sequence == before.sequence() && token.equals(before.token());
            if (!again && sequence != before.sequence() + 1) {
                broken.accept("callback " + sequence + " about " + call + " follows " + before.sequence());
            }
            if (step < before.step() || (step == before.step() && !again)) {
                broken.accept("callback " + sequence + " about " + call + " tells " + request.parameter("CallStatus")
                        + " too late");
            }
        }
    }
}
