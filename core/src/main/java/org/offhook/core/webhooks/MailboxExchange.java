package org.offhook.core.webhooks;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.offhook.core.script.Mailbox;
import org.offhook.core.time.Scheduler.Cancellable;
import org.offhook.core.web.Web;
import org.offhook.core.web.WebRequest;
import org.offhook.core.web.WebResult;

/// An [Exchange] for a script that has nothing else to wait for.
public final class MailboxExchange implements Exchange {

    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final int OUT_OF_TIME = 11203;

    private final Web web;
    private final Mailbox<Reply> mailbox;
    private long ticket;

    /// @param ticket which exchange it answers; that of one given up may still arrive
    public record Reply(long ticket, WebResult result) {}

    public MailboxExchange(Web web, Mailbox<Reply> mailbox) {
        this.web = web;
        this.mailbox = mailbox;
    }

    @Override
    public WebResult send(WebRequest request) {
        long mine = ++ticket;
        Cancellable sending = web.send(request, result -> mailbox.put(new Reply(mine, result)));
        while (true) {
            @Nullable Reply reply = mailbox.take(request.limits().total().plus(GRACE));
            if (reply == null) {
                sending.cancel();
                return new WebResult.Failed(OUT_OF_TIME, "There was no answer in time.");
            }
            if (reply.ticket() == mine) {
                return reply.result();
            }
        }
    }
}
