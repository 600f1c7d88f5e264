package org.offhook.core.emails;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.offhook.core.emails.MailServer.Handed;
import org.offhook.core.events.EventType;
import org.offhook.core.events.Happening;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.script.Mailbox;
import org.offhook.core.store.Change;
import org.offhook.core.store.StoreException;
import org.offhook.core.tenancy.Account;
import org.offhook.core.web.Hook;
import org.offhook.core.webhooks.BackOff;
import org.offhook.core.webhooks.Parameters;
import org.offhook.core.webhooks.Witness;

/// Carries what is in the outbox to the mail server, a few at a time. Scripts work while something is due and end
/// when nothing is; an e-mail that waits for its next attempt has a timer and no script.
///
/// What the server has taken is removed only when the store says so: between the two a crash sends it twice, which
/// is better than not at all.
final class Postman {

    private static final int UNREACHABLE = 30003;

    private final EmailTools tools;
    private final MailServer server;
    private final Consumer<Sid> gone;
    /// Each e-mail of the outbox stands here at most once, so it is as bounded as that.
    private final Queue<Sid> due = new ConcurrentLinkedQueue<>();
    private final AtomicInteger working = new AtomicInteger();

    /// @param about  as it was handed over: an answer that comes too late is told from the next one
    private record Answer(Email about, Handed handed) {}

    /// @param gone told of each that has left the outbox
    Postman(EmailTools tools, MailServer server, Consumer<Sid> gone) {
        this.tools = tools;
        this.server = server;
        this.gone = gone;
    }

    /// This one is due. Never blocks.
    void hand(Sid email) {
        due.add(email);
        hire();
    }

    /// One more works, unless there are as many as may be. Whoever adds to `due` comes by here afterwards, and whoever
    /// stops working looks once more, so nothing is left lying.
    private void hire() {
        int most = tools.limits().connections();
        if (!due.isEmpty() && working.getAndUpdate(now -> Math.min(now + 1, most)) < most) {
            tools.scripts().start("e-mail", this::work);
        }
    }

    private void work(Mailbox<Answer> mailbox) {
        try {
            for (Sid next = due.poll(); next != null; next = due.poll()) {
                carry(next, mailbox);
            }
        } finally {
            working.decrementAndGet();
            hire();
        }
    }

    private void carry(Sid sid, Mailbox<Answer> mailbox) {
        try {
            Optional<Email> found = tools.store().find(Email.KIND, sid);
            if (found.isEmpty()) {
                gone.accept(sid);
                return;
            }
            Email email = found.get();
            tools.log().hold(email.about());
            try {
                settle(email, answer(email, mailbox));
            } finally {
                tools.log().release(email.about());
            }
        } catch (StoreException unavailable) {
            tools.scheduler().after(tools.limits().storeRest(), () -> hand(sid));
        }
    }

    private Handed answer(Email email, Mailbox<Answer> mailbox) {
        server.send(email, handed -> mailbox.put(new Answer(email, handed)));
        Answer answer = mailbox.take(tools.limits().answer());
        while (answer != null && !answer.about().equals(email)) {
            answer = mailbox.take(tools.limits().answer());
        }
        return answer == null ? new Handed.Later("The mail server did not answer.") : answer.handed();
    }

    private void settle(Email email, Handed handed) {
        switch (handed) {
            case Handed.Taken() -> end(email, EventType.EMAIL_SENT, "sent", null);
            case Handed.Refused(int code, String reason) -> fail(email, code, reason);
            case Handed.Later(String reason) -> {
                if (email.created()
                        .plus(tools.limits().patience())
                        .isBefore(tools.clock().now())) {
                    fail(email, UNREACHABLE, "The e-mail was given up: " + reason);
                } else {
                    tryAgain(email.tried(), reason);
                }
            }
        }
    }

    private void tryAgain(Email email, String reason) {
        write(
                email,
                List.of(Change.put(Email.KIND, email)),
                EventType.EMAIL_DELAYED,
                "attempt",
                Integer.toString(email.attempts()),
                "reason",
                reason);
        tools.scheduler().after(BackOff.after(email.attempts(), tools.random()), () -> hand(email.sid()));
    }

    private void fail(Email email, int code, String reason) {
        end(email, EventType.EMAIL_FAILED, "failed", new Witness.Problem(true, code, reason, null));
    }

    /// The e-mail leaves the outbox: whoever wants to know is told, in the same transaction.
    private void end(Email email, EventType type, String status, Witness.@Nullable Problem problem) {
        List<Change> changes = new ArrayList<>();
        changes.add(Change.remove(Email.KIND, email.sid()));
        String code = problem == null ? null : Integer.toString(problem.code());
        String reason = problem == null ? null : problem.message();
        Optional<Account> account = tools.store().find(Account.KIND, email.account());
        if (problem != null && account.isPresent()) {
            changes.addAll(tools.deliveries().report(account.get(), email.about(), problem));
        }
        Hook callback = email.statusCallback();
        if (callback != null) {
            Parameters told = told(email, status).with("ErrorCode", code).with("ErrorMessage", reason);
            changes.add(tools.deliveries().owe(email.account(), email.sid(), callback, told));
        }
        write(email, changes, type, "error_code", code, "error", reason);
        gone.accept(email.sid());
        tools.deliveries().wake(email.account(), email.sid());
        if (problem != null) {
            tools.deliveries().wake(email.account(), email.account());
        }
    }

    private static Parameters told(Email email, String status) {
        return Parameters.NONE
                .with("EmailSid", email.sid().value())
                .with("EmailStatus", status)
                .with("AccountSid", email.account().value())
                .with(
                        email.about().is(SidType.CALL) ? "CallSid" : "MessageSid",
                        email.about().value())
                .with("To", String.join(", ", email.to()))
                .with("Subject", email.title());
    }

    private void write(Email email, List<Change> changes, EventType type, @Nullable String... data) {
        List<@Nullable String> all =
                new ArrayList<>(List.of("email", email.sid().value()));
        all.addAll(Arrays.asList(data));
        Happening happening = Happening.of(tools.clock().now(), type, all.toArray(String[]::new));
        StoreException.await(tools.log().submit(email.account(), email.about(), changes, List.of(happening)));
    }
}
