package org.offhook.api.v2010.accounts;

import org.offhook.api.http.Router;
import org.offhook.api.render.Element;
import org.offhook.api.rest.Answer;
import org.offhook.api.rest.Ask;
import org.offhook.api.rest.Rest;
import org.offhook.core.Outcome;
import org.offhook.core.tenancy.Account;
import org.offhook.core.tenancy.AccountDesk;

/// `/accounts/v1/AuthTokens`: a second token beside the first, so that programs can change over one by one; then
/// it is promoted, and the first is worth nothing.
public final class AuthTokens {

    private static final String HOME = "/accounts/v1/AuthTokens";

    private final AccountDesk desk;

    public AuthTokens(AccountDesk desk) {
        this.desk = desk;
    }

    public void route(Router router, Rest rest) {
        router.add("POST", HOME + "/Secondary", rest.byToken(ask -> {
            Account account = desk.secondToken(ask.account());
            return Answer.created(view(ask, account).with("secondary_auth_token", account.secondaryToken()));
        }));
        router.add("DELETE", HOME + "/Secondary", rest.byToken(ask -> {
            desk.dropSecondToken(ask.account());
            return new Answer.Done();
        }));
        router.add("POST", HOME + "/Promote", rest.byToken(ask -> switch (desk.promote(ask.account())) {
            case Outcome.Done<Account>(Account account) ->
                Answer.ok(view(ask, account).with("auth_token", account.authToken()));
            case Outcome.Refused<Account> refused -> Answer.wrong(refused);
        }));
    }

    private static Element view(Ask ask, Account account) {
        return new Element("AuthToken")
                .with("account_sid", account.sid().value())
                .with("date_created", account.created().toString())
                .with("date_updated", account.updated().toString())
                .with(
                        "url",
                        ask.exchange().request().base()
                                + ask.exchange().request().path());
    }
}
