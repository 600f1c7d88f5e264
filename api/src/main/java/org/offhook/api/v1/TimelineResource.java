package org.offhook.api.v1;

import java.util.Optional;
import org.offhook.api.http.Router;
import org.offhook.api.render.Element;
import org.offhook.api.rest.Answer;
import org.offhook.api.rest.Ask;
import org.offhook.api.rest.Rest;
import org.offhook.api.v2010.CallView;
import org.offhook.core.calls.Call;
import org.offhook.core.ids.SidType;
import org.offhook.core.store.Store;

/// `/v1/Accounts/{AccountSid}/Calls/{CallSid}/Timeline`: a call and everything that happened to it, oldest
/// first.
public final class TimelineResource {

    private final Store store;
    private final String currency;

    public TimelineResource(Store store, String currency) {
        this.store = store;
        this.currency = currency;
    }

    public void route(Router router, Rest rest) {
        router.add("GET", "/v1/Accounts/{AccountSid}/Calls/{CallSid}/Timeline", rest.guarded(this::fetch));
    }

    private Answer fetch(Ask ask) {
        Optional<Call> call = ask.sid("CallSid", SidType.CALL)
                .flatMap(sid -> store.find(Call.KIND, sid))
                .filter(found -> found.account().equals(ask.account().sid()));
        if (call.isEmpty()) {
            return Answer.notFound(ask);
        }
        return Answer.ok(new Element("Timeline")
                .with("account_sid", call.get().account().value())
                .with("call_sid", call.get().sid().value())
                .with("call", CallView.of(call.get(), currency))
                .with(
                        "events",
                        store.history(call.get().account(), call.get().sid()).stream()
                                .map(stored -> SignedRequest.explain(CloudEvents.of(stored), stored.event(), ask))
                                .toList()));
    }
}
