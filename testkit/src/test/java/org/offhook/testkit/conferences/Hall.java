package org.offhook.testkit.conferences;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.offhook.core.Outcome;
import org.offhook.core.calls.Call;
import org.offhook.core.calls.ChangeCall.Wish;
import org.offhook.core.conferences.Conference;
import org.offhook.core.conferences.ConferenceDesk;
import org.offhook.core.conferences.Participant;
import org.offhook.core.conferences.ParticipantChange;
import org.offhook.core.ids.Sid;
import org.offhook.core.store.Query;
import org.offhook.testkit.fakes.AppRequest;
import org.offhook.testkit.fakes.FakePhone;
import org.offhook.testkit.fakes.PhoneCall;
import org.offhook.testkit.fakes.Reply;
import org.offhook.testkit.sim.World;

/// A world in which everybody who calls a number enters a conference.
final class Hall implements AutoCloseable {

    static final String DAILY = "+15550100";
    private static final Duration MOMENT = Duration.ofSeconds(2);

    final World world = World.seeded(21);
    private int numbers;

    Hall() {
        world.app().on("/after", "<Response><Say>Afterwards.</Say></Response>").on("/events", Reply.status(204));
    }

    /// A number whose callers get this document.
    String number(String document) {
        String number = "+1555010" + numbers;
        String path = "/voice" + numbers++;
        world.app().on(path, document);
        world.number(number, path);
        return number;
    }

    /// A number whose callers enter the daily conference.
    String daily(String attributes) {
        return number("<Response><Dial action=\"/after\"><Conference " + attributes
                + ">daily</Conference></Dial></Response>");
    }

    /// A new phone calls, and is let in.
    PhoneCall enters(String number) {
        FakePhone phone = world.phone();
        PhoneCall call = phone.calls(number);
        moment();
        return call;
    }

    void moment() {
        world.runFor(MOMENT);
    }

    /// Somebody says something, and everybody has time to hear it.
    void says(PhoneCall call, String words) {
        call.say(words, Duration.ofSeconds(1));
        moment();
    }

    ConferenceDesk desk() {
        return world.conferences();
    }

    Conference conference() {
        return world.store().list(Conference.KIND, Query.of(null)).getFirst();
    }

    List<Participant> participants() {
        return world.store().list(Participant.KIND, Query.of(null)).reversed();
    }

    /// The call of a phone.
    Sid sid(PhoneCall call) {
        Optional<Call> found = world.tenant().calls().stream()
                .filter(one -> one.from().equals(call.owner()))
                .findFirst();
        return found.orElseThrow().sid();
    }

    void change(PhoneCall call, ParticipantChange change) {
        Outcome<Participant> outcome = desk().change(
                        world.tenant().sid(), conference().sid(), sid(call).value(), change);
        if (!(outcome instanceof Outcome.Done<Participant>)) {
            throw new AssertionError(outcome.toString());
        }
        moment();
    }

    void sends(PhoneCall call, String document) {
        Object _ = world.tenant().change(sid(call), new Wish.Document(document));
        moment();
    }

    /// What the conference told, oldest first.
    List<AppRequest> told() {
        return world.app().requests("/events");
    }

    @Override
    public void close() {
        world.close();
    }
}
