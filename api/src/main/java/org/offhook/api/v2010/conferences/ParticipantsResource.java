package org.offhook.api.v2010.conferences;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.offhook.api.http.Router;
import org.offhook.api.render.Dates;
import org.offhook.api.render.Element;
import org.offhook.api.rest.Answer;
import org.offhook.api.rest.Ask;
import org.offhook.api.rest.Fields;
import org.offhook.api.rest.Offsets;
import org.offhook.api.rest.Rest;
import org.offhook.api.v2010.Resources;
import org.offhook.core.Outcome;
import org.offhook.core.calls.Call;
import org.offhook.core.calls.PlaceCall;
import org.offhook.core.conferences.Conference;
import org.offhook.core.conferences.ConferenceDesk;
import org.offhook.core.conferences.Participant;
import org.offhook.core.conferences.ParticipantChange;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;

/// `…/Conferences/{Conference}/Participants`: who is in one, by call Sid or label. POST to the list calls
/// somebody in; the conference may be one that is yet to begin, by its name.
public final class ParticipantsResource implements Resources.Resource {

    private static final String LIST = ConferencesResource.LIST + "/{ConferenceSid}/Participants";
    private static final String ONE = LIST + "/{CallSid}";

    private final ConferenceDesk desk;
    private final Function<PlaceCall, Outcome<Call>> place;

    public ParticipantsResource(ConferenceDesk desk, Function<PlaceCall, Outcome<Call>> place) {
        this.desk = desk;
        this.place = place;
    }

    @Override
    public void route(Router router, Rest rest) {
        router.add("GET", LIST, rest.guarded(ask -> with(ask, conference -> list(ask, conference))));
        router.add("POST", LIST, rest.guarded(this::invite));
        router.add("GET", ONE, rest.guarded(ask -> with(ask, conference -> answer(ask, find(ask, conference)))));
        router.add("POST", ONE, rest.guarded(ask -> with(ask, conference -> update(ask, conference))));
        router.add("DELETE", ONE, rest.guarded(ask -> with(ask, conference -> remove(ask, conference))));
    }

    private Answer with(Ask ask, Function<Conference, Answer> then) {
        return switch (desk.find(ask.account().sid(), ask.exchange().path("ConferenceSid"))) {
            case Outcome.Done<Conference>(Conference conference) -> then.apply(conference);
            case Outcome.Refused<Conference> _ -> Answer.notFound(ask);
        };
    }

    private Outcome<Participant> find(Ask ask, Conference conference) {
        return desk.participant(
                ask.account().sid(), conference.sid(), ask.exchange().path("CallSid"));
    }

    private Answer list(Ask ask, Conference conference) {
        Fields fields = new Fields(ask.exchange().query());
        Boolean muted = flag(fields, "Muted");
        Boolean hold = flag(fields, "Hold");
        Boolean coaching = flag(fields, "Coaching");
        return fields.wrong().orElseGet(() -> {
            List<Element> found = desk.participants(ask.account().sid(), conference.sid()).stream()
                    .filter(one -> muted == null || muted == one.muted())
                    .filter(one -> hold == null || hold == one.hold())
                    .filter(one -> coaching == null || coaching == one.coaching())
                    .map(ParticipantsResource::view)
                    .toList();
            return Offsets.list(ask, "Participants", found);
        });
    }

    private Answer update(Ask ask, Conference conference) {
        Fields fields = new Fields(ask.input());
        String coached = fields.text("CallSidToCoach");
        Optional<Sid> whom = coached == null ? Optional.empty() : Sid.parse(SidType.CALL, coached);
        if (coached != null && whom.isEmpty()) {
            fields.refuse(20422, "CallSidToCoach '" + coached + "' is no Sid of a call");
        }
        ParticipantChange change = new ParticipantChange(
                flag(fields, "Muted"),
                flag(fields, "Hold"),
                fields.hook("HoldUrl", "HoldMethod", 20422, 20422),
                fields.hook("AnnounceUrl", "AnnounceMethod", 20422, 20422),
                flag(fields, "EndConferenceOnExit"),
                flag(fields, "BeepOnExit"),
                flag(fields, "Coaching"),
                whom.orElse(null));
        if (fields.wrong().isEmpty() && change.equals(ParticipantChange.NONE)) {
            fields.refuse(20422, "Nothing to change: give Muted, Hold, AnnounceUrl, EndConferenceOnExit or Coaching");
        }
        return fields.wrong()
                .orElseGet(() -> answer(
                        ask,
                        desk.change(
                                ask.account().sid(),
                                conference.sid(),
                                ask.exchange().path("CallSid"),
                                change)));
    }

    private Answer remove(Ask ask, Conference conference) {
        return switch (desk.kick(
                ask.account().sid(), conference.sid(), ask.exchange().path("CallSid"))) {
            case Outcome.Done<Participant> _ -> new Answer.Done();
            case Outcome.Refused<Participant> _ -> Answer.notFound(ask);
        };
    }

    private Answer invite(Ask ask) {
        Sid account = ask.account().sid();
        String asked = ask.exchange().path("ConferenceSid");
        Outcome<Conference> found = desk.find(account, asked);
        if (found instanceof Outcome.Refused<Conference>
                && Sid.parse(SidType.CONFERENCE, asked).isPresent()) {
            return Answer.notFound(ask);
        }
        Conference conference = found instanceof Outcome.Done<Conference>(Conference one) ? one : null;
        Invitation invitation = new Invitation(ask.input(), conference == null ? asked : conference.name());
        PlaceCall command = invitation.command(account);
        return invitation.wrong().orElseGet(() -> switch (place.apply(command)) {
            case Outcome.Done<Call>(Call call) -> Answer.created(invitation.view(call, conference));
            case Outcome.Refused<Call> refused -> Answer.wrong(refused);
        });
    }

    private static Answer answer(Ask ask, Outcome<Participant> outcome) {
        return switch (outcome) {
            case Outcome.Done<Participant>(Participant participant) -> Answer.ok(view(participant));
            case Outcome.Refused<Participant> refused ->
                refused.status() == 404 ? Answer.notFound(ask) : Answer.wrong(refused);
        };
    }

    private static @Nullable Boolean flag(Fields fields, String name) {
        return fields.text(name) == null ? null : (Boolean) fields.flag(name, false);
    }

    private static Element view(Participant participant) {
        Sid coached = participant.coached();
        return new Element("Participant")
                .with("account_sid", participant.account().value())
                .with("call_sid", participant.call().value())
                .with("conference_sid", participant.conference().value())
                .with("label", participant.label())
                .with("status", "connected")
                .with("muted", participant.muted())
                .with("hold", participant.hold())
                .with("coaching", participant.coaching())
                .with("call_sid_to_coach", coached == null ? null : coached.value())
                .with("start_conference_on_enter", participant.starts())
                .with("end_conference_on_exit", participant.ends())
                .with("queue_time", "0")
                .with("date_created", Dates.rfc2822(participant.created()))
                .with("date_updated", Dates.rfc2822(participant.updated()))
                .with("uri", uri(participant.account(), participant.conference().value(), participant.call()));
    }

    static String uri(Sid account, String conference, Sid call) {
        return "/2010-04-01/Accounts/" + account + "/Conferences/" + conference + "/Participants/" + call + ".json";
    }
}
