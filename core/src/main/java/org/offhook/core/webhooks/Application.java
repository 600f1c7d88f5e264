package org.offhook.core.webhooks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sids;
import org.offhook.core.tenancy.Account;
import org.offhook.core.time.Clock;
import org.offhook.core.twiml.Document;
import org.offhook.core.web.Hook;
import org.offhook.core.web.WebResult.Answered;
import org.offhook.core.webhooks.Fetcher.Order;
import org.offhook.core.webhooks.Witness.Problem;
import org.offhook.protocols.twiml.Element;
import org.offhook.protocols.twiml.Node;

/// The customer's web application. [#ask] is a plain story: fetch, follow, retry, read, fall back; it waits
/// only inside the [Exchange]. Shared by all calls; keeps nothing but the cache of its answers.
public final class Application {

    private static final int BAD_URL = 11100;
    private static final int RELATIVE = 15004;
    private static final int BAD_RETRY_POLICY = 11243;
    private static final int EMPTY = 11770;

    private final Sids sids;
    private final Fetcher fetcher;

    public Application(Clock clock, Sids sids) {
        this.sids = sids;
        this.fetcher = new Fetcher(clock, new AnswerCache());
    }

    /// Asks, and asks the fallback when the first answer is no use (contract §5).
    public Answer ask(Ask ask, Exchange exchange, Witness witness) {
        Tried first = attempt(ask, ask.hook(), ask.parameters(), exchange, witness);
        Hook fallback = ask.fallback();
        if (!(first instanceof Tried.Failed(int code, String message, String url))) {
            return ((Tried.Good) first).answer();
        }
        if (fallback == null) {
            return new Answer.Nothing(code, message);
        }
        Parameters why =
                ask.parameters().with("ErrorCode", Integer.toString(code)).with("ErrorUrl", url);
        return switch (attempt(ask, fallback, why, exchange, witness)) {
            case Tried.Good(Answer answer) -> answer;
            case Tried.Failed failed -> new Answer.Nothing(failed.code(), failed.message());
        };
    }

    /// Asks a question outside of calls, whose answer is a form. There is no fallback.
    ///
    /// @return nothing when there was no answer, or one that says no
    public Optional<Parameters> form(Account account, Hook hook, Parameters parameters, Exchange exchange) {
        Fetched fetched = fetcher.fetch(
                new Fetcher.Order(account, hook.url(), hook.method(), parameters, new CookieJar(), sids.token()),
                exchange,
                Witness.NOBODY);
        return switch (fetched) {
            case Fetched.Good(Answered answer, String _) ->
                Optional.of(Parameters.decoded(Wire.text(answer).strip()));
            case Fetched.Bad _ -> Optional.empty();
        };
    }

    private static boolean isSip(String url) {
        return url.regionMatches(true, 0, "sip:", 0, 4) || url.regionMatches(true, 0, "sips:", 0, 5);
    }

    /// A SIP address in place of an application's: the call is connected to it.
    private static Document connect(String address) {
        Element sip = new Element("Sip", Map.of(), List.of(new Node.Text(address)));
        Element dial = new Element("Dial", Map.of("answerOnBridge", "true"), List.of(sip));
        return new Document(new Element("Response", Map.of(), List.of(dial)), null);
    }

    private sealed interface Tried {
        record Good(Answer answer) implements Tried {}

        record Failed(int code, String message, String url) implements Tried {}
    }

    private Tried attempt(Ask ask, Hook hook, Parameters parameters, Exchange exchange, Witness witness) {
        if (isSip(hook.url())) {
            return new Tried.Good(new Answer.Instructions(connect(hook.url())));
        }
        String token = sids.token();
        Parameters told = Confidential.sealed(ask.account(), parameters, token);
        String template = hook.url();
        String expanded = template;
        if (!Urls.isData(template) && template.indexOf('{') >= 0) {
            switch (UrlTemplate.expand(template, told::first)) {
                case UrlTemplate.Expanded.Url(String url) -> expanded = url;
                case UrlTemplate.Expanded.Invalid(int code, String message) -> {
                    return failed(witness, code, message, template, null);
                }
            }
        }
        String url = Urls.resolve(ask.base(), expanded);
        if (url == null) {
            return ask.base() == null || Urls.isData(ask.base())
                    ? failed(
                            witness,
                            RELATIVE,
                            "The URL " + expanded + " must be absolute, because its document has no URL.",
                            expanded,
                            null)
                    : failed(witness, BAD_URL, expanded + " is not a URL.", expanded, null);
        }
        if (Connection.of(Urls.fragment(url)).faulty()) {
            warn(witness, BAD_RETRY_POLICY, "A connection setting behind # of " + url + " is not valid.", null);
        }
        Order order = new Order(ask.account(), url, hook.method(), told, ask.cookies(), token);
        Seen seen = new Seen(witness, Confidential.hides(ask.account(), template) ? template : null);
        return switch (fetcher.fetch(order, exchange, seen)) {
            case Fetched.Bad bad -> failed(witness, bad.code(), bad.message(), bad.url(), bad.exchange());
            case Fetched.Good(var answer, String source) -> {
                if (answer.body().length == 0
                        && Optional.ofNullable(answer.header("transfer-encoding"))
                                .isPresent()) {
                    warn(witness, EMPTY, "The answer has an empty body; the call ends.", seen.last);
                }
                yield switch (AnswerReader.read(answer, new Hook(source, hook.method()))) {
                    case AnswerReader.Read.Usable(Answer usable) -> new Tried.Good(usable);
                    case AnswerReader.Read.Useless(int code, String message) ->
                        failed(witness, code, message, source, seen.last);
                };
            }
        };
    }

    private static Tried failed(
            Witness witness, int code, String message, String url, Witness.@Nullable Exchanged exchange) {
        witness.problem(new Problem(true, code, message, exchange));
        return new Tried.Failed(code, message, url);
    }

    private static void warn(Witness witness, int code, String message, Witness.@Nullable Exchanged exchange) {
        witness.problem(new Problem(false, code, message, exchange));
    }

    /// Remembers the last exchange, for the notification.
    private static final class Seen implements Witness {
        private final Witness witness;
        private final @Nullable String shown;
        private @Nullable Exchanged last;

        /// @param shown what to write down instead of the URL, because that tells what must not be told
        Seen(Witness witness, @Nullable String shown) {
            this.witness = witness;
            this.shown = shown;
        }

        @Override
        public void exchanged(Exchanged exchanged) {
            Exchanged seen = shown == null ? exchanged : exchanged.at(shown);
            last = seen;
            witness.exchanged(seen);
        }

        @Override
        public void problem(Problem problem) {
            witness.problem(problem);
        }
    }
}
