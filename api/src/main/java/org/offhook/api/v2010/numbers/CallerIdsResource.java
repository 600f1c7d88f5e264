package org.offhook.api.v2010.numbers;

import java.util.List;
import java.util.Set;
import org.offhook.api.http.Router;
import org.offhook.api.render.Element;
import org.offhook.api.rest.Answer;
import org.offhook.api.rest.Ask;
import org.offhook.api.rest.Fields;
import org.offhook.api.rest.Rest;
import org.offhook.api.v2010.Desks;
import org.offhook.api.v2010.Resources;
import org.offhook.api.v2010.kept.KeptResource;
import org.offhook.api.v2010.kept.Shape;
import org.offhook.api.v2010.kept.Slot;
import org.offhook.api.v2010.kept.Slot.Trait;
import org.offhook.core.Outcome;
import org.offhook.core.assets.AssetKinds;
import org.offhook.core.callerids.CallerIdDesk;
import org.offhook.core.callerids.CallerIdDesk.Asked;
import org.offhook.core.ids.SidType;

/// `…/OutgoingCallerIds`: numbers elsewhere that calls may show. POST to the list has the number called and
/// answers with the code that the call asks for; once it was pressed, the number is in the list.
public final class CallerIdsResource implements Resources.Resource {

    private static final String PATH = "/OutgoingCallerIds";
    private static final int LONGEST_DELAY = 60;
    private static final Set<Shape.Method> METHODS =
            Set.of(Shape.Method.LIST, Shape.Method.FETCH, Shape.Method.UPDATE, Shape.Method.DELETE);

    private final Desks desks;

    public CallerIdsResource(Desks desks) {
        this.desks = desks;
    }

    @Override
    public void route(Router router, Rest rest) {
        Shape shape = Shape.of(
                        "OutgoingCallerId",
                        "OutgoingCallerIds",
                        PATH,
                        SidType.PHONE_NUMBER,
                        AssetKinds.CALLER_IDS,
                        List.of(
                                Slot.name().with(Trait.FILTER),
                                Slot.phone("PhoneNumber", 21421).with(Trait.FILTER, Trait.FIXED)))
                .only(METHODS.toArray(Shape.Method[]::new));
        new KeptResource(shape, desks.store(), desks.assets()).route(router, rest);
        router.add("POST", Resources.ACCOUNT + PATH, rest.guarded(this::ask));
    }

    private Answer ask(Ask ask) {
        Fields fields = new Fields(ask.input());
        CallerIdDesk.Ask wanted = new CallerIdDesk.Ask(
                ask.account().sid(),
                fields.needed("PhoneNumber", 21421, "PhoneNumber is required"),
                fields.text("FriendlyName"),
                fields.number("CallDelay", 0, 0, LONGEST_DELAY, 21454),
                fields.text("Extension"),
                fields.hook("StatusCallback", "StatusCallbackMethod", 21609, 21209));
        return fields.wrong().orElseGet(() -> switch (desks.callerIds().ask(wanted, desks.place())) {
            case Outcome.Done<Asked>(Asked asked) ->
                Answer.ok(new Element("ValidationRequest")
                        .with("account_sid", ask.account().sid().value())
                        .with("call_sid", asked.call().sid().value())
                        .with("friendly_name", asked.name())
                        .with("phone_number", asked.number())
                        .with("validation_code", asked.code()));
            case Outcome.Refused<Asked> refused -> Answer.wrong(refused);
        });
    }
}
