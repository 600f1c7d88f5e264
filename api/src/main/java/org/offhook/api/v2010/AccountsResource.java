package org.offhook.api.v2010;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.offhook.api.http.Router;
import org.offhook.api.render.Dates;
import org.offhook.api.render.Element;
import org.offhook.api.rest.Answer;
import org.offhook.api.rest.Ask;
import org.offhook.api.rest.Fields;
import org.offhook.api.rest.Filters;
import org.offhook.api.rest.Paging;
import org.offhook.api.rest.Rest;
import org.offhook.core.Outcome;
import org.offhook.core.store.Query;
import org.offhook.core.store.Store;
import org.offhook.core.tenancy.Account;
import org.offhook.core.tenancy.AccountDesk;

/// `/Accounts`: the caller's own account and its sub-accounts.
final class AccountsResource implements Resources.Resource {

    private static final Set<String> STATUSES = Set.of("", "active", "suspended", "closed");

    private final Store store;
    private final AccountDesk desk;

    AccountsResource(Store store, AccountDesk desk) {
        this.store = store;
        this.desk = desk;
    }

    @Override
    public void route(Router router, Rest rest) {
        router.add("GET", "/2010-04-01/Accounts", rest.byToken(this::list));
        router.add("POST", "/2010-04-01/Accounts", rest.byToken(this::create));
        router.add("GET", Resources.ACCOUNT, rest.byToken(ask -> Answer.ok(view(ask.account()))));
        router.add("POST", Resources.ACCOUNT, rest.byToken(this::update));
    }

    private Answer list(Ask ask) {
        Fields fields = new Fields(ask.input());
        String status = fields.choice("Status", "", STATUSES, 20422);
        Optional<Answer> wrong = fields.wrong();
        if (wrong.isPresent()) {
            return wrong.get();
        }
        Account caller = ask.caller();
        Query theirs = caller.parent() == null
                ? Query.of(null).where("family", caller.sid().value())
                : Query.of(caller.sid());
        Query query = new Filters(fields, theirs)
                .text("FriendlyName", "friendly_name")
                .query();
        if (!status.isEmpty()) {
            query = query.where("status", status.toUpperCase(Locale.ROOT));
        }
        return Paging.list(ask, store, Account.KIND, query, "Accounts", AccountsResource::view);
    }

    private Answer create(Ask ask) {
        String name = new Fields(ask.input()).text("FriendlyName");
        return answer(201, desk.create(ask.caller(), name));
    }

    private Answer update(Ask ask) {
        Fields fields = new Fields(ask.input());
        String status = fields.choice("Status", "", STATUSES, 21475);
        return fields.wrong()
                .orElseGet(() -> answer(
                        200,
                        desk.change(
                                ask.account(),
                                ask.caller().sid(),
                                fields.text("FriendlyName"),
                                status.isEmpty() ? null : Account.Status.valueOf(status.toUpperCase(Locale.ROOT)))));
    }

    private static Answer answer(int status, Outcome<Account> outcome) {
        return switch (outcome) {
            case Outcome.Done<Account>(Account account) -> new Answer.One(status, view(account));
            case Outcome.Refused<Account> refused -> Answer.wrong(refused);
        };
    }

    private static Element view(Account account) {
        String home = "/2010-04-01/Accounts/" + account.sid();
        Map<String, Object> links = new LinkedHashMap<>();
        links.put("calls", home + "/Calls.json");
        links.put("incoming_phone_numbers", home + "/IncomingPhoneNumbers.json");
        links.put("messages", home + "/Messages.json");
        links.put("notifications", home + "/Notifications.json");
        links.put("recordings", home + "/Recordings.json");
        return new Element("Account")
                .with("sid", account.sid().value())
                .with("owner_account_sid", (account.parent() == null ? account.sid() : account.parent()).value())
                .with("friendly_name", account.friendlyName())
                .with("status", account.status().name().toLowerCase(Locale.ROOT))
                .with("auth_token", account.authToken())
                .with("type", "Full")
                .with("date_created", Dates.rfc2822(account.created()))
                .with("date_updated", Dates.rfc2822(account.updated()))
                .with("uri", home + ".json")
                .with("subresource_uris", links);
    }
}
