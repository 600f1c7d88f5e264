package org.offhook.core.calls.leg;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.offhook.core.time.Clock;
import org.offhook.core.time.Scheduler.Cancellable;
import org.offhook.core.web.Hook;
import org.offhook.core.web.Web;
import org.offhook.core.web.WebRequest;
import org.offhook.core.web.WebResult;
import org.offhook.core.webhooks.Answer;
import org.offhook.core.webhooks.Application;
import org.offhook.core.webhooks.Ask;
import org.offhook.core.webhooks.CookieJar;
import org.offhook.core.webhooks.Hooks;
import org.offhook.core.webhooks.Parameters;

/// The leg's talk with the application: one visitor with its cookies, who is at one document at a time.
public final class Talk {

    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int TOO_MANY_DOCUMENTS = 14106;
    private static final int NO_DOCUMENT_URL = 11100;
    private static final int OUT_OF_TIME = 11203;

    private final Application application;
    private final Web web;
    private final Clock clock;
    private final Journal journal;
    private final Inbox inbox;
    private final int documentsPerMinute;
    private final CookieJar cookies = new CookieJar();
    private final Deque<Long> visits = new ArrayDeque<>();
    private @Nullable Hook fallback;
    private @Nullable Hook current;
    private long tickets;
    private @Nullable WebResult result;

    Talk(Application application, Web web, Clock clock, Journal journal, Inbox inbox, int documentsPerMinute) {
        this.application = application;
        this.web = web;
        this.clock = clock;
        this.journal = journal;
        this.inbox = inbox;
        this.documentsPerMinute = documentsPerMinute;
    }

    /// Asked when anything else fails; null for nobody.
    public void fallback(@Nullable Hook hook) {
        fallback = hook;
    }

    public @Nullable Hook fallback() {
        return fallback;
    }

    /// The document that is being carried out came from here; null for one without a URL.
    public void at(@Nullable Hook source) {
        current = source;
    }

    /// Where the document that is being carried out came from; null for one without a URL.
    public @Nullable Hook here() {
        return current;
    }

    /// The hook of an attribute; without one, the current document by `method` (contract §23, T1).
    ///
    /// @return null when there is none and the document has no URL: the developer was told
    public @Nullable Hook orCurrent(@Nullable Hook action, String method) {
        Hook here = current;
        if (action != null) {
            return action;
        }
        if (here == null) {
            journal.error(NO_DOCUMENT_URL, "An action is needed, because the document has no URL.");
            return null;
        }
        return new Hook(here.url(), method);
    }

    /// The hook as seen from the current document, absolute; null when that makes no URL, and for null.
    public @Nullable Hook absolute(@Nullable Hook hook) {
        return hook == null ? null : Hooks.absolute(current == null ? null : current.url(), hook);
    }

    /// Asks for the next document.
    ///
    /// @param outcome what the last verb produced
    public Answer visit(Hook hook, Parameters outcome) {
        long now = clock.nanos();
        while (!visits.isEmpty() && now - visits.getFirst() > WINDOW.toNanos()) {
            visits.removeFirst();
        }
        if (visits.size() >= documentsPerMinute) {
            String message = "The call asked for more than " + documentsPerMinute + " documents in a minute.";
            journal.error(TOO_MANY_DOCUMENTS, message);
            return new Answer.Nothing(TOO_MANY_DOCUMENTS, message);
        }
        visits.addLast(now);
        Hook here = current;
        return application.ask(
                new Ask(
                        journal.account(),
                        hook,
                        here == null ? null : here.url(),
                        fallback,
                        journal.state().with(outcome),
                        cookies),
                this::exchange,
                journal);
    }

    private WebResult exchange(WebRequest request) {
        long ticket = ++tickets;
        result = null;
        // Who is asked may ask back: the API knows the call by then.
        journal.flush();
        Cancellable sending = web.send(request, answer -> inbox.mailbox().put(new Signal.Web(ticket, answer)));
        try {
            inbox.await(() -> result != null, request.limits().total().plus(GRACE));
            WebResult answer = result;
            return answer == null ? new WebResult.Failed(OUT_OF_TIME, "There was no answer in time.") : answer;
        } finally {
            if (result == null) {
                sending.cancel();
            }
        }
    }

    void answered(long ticket, WebResult answer) {
        if (ticket == tickets) {
            result = answer;
        }
    }
}
