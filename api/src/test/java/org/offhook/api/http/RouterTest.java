package org.offhook.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RouterTest {

    private static final Handler LIST = exchange -> Response.empty(200);
    private static final Handler CREATE = exchange -> Response.empty(201);
    private static final Handler FETCH = exchange -> Response.empty(200);
    private static final Handler LOCAL = exchange -> Response.empty(200);
    private static final Handler DESCRIPTION = exchange -> Response.empty(200);

    private final Router router = new Router()
            .add("GET", "/2010-04-01/Accounts/{AccountSid}/Numbers", LIST)
            .add("POST", "/2010-04-01/Accounts/{AccountSid}/Numbers", CREATE)
            .add("GET", "/2010-04-01/Accounts/{AccountSid}/Numbers/{Sid}", FETCH)
            .add("GET", "/2010-04-01/Accounts/{AccountSid}/Numbers/Local", LOCAL)
            .add("GET", "/openapi.json", DESCRIPTION)
            .add("GET", "/", LIST);

    @Test
    void methodAndPathFindTheirHandler() {
        assertThat(router.find("GET", "/2010-04-01/Accounts/AC1/Numbers"))
                .isEqualTo(new Router.Found.Route(LIST, Map.of("AccountSid", "AC1"), ""));
        assertThat(router.find("POST", "/2010-04-01/Accounts/AC1/Numbers.json"))
                .isEqualTo(new Router.Found.Route(CREATE, Map.of("AccountSid", "AC1"), "json"));
        assertThat(router.find("GET", "/2010-04-01/Accounts/AC1/Numbers/PN1.XML"))
                .isEqualTo(new Router.Found.Route(FETCH, Map.of("AccountSid", "AC1", "Sid", "PN1"), "xml"));
        assertThat(router.find("GET", "/")).isEqualTo(new Router.Found.Route(LIST, Map.of(), ""));
    }

    @Test
    void aLiteralGoesBeforeAName() {
        assertThat(router.find("GET", "/2010-04-01/Accounts/AC1/Numbers/Local.json"))
                .isEqualTo(new Router.Found.Route(LOCAL, Map.of("AccountSid", "AC1"), "json"));
        assertThat(router.find("GET", "/openapi.json")).isEqualTo(new Router.Found.Route(DESCRIPTION, Map.of(), ""));
    }

    @Test
    void anUnknownEndingIsPartOfTheName() {
        assertThat(router.find("GET", "/2010-04-01/Accounts/AC1/Numbers/Twilio.CURRENT"))
                .isEqualTo(new Router.Found.Route(FETCH, Map.of("AccountSid", "AC1", "Sid", "Twilio.CURRENT"), ""));
        assertThat(router.find("GET", "/2010-04-01/Accounts/AC1/Numbers/Twilio.CURRENT.json"))
                .isEqualTo(new Router.Found.Route(FETCH, Map.of("AccountSid", "AC1", "Sid", "Twilio.CURRENT"), "json"));
    }

    @Test
    void escapesInAPathAreNamesNotSlashes() {
        assertThat(router.find("GET", "/2010-04-01/Accounts/AC1/Numbers/a%2Fb%20c"))
                .isEqualTo(new Router.Found.Route(FETCH, Map.of("AccountSid", "AC1", "Sid", "a/b c"), ""));
    }

    @Test
    void headIsAnsweredWhereGetIs() {
        assertThat(router.find("HEAD", "/2010-04-01/Accounts/AC1/Numbers")).isInstanceOf(Router.Found.Route.class);
    }

    @Test
    void anotherMethodIsToldWhichThereAre() {
        assertThat(router.find("DELETE", "/2010-04-01/Accounts/AC1/Numbers.json"))
                .isEqualTo(new Router.Found.OtherMethod(Set.of("GET", "HEAD", "POST")));
    }

    @Test
    void whatIsNotRoutedIsNothing() {
        for (String path : new String[] {
            "/2010-04-01",
            "/2010-04-01/Accounts/AC1/Nothing",
            "/2010-04-01/Accounts//Numbers",
            "/a",
            "*",
            "",
            "/2010-04-01/Accounts/AC1/Numbers/",
            "/2010-04-01/Accounts/AC1/Numbers/.json",
            "//",
            "/../etc/passwd"
        }) {
            assertThat(router.find("GET", path)).as(path).isInstanceOf(Router.Found.Nothing.class);
        }
    }

    @Test
    void theSameRouteTwiceIsABug() {
        assertThatThrownBy(() -> router.add("GET", "/openapi.json", LIST)).isInstanceOf(IllegalStateException.class);
    }
}
