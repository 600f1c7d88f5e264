package org.offhook.api.v2010.conferences;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.offhook.api.http.Router;
import org.offhook.api.render.Dates;
import org.offhook.api.render.Element;
import org.offhook.api.rest.Answer;
import org.offhook.api.rest.Ask;
import org.offhook.api.rest.Fields;
import org.offhook.api.rest.Filters;
import org.offhook.api.rest.Paging;
import org.offhook.api.rest.Rest;
import org.offhook.api.v2010.Resources;
import org.offhook.core.Outcome;
import org.offhook.core.conferences.Conference;
import org.offhook.core.conferences.ConferenceDesk;
import org.offhook.core.ids.Sid;
import org.offhook.core.store.Query;
import org.offhook.core.store.Store;
import org.offhook.core.web.Hook;

/// `…/Conferences`: those that are and were. One in progress is also found by its name (contract §23, T24).
public final class ConferencesResource implements Resources.Resource {

    static final String LIST = Resources.ACCOUNT + "/Conferences";

    private static final Set<String> STATUSES = Set.of("", "init", "in-progress", "completed");

    private final Store store;
    private final ConferenceDesk desk;

    public ConferencesResource(Store store, ConferenceDesk desk) {
        this.store = store;
        this.desk = desk;
    }

    @Override
    public void route(Router router, Rest rest) {
        router.add("GET", LIST, rest.guarded(this::list));
        router.add("GET", LIST + "/{Sid}", rest.guarded(ask -> answer(ask, find(ask))));
        router.add("POST", LIST + "/{Sid}", rest.guarded(this::update));
    }

    private Answer list(Ask ask) {
        Fields fields = new Fields(ask.exchange().query());
        Query query = new Filters(fields, Query.of(ask.account().sid()))
                .text("FriendlyName", "name")
                .time("DateCreated", "created")
                .time("DateUpdated", "updated")
                .query();
        String status = fields.choice("Status", "", STATUSES, 20422);
        Query filtered = status.isEmpty() ? query : query.where("status", status);
        return fields.wrong()
                .orElseGet(() ->
                        Paging.list(ask, store, Conference.KIND, filtered, "Conferences", ConferencesResource::view));
    }

    private Outcome<Conference> find(Ask ask) {
        return desk.find(ask.account().sid(), ask.exchange().path("Sid"));
    }

    private Answer update(Ask ask) {
        Outcome<Conference> found = find(ask);
        if (found instanceof Outcome.Refused<Conference>) {
            return Answer.notFound(ask);
        }
        Fields fields = new Fields(ask.input());
        String status = fields.choice("Status", "", Set.of("", "completed"), 20422);
        Hook announcement = fields.hook("AnnounceUrl", "AnnounceMethod", 20422, 20422);
        if (status.isEmpty() && announcement == null) {
            fields.refuse(20422, "Nothing to change: give Status=completed or AnnounceUrl");
        }
        Optional<Answer> wrong = fields.wrong();
        if (wrong.isPresent()) {
            return wrong.get();
        }
        Sid account = ask.account().sid();
        String name = ask.exchange().path("Sid");
        Outcome<Conference> done = announcement == null ? found : desk.announce(account, name, announcement);
        return answer(ask, status.isEmpty() || done instanceof Outcome.Refused ? done : desk.end(account, name));
    }

    private static Answer answer(Ask ask, Outcome<Conference> outcome) {
        return switch (outcome) {
            case Outcome.Done<Conference>(Conference conference) -> Answer.ok(view(conference));
            case Outcome.Refused<Conference> refused ->
                refused.status() == 404 ? Answer.notFound(ask) : Answer.wrong(refused);
        };
    }

    private static Element view(Conference conference) {
        String uri = "/2010-04-01/Accounts/" + conference.account() + "/Conferences/" + conference.sid();
        Map<String, Object> links = new LinkedHashMap<>();
        links.put("participants", uri + "/Participants.json");
        links.put("recordings", uri + "/Recordings.json");
        return new Element("Conference")
                .with("sid", conference.sid().value())
                .with("account_sid", conference.account().value())
                .with("friendly_name", conference.name())
                .with("status", conference.status().text())
                .with("reason_conference_ended", conference.reason())
                .with("call_sid_ending_conference", text(conference.endedBy()))
                .with("region", "us1")
                .with("api_version", "2010-04-01")
                .with("date_created", Dates.rfc2822(conference.created()))
                .with("date_updated", Dates.rfc2822(conference.updated()))
                .with("uri", uri + ".json")
                .with("subresource_uris", links);
    }

    private static @Nullable String text(@Nullable Sid sid) {
        return sid == null ? null : sid.value();
    }
}
