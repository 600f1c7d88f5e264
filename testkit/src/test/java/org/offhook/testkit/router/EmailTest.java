package org.offhook.testkit.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offhook.core.emails.Email;
import org.offhook.core.emails.EmailLimits;
import org.offhook.core.emails.MailServer.Handed;
import org.offhook.core.events.Event;
import org.offhook.core.events.EventType;
import org.offhook.core.store.Query;
import org.offhook.testkit.fakes.AppRequest;
import org.offhook.testkit.fakes.Reply;

/// E-mail out of a call (SPEC CALL-8).
final class EmailTest {

    private static final String TO_ADA = "<Response><Email to=\"ada@app.example\">Hello.</Email></Response>";

    @Test
    void itIsSentWhileTheCallGoesOn() {
        try (RouterWorld world = new RouterWorld()) {
            world.app.on("/told", Reply.status(204));
            world.answers("""
                    <Response>
                      <Email to="ada@app.example, bob@app.example" subject="A call" replyTo="desk@app.example"
                          statusCallback="/told">
                        Somebody called.
                        Call back.
                      </Email>
                      <Say>We have sent it.</Say>
                    </Response>""");
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();

            assertThat(caller.heard()).containsExactly("We have sent it.");
            assertThat(world.codes()).isEmpty();
            Email email = world.mail.taken().getFirst();
            assertThat(email.to()).containsExactly("ada@app.example", "bob@app.example");
            assertThat(email.title()).isEqualTo("A call");
            assertThat(email.text()).isEqualTo("Somebody called.\nCall back.");
            assertThat(email.replyTo()).isEqualTo("desk@app.example");
            AppRequest told = world.app.request("/told");
            assertThat(told.parameter("EmailSid")).isEqualTo(email.sid().value());
            assertThat(told.parameter("EmailStatus")).isEqualTo("sent");
            assertThat(told.parameter("CallSid")).isEqualTo(world.call().sid().value());
            assertThat(told.has("ErrorCode")).isFalse();
            assertThat(world.events(world.call().sid()))
                    .extracting(Event::type)
                    .containsSubsequence(EventType.DOCUMENT, EventType.EMAIL_QUEUED, EventType.EMAIL_SENT);
            assertThat(world.store.count(Email.KIND, Query.of(null))).isZero();
        }
    }

    @Test
    void anActionIsAskedAtOnceWithWhatIsKnown() {
        try (RouterWorld world = new RouterWorld()) {
            world.app.on("/next", "<Response><Say>Next.</Say></Response>");
            world.answers("<Response><email address=\"ada@app.example\" action=\"/next\">Hello.</email></Response>");
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();
            assertThat(caller.heard()).containsExactly("Next.");
            AppRequest asked = world.app.request("/next");
            assertThat(asked.parameter("EmailStatus")).isEqualTo("queued");
            assertThat(asked.parameter("EmailSid")).startsWith("EM");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "14101 | <Email>No address.</Email>",
                "14101 | <Email to='Ada &lt;ada@app.example&gt;'>Hello.</Email>",
                "14101 | <Email to='ada@app.example' replyTo='x@y&#13;&#10;Bcc: eve@app.example'>Hello.</Email>",
                "14101 | <Email to='a@x b@x c@x d@x e@x f@x g@x h@x i@x j@x k@x'>Hello.</Email>",
                "14103 | <Email to='ada@app.example'/>",
                "14103 | <Email to='ada@app.example' subject='Hi&#13;&#10;Bcc: eve@app.example'>Hello.</Email>",
                "14103 | <Email to='ada@app.example' subject='Hi&#10;&#10;body'>Hello.</Email>",
                "14105 | <Email to='ada@app.example' statusCallback='ftp://app.example/x'>Hello.</Email>",
            })
    void whatCannotBeSentIsToldAndNothingIs(int code, String verb) {
        try (RouterWorld world = new RouterWorld()) {
            world.answers("<Response>" + verb + "<Say>Still here.</Say></Response>");
            TestPhone caller = world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();
            assertThat(world.codes()).containsExactly(code);
            assertThat(world.mail.attempts()).isZero();
            assertThat(caller.heard()).containsExactly("Still here.");
        }
    }

    @Test
    void whatTheServerRefusesHasFailed() {
        try (RouterWorld world = new RouterWorld()) {
            world.app.on("/told", Reply.status(204));
            world.mail.says("ada@app.example", new Handed.Refused(30005, "The mail server refused a recipient."));
            world.answers("<Response><Email to=\"ada@app.example\" statusCallback=\"/told\">Hello.</Email></Response>");
            world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();
            assertThat(world.app.request("/told").parameter("EmailStatus")).isEqualTo("failed");
            assertThat(world.app.request("/told").parameter("ErrorCode")).isEqualTo("30005");
            assertThat(world.codes()).containsExactly(30005);
            assertThat(world.mail.attempts()).isOne();
            assertThat(world.events(EventType.EMAIL_FAILED)).hasSize(1);
        }
    }

    @Test
    void aServerThatIsBusyIsAskedAgainUntilItTakesIt() {
        try (RouterWorld world = new RouterWorld()) {
            world.mail.says("ada@app.example", new Handed.Later("451"));
            world.answers(TO_ADA);
            world.caller().dial(RouterWorld.NUMBER);
            world.run(Duration.ofMinutes(30));
            assertThat(world.mail.attempts()).isBetween(5, 30);
            assertThat(world.events(EventType.EMAIL_DELAYED)).hasSize(world.mail.attempts());
            world.mail.says("ada@app.example", new Handed.Taken());
            world.toTheEnd();
            assertThat(world.mail.taken()).hasSize(1);
            assertThat(world.codes()).isEmpty();
        }
    }

    @Test
    void patienceEnds() {
        try (RouterWorld world = new RouterWorld()) {
            world.mail.says("ada@app.example", new Handed.Later("nobody is there"));
            world.answers(TO_ADA);
            world.caller().dial(RouterWorld.NUMBER);
            world.toTheEnd();
            assertThat(world.codes()).containsExactly(30003);
            assertThat(world.mail.attempts()).isLessThan(100);
            assertThat(world.store.count(Email.KIND, Query.of(null))).isZero();
        }
    }

    @Test
    void oneAccountCannotFillTheOutbox() {
        try (RouterWorld world = new RouterWorld()) {
            world.mail.says("ada@app.example", new Handed.Later("nobody is there"));
            int most = EmailLimits.STANDARD.perAccount();
            world.answers("<Response>" + "<Email to=\"ada@app.example\">x</Email>".repeat(most + 1) + "</Response>");
            world.caller().dial(RouterWorld.NUMBER);
            world.run(Duration.ofMinutes(1));
            assertThat(world.codes()).containsExactly(21611);
            assertThat(world.store.count(Email.KIND, Query.of(null))).isEqualTo(most);
            world.mail.says("ada@app.example", new Handed.Taken());
            world.toTheEnd();
            assertThat(world.mail.taken()).hasSize(most);
        }
    }
}
