package org.offhook.api.v1;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.offhook.api.http.Router;
import org.offhook.api.render.Element;
import org.offhook.api.rest.Answer;
import org.offhook.api.rest.Ask;
import org.offhook.api.rest.Offsets;
import org.offhook.api.rest.Rest;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.signalling.register.Bans;
import org.offhook.core.signalling.register.Bans.Ban;
import org.offhook.core.time.Clock;

/// `/v1/Accounts/{AccountSid}/Bans`: who has guessed passwords of an account's phones so often that it is shut out,
/// until when; deleting one lets it in again. The operator, whose account is the first one, also sees addresses that
/// are shut out altogether.
public final class BansResource {

    private static final String ALL = "/v1/Accounts/{AccountSid}/Bans";

    private final Bans bans;
    private final Sid operator;
    private final Clock clock;

    public BansResource(Bans bans, Sid operator, Clock clock) {
        this.bans = bans;
        this.operator = operator;
        this.clock = clock;
    }

    public void route(Router router, Rest rest) {
        router.add(
                "GET",
                ALL,
                rest.guarded(ask -> Offsets.list(
                        ask,
                        "Bans",
                        theirs(ask).stream().map(ban -> view(ask, ban)).toList())));
        router.add(
                "GET",
                ALL + "/{Sid}",
                rest.guarded(ask ->
                        find(ask).<Answer>map(ban -> Answer.ok(view(ask, ban))).orElseGet(() -> Answer.notFound(ask))));
        router.add("DELETE", ALL + "/{Sid}", rest.guarded(this::lift));
    }

    private Answer lift(Ask ask) {
        Optional<Ban> found = find(ask);
        found.ifPresent(bans::lift);
        return found.isPresent() ? new Answer.Done() : Answer.notFound(ask);
    }

    private Optional<Ban> find(Ask ask) {
        return ask.sid("Sid", SidType.BAN)
                .flatMap(sid -> theirs(ask).stream()
                        .filter(ban -> ban.sid().equals(sid))
                        .findFirst());
    }

    private List<Ban> theirs(Ask ask) {
        Sid account = ask.account().sid();
        return bans.list(clock.nanos()).stream()
                .filter(ban -> account.equals(ban.account() == null ? operator : ban.account()))
                .toList();
    }

    private Element view(Ask ask, Ban ban) {
        Instant until = clock.now().plusNanos(ban.left());
        return new Element("Ban")
                .with("sid", ban.sid().value())
                .with("account_sid", ask.account().sid().value())
                .with("user", nullable(ban.user()))
                .with("source", ban.source())
                .with("guesses", ban.guesses())
                .with("date_expires", until.toString());
    }

    private static @Nullable String nullable(String text) {
        return text.isEmpty() ? null : text;
    }
}
