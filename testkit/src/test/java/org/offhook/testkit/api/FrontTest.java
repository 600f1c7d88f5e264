package org.offhook.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.testkit.api.ApiFixture.ALICE;
import static org.offhook.testkit.api.ApiFixture.BOB;
import static org.offhook.testkit.api.ApiFixture.CHILD;
import static org.offhook.testkit.api.ApiFixture.HOME;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.api.http.Headers;
import org.offhook.api.http.Params;
import org.offhook.api.http.Request;
import org.offhook.core.calls.Call;
import org.offhook.core.store.Change;
import org.offhook.core.tenancy.Account;
import org.offhook.testkit.contracts.Samples;
import org.offhook.testkit.http.Reply;

/// Who may ask, how errors look, and what is refused before any resource is reached.
final class FrontTest {

    private final ApiFixture fixture = new ApiFixture();

    @Test
    void anErrorHasCodeMessageLinkAndStatus() {
        Reply reply = fixture.alice.get(HOME + "/Calls/CA00000000000000000000000000000099.json");
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
        assertThat(reply.text())
                .isEqualTo("{\"code\":20404,\"message\":\"The requested resource " + HOME
                        + "/Calls/CA00000000000000000000000000000099.json was not found\","
                        + "\"more_info\":\"https://www.twilio.com/docs/errors/20404\",\"status\":404}");
    }

    @Test
    void anErrorIsXmlWhereTheAnswerWouldBe() {
        Reply reply = fixture.alice.get(HOME + "/Calls/CA00000000000000000000000000000099");
        assertThat(reply.header("Content-Type")).isEqualTo("application/xml; charset=utf-8");
        assertThat(reply.text())
                .contains("<TwilioResponse><RestException><Code>20404</Code><Message>")
                .endsWith("<Status>404</Status></RestException></TwilioResponse>");
    }

    @Test
    void everyAnswerIsSignedWithAnIdForTheLog() {
        Reply reply = fixture.alice.get(HOME + ".json");
        assertThat(reply.header("Twilio-Request-Id")).matches("RQ[0-9a-f]{32}");
        assertThat(reply.header("Twilio-Request-Duration")).matches("[0-9]+\\.[0-9]{3}");
        assertThat(reply.header("Twilio-Concurrent-Requests")).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Basic",
                "Basic !!!",
                "Bearer abc",
                "Basic YWJj",
                "Digest username=\"a\"",
                "Basic QUMwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwYTp3cm9uZw=="
            })
    void aStrangerIsAskedWhoItIs(String authorization) {
        Reply reply =
                fixture.nobody.send(Request.of("GET", HOME + ".json", Headers.of("Authorization", authorization)));
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header("WWW-Authenticate")).isEqualTo("Basic realm=\"Twilio API\"");
        assertThat(reply.text())
                .isEqualTo("{\"code\":20003,\"message\":\"Authenticate\",\"more_info\":"
                        + "\"https://www.twilio.com/docs/errors/20003\",\"status\":401}");
    }

    @Test
    void aWrongTokenAndAnUnknownAccountLookTheSame() {
        Reply wrong = fixture.nobody.as(ALICE.value(), "wrong").get(HOME + ".json");
        Reply unknown =
                fixture.nobody.as(Samples.sid("AC", 99).value(), "wrong").get(HOME + ".json");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(unknown.text()).isEqualTo(wrong.text());
    }

    @Test
    void aParentActsForItsSubAccountAndNobodyForAnybodyElse() {
        assertThat(fixture.alice.get("/2010-04-01/Accounts/" + CHILD + ".json").at("/sid"))
                .isEqualTo(CHILD.value());
        assertThat(fixture.alice
                        .get("/2010-04-01/Accounts/" + CHILD + "/Calls.json")
                        .status())
                .isEqualTo(200);
        assertThat(fixture.nobody
                        .as(CHILD.value(), "childs-token")
                        .get(HOME + "/Calls.json")
                        .status())
                .isEqualTo(404);
        assertThat(fixture.alice
                        .get("/2010-04-01/Accounts/" + BOB + "/Calls.json")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void whatIsSomebodyElsesLooksLikeWhatIsNotThere() {
        Call bobs = ApiFixture.call(7, Map.of("account", BOB));
        fixture.store.commit(Change.put(Call.KIND, bobs));
        String path = HOME + "/Calls/" + bobs.sid() + ".json";
        for (String method : new String[] {"GET", "POST", "DELETE"}) {
            Reply theirs = fixture.alice.send(Request.of(method, path, Headers.NONE));
            fixture.store.commit(Change.remove(Call.KIND, bobs.sid()));
            Reply nobodys = fixture.alice.send(Request.of(method, path, Headers.NONE));
            assertThat(theirs.status()).isEqualTo(404);
            assertThat(theirs.text()).isEqualTo(nobodys.text());
        }
        assertThat(fixture.changed).isEmpty();
    }

    @Test
    void aSuspendedAccountIsToldSoAndMayDoNothing() {
        fixture.account(ALICE, null, "alices-token", Account.Status.SUSPENDED);
        Reply reply = fixture.alice.post(HOME + "/Calls.json", "To", "+1", "From", "+2", "Url", "http://app/");
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.at("/code")).isEqualTo("20005");
        assertThat(fixture.placed).isEmpty();
    }

    @Test
    void anUnknownPathIsNotFoundAndAnotherMethodIsToldWhichThereAre() {
        assertThat(fixture.alice.get(HOME + "/Nothing.json").at("/code")).isEqualTo("20404");
        Reply reply = fixture.alice.delete(HOME + "/Calls.json");
        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.at("/code")).isEqualTo("20004");
        assertThat(reply.header("Allow")).isEqualTo("GET, HEAD, POST");
    }

    @Test
    void aClientThatCanOnlyPostNamesItsMethod() {
        Call call = ApiFixture.call(1, Map.of("status", org.offhook.core.calls.CallStatus.COMPLETED));
        fixture.store.commit(Change.put(Call.KIND, call));
        assertThat(fixture.alice
                        .post(HOME + "/Calls/" + call.sid() + ".json", "_method", "DELETE")
                        .status())
                .isEqualTo(204);
        assertThat(fixture.store.find(Call.KIND, call.sid())).isEmpty();
    }

    @Test
    void putIsAnotherWordForPost() {
        Request request = Request.of("PUT", HOME + "/IncomingPhoneNumbers.json", Headers.NONE)
                .withForm(Params.of("PhoneNumber", "+14155550100"));
        assertThat(fixture.alice.send(request).status()).isEqualTo(201);
    }

    @Test
    void aFormIsKnownByItsMediaTypeWhateverItsParameters() {
        for (String type : new String[] {
            "application/x-www-form-urlencoded",
            "application/x-www-form-urlencoded; charset=UTF-8",
            "Application/X-WWW-Form-Urlencoded;charset=utf-8"
        }) {
            fixture.alice.send(form(type, "To=%2B14155550100&From=%2B14155550101&Url=http%3A%2F%2Fapp%2F"));
        }
        assertThat(fixture.placed).hasSize(3).allSatisfy(command -> {
            assertThat(command.to()).isEqualTo("+14155550100");
            assertThat(command.from()).isEqualTo("+14155550101");
        });
    }

    @Test
    void anotherMediaTypeIsRefused() {
        Reply reply = fixture.alice.send(form("application/json", "{\"To\":\"+1\"}"));
        assertThat(reply.status()).isEqualTo(415);
        assertThat(reply.at("/code")).isEqualTo("20415");
        assertThat(fixture.placed).isEmpty();
    }

    @Test
    void aBodyThatIsTooLongIsRefused() {
        Reply reply =
                fixture.alice.send(form("application/x-www-form-urlencoded", "x".repeat(Request.LONGEST_BODY + 1)));
        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.at("/code")).isEqualTo("20413");
    }

    @Test
    void moreParametersThanTheLimitAreRefused() {
        Reply reply = fixture.alice.send(form("application/x-www-form-urlencoded", "a=1&".repeat(Params.MOST + 1)));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.at("/code")).isEqualTo("20001");
    }

    @Test
    void anEndingThatIsNoFormatIsNotFound() {
        assertThat(fixture.alice.get(HOME + "/Calls.wav").status()).isEqualTo(404);
    }

    @Test
    void aStoreThatCannotWriteIsSaidAndNothingIsDone() {
        fixture.store.refuse("no room left");
        Reply reply = fixture.alice.post(HOME + "/IncomingPhoneNumbers.json", "PhoneNumber", "+14155550100");
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.at("/code")).isEqualTo("20503");
        assertThat(reply.header("Retry-After")).isNotEmpty();
        fixture.store.recover();
        assertThat(fixture.alice
                        .post(HOME + "/IncomingPhoneNumbers.json", "PhoneNumber", "+14155550100")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aBugIsAnsweredWithoutAStackTraceAndTold() {
        fixture.place = command -> {
            throw new IllegalStateException("secret detail");
        };
        Reply reply = fixture.alice.post(HOME + "/Calls.json", "To", "+1", "From", "+2", "Url", "http://app/");
        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.at("/code")).isEqualTo("20500");
        assertThat(reply.text()).doesNotContain("secret").contains(reply.header("Twilio-Request-Id"));
        assertThat(fixture.faults).singleElement().isInstanceOf(IllegalStateException.class);
    }

    private static Request form(String type, String body) {
        return new Request(
                "POST",
                HOME + "/Calls.json",
                "",
                Headers.of("Content-Type", type),
                body.getBytes(StandardCharsets.US_ASCII),
                "http",
                "test");
    }
}
