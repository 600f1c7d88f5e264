package org.offhook.testkit.sim.invariants;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.offhook.testkit.fakes.sip.SipText;
import org.offhook.testkit.network.Packet;

/// The platform gives every INVITE that it heard exactly one final response, and nothing provisional after it
/// (RFC 3261 §17.2.1).
final class OneFinalResponse implements Invariant {

    private final Map<String, Integer> statuses = new LinkedHashMap<>();

    @Override
    public String name() {
        return "every INVITE gets one final response";
    }

    @Override
    public void see(Observation observation, Scene scene, Consumer<String> broken) {
        if (observation instanceof Observation.PowerFailed) {
            // Nobody is left to answer; what is sent again is answered anew.
            statuses.clear();
        }
        if (observation instanceof Observation.Sent(Packet packet)
                && packet.from().equals(scene.platform())
                && packet.bytes()[0] == 'S') {
            SipText response = SipText.parse(packet.bytes());
            if (response.method().equals("INVITE")) {
                String transaction = response.need("Call-ID") + " " + response.need("CSeq") + " " + response.branch();
                int status = response.status();
                Integer before = statuses.put(transaction, status);
                if (before != null && before >= 200 && before != status) {
                    broken.accept(status + " after " + before + " for " + transaction);
                }
            }
        }
    }

    @Override
    public void finish(Scene scene, Consumer<String> broken) {
        statuses.forEach((transaction, status) -> {
            if (status < 200) {
                broken.accept("nothing final, only " + status + ", for " + transaction);
            }
        });
    }
}
