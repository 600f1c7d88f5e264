package org.offhook.testkit.sim.invariants;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.offhook.core.events.Event;
import org.offhook.core.ids.Sid;
import org.offhook.core.store.Change;
import org.offhook.core.store.Entity;
import org.offhook.testkit.fakes.AppRequest;

/// Nothing of one account reaches another: what is stored stays its owner's, events belong to the owner of
/// their subject, and an application hears of its own account only.
final class AccountsApart implements Invariant {

    private final Map<Sid, Sid> owners = new HashMap<>();

    @Override
    public String name() {
        return "accounts see nothing of each other";
    }

    @Override
    public void see(Observation observation, Scene scene, Consumer<String> broken) {
        switch (observation) {
            case Observation.Committed(Change.Put<?>(var _, Entity entity)) ->
                owned(entity.sid(), entity.account(), "is stored", broken);
            case Observation.Committed(Change.Append(Event event)) ->
                owned(event.subject(), event.account(), "has an event", broken);
            case Observation.Asked(var app, AppRequest request) -> {
                Sid owner = scene.ownerOf(app.host());
                String told = request.parameter("AccountSid");
                boolean strange = request.has("AccountSid") && (owner == null || !told.equals(owner.value()));
                if (owner != null && (strange || !request.account().equals(owner))) {
                    broken.accept(
                            "an application of " + owner + " is asked by " + request.account() + " about " + told);
                }
                for (String name : List.of("CallSid", "MessageSid", "DialCallSid", "RecordingSid")) {
                    String subject = request.parameter(name);
                    if (owner != null && !subject.isEmpty()) {
                        owned(new Sid(subject), owner, "is told to an application", broken);
                    }
                }
            }
            default -> {}
        }
    }

    private void owned(Sid thing, Sid account, String how, Consumer<String> broken) {
        Sid owner = owners.putIfAbsent(thing, account);
        if (owner != null && !owner.equals(account)) {
            broken.accept(thing + " of " + owner + " " + how + " of " + account);
        }
    }
}
