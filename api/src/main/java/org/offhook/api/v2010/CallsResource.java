package org.offhook.api.v2010;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.offhook.api.http.Router;
import org.offhook.api.rest.Answer;
import org.offhook.api.rest.Ask;
import org.offhook.api.rest.Fields;
import org.offhook.api.rest.Filters;
import org.offhook.api.rest.Paging;
import org.offhook.api.rest.Rest;
import org.offhook.core.Outcome;
import org.offhook.core.assets.Asset;
import org.offhook.core.assets.AssetKinds;
import org.offhook.core.calls.Call;
import org.offhook.core.calls.ChangeCall;
import org.offhook.core.calls.ChangeCall.Wish;
import org.offhook.core.calls.PlaceCall;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.store.Change;
import org.offhook.core.store.Query;
import org.offhook.core.store.Store;

/// `…/Calls`: placed by POST, changed while they live, kept until they are deleted.
final class CallsResource implements Resources.Resource {

    private static final String LIST = Resources.ACCOUNT + "/Calls";
    private static final String ONE = LIST + "/{Sid}";

    private final Store store;
    private final Function<PlaceCall, Outcome<Call>> place;
    private final Function<ChangeCall, Outcome<Call>> change;
    private final String currency;

    CallsResource(
            Store store,
            Function<PlaceCall, Outcome<Call>> place,
            Function<ChangeCall, Outcome<Call>> change,
            String currency) {
        this.store = store;
        this.place = place;
        this.change = change;
        this.currency = currency;
    }

    @Override
    public void route(Router router, Rest rest) {
        router.add("GET", LIST, rest.guarded(this::list));
        router.add("POST", LIST, rest.guarded(this::create));
        router.add(
                "GET",
                ONE,
                rest.guarded(ask -> find(ask)
                        .<Answer>map(call -> Answer.ok(CallView.of(call, currency)))
                        .orElseGet(() -> Answer.notFound(ask))));
        router.add("POST", ONE, rest.guarded(this::update));
        router.add("DELETE", ONE, rest.guarded(this::delete));
    }

    private Answer list(Ask ask) {
        Fields fields = new Fields(ask.input());
        Query query = new Filters(fields, Query.of(ask.account().sid()))
                .text("To", "to")
                .text("From", "from")
                .text("ParentCallSid", "parent")
                .text("Status", "status")
                .time("StartTime", "started")
                .time("EndTime", "ended")
                .query();
        return fields.wrong()
                .orElseGet(
                        () -> Paging.list(ask, store, Call.KIND, query, "Calls", call -> CallView.of(call, currency)));
    }

    private Answer create(Ask ask) {
        CallForm form = new CallForm(ask.input(), sid -> application(ask, sid));
        PlaceCall command = form.place(ask.account().sid());
        Optional<Answer> wrong = form.wrong();
        if (wrong.isPresent()) {
            return wrong.get();
        }
        return switch (place.apply(command)) {
            case Outcome.Done<Call>(Call call) -> Answer.created(CallView.of(call, currency));
            case Outcome.Refused<Call> refused -> Answer.wrong(refused);
        };
    }

    private Answer update(Ask ask) {
        Optional<Call> call = find(ask);
        if (call.isEmpty()) {
            return Answer.notFound(ask);
        }
        CallForm form = new CallForm(ask.input(), sid -> application(ask, sid));
        List<Wish> wishes = form.wishes();
        Optional<Answer> wrong = form.wrong();
        if (wrong.isPresent()) {
            return wrong.get();
        }
        List<Call> accepted = new ArrayList<>();
        for (Wish wish : wishes) {
            switch (change.apply(new ChangeCall(call.get().account(), call.get().sid(), wish))) {
                case Outcome.Done<Call>(Call changed) -> accepted.add(changed);
                case Outcome.Refused<Call> refused -> {
                    return Answer.wrong(refused);
                }
            }
        }
        return Answer.ok(CallView.of(accepted.getLast(), currency));
    }

    private Answer delete(Ask ask) {
        Optional<Call> call = find(ask);
        if (call.isEmpty()) {
            return Answer.notFound(ask);
        }
        if (!call.get().status().terminal()) {
            return new Answer.Wrong(400, 20009, "The call is not over: end it first with Status=completed");
        }
        store.commit(Change.remove(Call.KIND, call.get().sid()));
        return new Answer.Done();
    }

    private Optional<Asset> application(Ask ask, String sid) {
        return Sid.parse(SidType.APPLICATION, sid)
                .flatMap(found -> store.find(AssetKinds.APPLICATIONS, found))
                .filter(application ->
                        application.account().equals(ask.account().sid()));
    }

    private Optional<Call> find(Ask ask) {
        return find(ask, store, "Sid");
    }

    /// The call that the path names, when it is the account's.
    static Optional<Call> find(Ask ask, Store store, String name) {
        return ask.sid(name, SidType.CALL)
                .flatMap(sid -> store.find(Call.KIND, sid))
                .filter(call -> call.account().equals(ask.account().sid()));
    }
}
