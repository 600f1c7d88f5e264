package org.offhook.api.v2010.live;

import java.util.Optional;
import org.offhook.api.http.Router;
import org.offhook.api.render.Dates;
import org.offhook.api.render.Element;
import org.offhook.api.rest.Answer;
import org.offhook.api.rest.Ask;
import org.offhook.api.rest.Fields;
import org.offhook.api.rest.Rest;
import org.offhook.api.v2010.Resources;
import org.offhook.core.Outcome;
import org.offhook.core.assets.Asset;
import org.offhook.core.calls.live.UserMessageDesk;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.time.Clock;
import org.offhook.core.web.Hook;

/// `…/UserDefinedMessages` to the far end of a live call, and `…/UserDefinedMessageSubscriptions` to what it sends.
public final class UserMessagesResource implements Resources.Resource {

    private static final String CALL = Resources.ACCOUNT + "/Calls/{CallSid}";
    private static final String SUBSCRIPTIONS = CALL + "/UserDefinedMessageSubscriptions";
    private static final int BAD_URL = 21205;
    private static final int BAD_METHOD = 21209;
    private static final int NO_CONTENT = 32702;

    private final UserMessageDesk desk;
    private final Clock clock;

    public UserMessagesResource(UserMessageDesk desk, Clock clock) {
        this.desk = desk;
        this.clock = clock;
    }

    @Override
    public void route(Router router, Rest rest) {
        router.add("POST", CALL + "/UserDefinedMessages", rest.guarded(this::send));
        router.add("POST", SUBSCRIPTIONS, rest.guarded(this::subscribe));
        router.add("DELETE", SUBSCRIPTIONS + "/{Sid}", rest.guarded(this::unsubscribe));
    }

    private Answer send(Ask ask) {
        Optional<Sid> call = ask.sid("CallSid", SidType.CALL);
        if (call.isEmpty()) {
            return Answer.notFound(ask);
        }
        Fields fields = new Fields(ask.input());
        String content = fields.needed("Content", NO_CONTENT, "Content is required: JSON such as {\"key\":\"value\"}");
        return fields.wrong().orElseGet(() -> switch (desk.send(ask.account().sid(), call.get(), content)) {
            case Outcome.Done<Sid>(Sid sent) ->
                Answer.created(new Element("UserDefinedMessage")
                        .with("account_sid", ask.account().sid().value())
                        .with("call_sid", call.get().value())
                        .with("sid", sent.value())
                        .with("date_created", Dates.rfc2822(clock.now())));
            case Outcome.Refused<Sid> refused -> wrong(ask, refused);
        });
    }

    private Answer subscribe(Ask ask) {
        Optional<Sid> call = ask.sid("CallSid", SidType.CALL);
        if (call.isEmpty()) {
            return Answer.notFound(ask);
        }
        Fields fields = new Fields(ask.input());
        fields.needed("Callback", BAD_URL, "Callback is required: the URL that is told");
        Hook callback = fields.hook("Callback", "Method", BAD_URL, BAD_METHOD);
        Optional<Answer> wrong = fields.wrong();
        if (wrong.isPresent() || callback == null) {
            return wrong.orElseGet(() -> Answer.notFound(ask));
        }
        return switch (desk.subscribe(ask.account().sid(), call.get(), callback)) {
            case Outcome.Done<Asset>(Asset made) -> Answer.created(view(ask, call.get(), made));
            case Outcome.Refused<Asset> refused -> wrong(ask, refused);
        };
    }

    private Answer unsubscribe(Ask ask) {
        Optional<Sid> call = ask.sid("CallSid", SidType.CALL);
        Optional<Sid> subscription = ask.sid("Sid", SidType.MESSAGE_SUBSCRIPTION);
        boolean gone = call.isPresent()
                && subscription.isPresent()
                && desk.unsubscribe(ask.account().sid(), call.get(), subscription.get());
        return gone ? new Answer.Done() : Answer.notFound(ask);
    }

    private static Answer wrong(Ask ask, Outcome.Refused<?> refused) {
        return refused.status() == 404 ? Answer.notFound(ask) : Answer.wrong(refused);
    }

    private static Element view(Ask ask, Sid call, Asset subscription) {
        return new Element("UserDefinedMessageSubscription")
                .with("account_sid", subscription.account().value())
                .with("call_sid", call.value())
                .with("sid", subscription.sid().value())
                .with("date_created", Dates.rfc2822(subscription.created()))
                .with(
                        "uri",
                        ask.home() + "/Calls/" + call + "/UserDefinedMessageSubscriptions/" + subscription.sid()
                                + ".json");
    }
}
