package org.offhook.testkit.sim.chaos;

import java.time.Duration;
import java.util.List;
import org.offhook.core.calls.Call;
import org.offhook.core.calls.ChangeCall.Wish;
import org.offhook.core.calls.PlaceCall;
import org.offhook.core.conferences.Participant;
import org.offhook.core.conferences.ParticipantChange;
import org.offhook.core.web.Hook;
import org.offhook.testkit.sim.Tenant;

/// What tenants ask of the API.
final class RandomRequests {

    private final Tenant tenant;
    private final Chance chance;
    private final RandomPlaces places;

    RandomRequests(Tenant tenant, Chance chance, RandomPlaces places) {
        this.tenant = tenant;
        this.chance = chance;
        this.places = places;
    }

    /// Calls somebody from one of the tenant's numbers.
    void place(String from) {
        PlaceCall plain = tenant.placing(from, chance.percent(20) ? places.sip() : places.number(), "/doc1");
        Hook callback = chance.percent(70) ? tenant.hook("/callback") : null;
        Object _ = tenant.place(new PlaceCall(
                plain.account(),
                plain.to(),
                from,
                plain.document(),
                null,
                chance.percent(50) ? tenant.hook("/fallback") : null,
                callback,
                chance.percent(50) ? List.of("initiated", "ringing", "answered", "completed") : List.of(),
                chance.percent(10) ? "ww12" : null,
                chance.seconds(5, 60),
                chance.seconds(20, 600),
                chance.percent(15),
                null,
                null,
                null,
                null,
                null));
    }

    /// Changes some call, conference or participant of the tenant, live or not.
    void change() {
        List<Participant> participants = tenant.participants();
        if (participants.isEmpty() || chance.percent(50)) {
            changeCall();
        } else {
            changeConference(chance.one(participants));
        }
    }

    private void changeConference(Participant who) {
        String call = who.call().value();
        ParticipantChange none = ParticipantChange.NONE;
        Hook document = tenant.hook(places.path());
        Object _ = switch (chance.between(0, 7)) {
            case 0 -> tenant.conferences().end(tenant.sid(), who.conference().value());
            case 1 ->
                tenant.conferences().announce(tenant.sid(), who.conference().value(), document);
            case 2 -> tenant.conferences().kick(tenant.sid(), who.conference(), call);
            case 3 -> tenant.conferences().change(tenant.sid(), who.conference(), call, none.muted(chance.percent(50)));
            case 4 ->
                tenant.conferences()
                        .change(
                                tenant.sid(),
                                who.conference(),
                                call,
                                none.hold(chance.percent(60), chance.percent(50) ? document : null));
            case 5 -> tenant.conferences().change(tenant.sid(), who.conference(), call, none.announce(document));
            case 6 -> tenant.conferences().change(tenant.sid(), who.conference(), call, none.ends(true));
            default ->
                tenant.conferences()
                        .change(
                                tenant.sid(),
                                who.conference(),
                                call,
                                none.coach(chance.one(tenant.participants()).call()));
        };
    }

    private void changeCall() {
        List<Call> calls = tenant.calls();
        if (calls.isEmpty()) {
            return;
        }
        Wish wish = switch (chance.between(0, 6)) {
            case 0, 1 -> new Wish.Redirect(tenant.hook(places.path()), null);
            case 2 -> new Wish.Document("<Response><Say>Changed.</Say><Pause length=\"3\"/></Response>");
            case 3 -> new Wish.Complete();
            case 4 -> new Wish.Cancel();
            case 5 -> new Wish.Settings(null, Duration.ofSeconds(5));
            default -> new Wish.Settings(tenant.hook("/callback"), null);
        };
        Object _ = tenant.change(chance.one(calls).sid(), wish);
    }
}
