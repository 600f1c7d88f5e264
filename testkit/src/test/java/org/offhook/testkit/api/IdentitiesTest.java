package org.offhook.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.testkit.api.ApiFixture.ALICE;
import static org.offhook.testkit.api.ApiFixture.BOB;
import static org.offhook.testkit.api.ApiFixture.CHILD;
import static org.offhook.testkit.api.ApiFixture.HOME;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.offhook.api.http.Headers;
import org.offhook.api.http.Params;
import org.offhook.api.http.Request;
import org.offhook.api.http.Router;
import org.offhook.core.Kinds;
import org.offhook.core.store.Entity;
import org.offhook.core.store.Query;
import org.offhook.core.tenancy.Account;
import org.offhook.testkit.http.DirectClient;
import org.offhook.testkit.http.Reply;

/// Walks all routes with every kind of identity. Whoever is not Alice learns nothing of hers and changes
/// nothing of hers.
final class IdentitiesTest {

    /// For everybody, by design.
    private static final Set<String> OPEN = Set.of("/openapi.json");

    private final Furnished furnished = new Furnished();
    private final ApiFixture fixture = furnished.fixture;

    @Test
    void nobodyIsAskedWhoItIs() {
        everywhere(fixture.nobody, 401, "20003");
    }

    @Test
    void aWrongTokenOpensNothing() {
        everywhere(fixture.nobody.as(ALICE.value(), "wrong"), 401, "20003");
    }

    @Test
    void aKeyThatWasRevokedOpensNothing() {
        Reply key = fixture.alice.post(HOME + "/Keys.json");
        fixture.alice.delete(HOME + "/Keys/" + key.at("/sid") + ".json");
        everywhere(fixture.nobody.as(key.at("/sid"), key.at("/secret")), 401, "20003");
    }

    @Test
    void aForeignAccountFindsNothing() {
        everywhere(fixture.nobody.as(BOB.value(), "bobs-token"), 404, "20404");
    }

    @Test
    void aSubAccountFindsNothingOfItsParents() {
        everywhere(fixture.nobody.as(CHILD.value(), "childs-token"), 404, "20404");
    }

    @Test
    void aSuspendedAccountIsToldSo() {
        fixture.account(ALICE, null, "alices-token", Account.Status.SUSPENDED);
        everywhere(fixture.alice, 403, "20005");
    }

    @Test
    void aClosedAccountIsToldSo() {
        fixture.account(ALICE, null, "alices-token", Account.Status.CLOSED);
        everywhere(fixture.alice, 403, "20005");
    }

    /// What is under one account is not found under another's path, whose owner asks.
    @Test
    void whatIsAlicesIsNotFoundUnderBobsPath() {
        DirectClient bob = fixture.nobody.as(BOB.value(), "bobs-token");
        List<Object> before = all();
        List<String> faults = new ArrayList<>();
        for (Router.Route route : routes()) {
            String target = furnished.target(route.template());
            if (!route.template().contains("{") || !target.contains(ALICE.value())) {
                continue;
            }
            Reply reply = send(bob, route.method(), target.replace(ALICE.value(), BOB.value()));
            boolean named = route.template().replace("{AccountSid}", "").contains("{");
            if (reply.text().contains(ALICE.value()) || (named && reply.status() < 400 && !countries(route))) {
                faults.add(route.method() + " " + target + ": " + reply.status() + " " + reply.text());
            }
        }
        assertThat(faults).isEmpty();
        assertThat(all()).isEqualTo(before);
    }

    /// Prices are the same for all.
    private static boolean isEverybodys(Router.Route route) {
        return route.template().startsWith("/pricing/");
    }

    /// Available numbers are the platform's, not an account's.
    private static boolean countries(Router.Route route) {
        return route.template().contains("{CountryCode}");
    }

    private void everywhere(DirectClient who, int status, String code) {
        List<Object> before = all();
        List<String> faults = new ArrayList<>();
        int walked = 0;
        for (Router.Route route : routes()) {
            if (OPEN.contains(route.template())) {
                continue;
            }
            boolean ownAccount = !route.template().contains("{AccountSid}");
            if (ownAccount && status == 404 && (!route.template().contains("{") || isEverybodys(route))) {
                continue;
            }
            walked++;
            Reply reply = send(who, route.method(), furnished.target(route.template()));
            if (reply.status() != status || !reply.at("/code").equals(code)) {
                faults.add(route.method() + " " + route.template() + ": " + reply.status() + " " + reply.text());
            }
        }
        assertThat(faults).isEmpty();
        assertThat(walked).isGreaterThan(100);
        assertThat(all()).isEqualTo(before);
        assertThat(fixture.placed).isEmpty();
        assertThat(fixture.sent).isEmpty();
        assertThat(fixture.changed).isEmpty();
    }

    private static Reply send(DirectClient who, String method, String target) {
        Request request = Request.of(method, target + ".json", Headers.NONE);
        return who.send(method.equals("POST") ? request.withForm(Params.of("FriendlyName", "mine")) : request);
    }

    private List<Router.Route> routes() {
        return fixture.router.routes();
    }

    /// Everything of Alice's.
    private List<Object> all() {
        List<Object> all = new ArrayList<>();
        Kinds.ALL.forEach(kind -> all.addAll(list(kind)));
        return all;
    }

    private <T extends Entity> List<T> list(org.offhook.core.store.Kind<T> kind) {
        return fixture.store.list(kind, Query.of(ALICE));
    }
}
