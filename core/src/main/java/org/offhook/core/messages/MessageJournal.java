package org.offhook.core.messages;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.offhook.core.events.EventType;
import org.offhook.core.events.Happening;
import org.offhook.core.messages.Message.Status;
import org.offhook.core.store.Change;
import org.offhook.core.store.StoreException;
import org.offhook.core.tenancy.Account;
import org.offhook.core.usage.Charge;
import org.offhook.core.web.Hook;
import org.offhook.core.webhooks.Witness;

/// What is written down about one message: its states, events, notifications and the callbacks that are owed.
/// It gathers until [#durable]; then all of it is one transaction.
///
/// Texts of messages are in the message alone, where they can be redacted; of requests the log keeps who was
/// asked and what came of it.
final class MessageJournal implements Witness {

    private final MessageTools tools;
    private final List<Change> changes = new ArrayList<>();
    private final List<Happening> happenings = new ArrayList<>();
    private Message message;
    private boolean owing;
    private boolean debugging;

    MessageJournal(MessageTools tools, Message message) {
        this.tools = tools;
        this.message = message;
    }

    Message message() {
        return message;
    }

    Instant now() {
        return tools.clock().now();
    }

    /// A new message.
    void open(EventType type) {
        enter(message, type);
    }

    void become(Status next, EventType type) {
        Message then = message.become(next, now());
        enter(next == Status.SENT ? charged(then) : then, type);
    }

    /// It has come in. One that was charged is taken up again after a crash: its event then tells nothing that
    /// would be counted.
    void received() {
        boolean again = message.charge() != null;
        message = again ? message : charged(message);
        changes.add(Change.put(Message.KIND, message));
        note(
                EventType.MESSAGE_RECEIVED,
                "from",
                message.from(),
                "to",
                message.to(),
                "segments",
                again ? null : Integer.toString(message.segments()),
                "media",
                Integer.toString(message.media().size()),
                Charge.PRICE,
                again ? null : Charge.toldPrice(message.charge()),
                Charge.UNIT,
                again ? null : Charge.toldUnit(message.charge()));
    }

    private Message charged(Message of) {
        boolean inbound = of.direction() == Message.Direction.INBOUND;
        return of.charged(tools.prices().message(inbound, of.to(), of.segments()));
    }

    /// The message is not delivered.
    ///
    /// @param code contract §24
    void fail(Status next, int code, String why) {
        enter(message.become(next, code, why, now()), EventType.MESSAGE_FAILED);
        notify(new Problem(true, code, why, null));
    }

    /// Only the state, without an event or callback.
    void settle(Status next) {
        message = message.become(next, now());
        changes.add(Change.put(Message.KIND, message));
    }

    void change(Change change) {
        changes.add(change);
    }

    void note(EventType type, @Nullable String... data) {
        happenings.add(Happening.of(now(), type, data));
    }

    void warn(int code, String why) {
        problem(new Problem(false, code, why, null));
    }

    void error(int code, String why) {
        problem(new Problem(true, code, why, null));
    }

    @Override
    public void exchanged(Exchanged exchanged) {
        note(EventType.WEBHOOK, exchanged.facts(false));
    }

    @Override
    public void problem(Problem problem) {
        notify(problem);
        note(
                problem.error() ? EventType.MESSAGE_ERROR : EventType.MESSAGE_WARNING,
                "code",
                Integer.toString(problem.code()),
                "message",
                problem.message());
    }

    /// Makes durable what was written so far.
    ///
    /// @throws StoreException when the store does not take it
    void durable() {
        if (changes.isEmpty() && happenings.isEmpty()) {
            return;
        }
        List<Change> state = List.copyOf(changes);
        List<Happening> happened = List.copyOf(happenings);
        boolean owed = owing;
        changes.clear();
        happenings.clear();
        owing = false;
        StoreException.await(tools.log().submit(message.account(), message.sid(), state, happened));
        if (owed) {
            tools.deliveries().wake(message.account(), message.sid());
        }
        if (debugging) {
            tools.deliveries().wake(message.account(), message.account());
            debugging = false;
        }
    }

    private void enter(Message next, EventType type) {
        message = next;
        changes.add(Change.put(Message.KIND, next));
        note(
                type,
                "from",
                next.from(),
                "to",
                next.to(),
                "direction",
                next.direction().text(),
                "status",
                next.status().text(),
                "segments",
                Integer.toString(next.segments()),
                "error_code",
                next.errorCode() == 0 ? null : Integer.toString(next.errorCode()),
                "error",
                next.errorMessage(),
                Charge.PRICE,
                type == EventType.MESSAGE_SENT ? Charge.toldPrice(next.charge()) : null,
                Charge.UNIT,
                type == EventType.MESSAGE_SENT ? Charge.toldUnit(next.charge()) : null);
        Hook callback = next.statusCallback();
        if (callback != null && next.direction() != Message.Direction.INBOUND) {
            changes.add(tools.deliveries().owe(next.account(), next.sid(), callback, MessageParameters.status(next)));
            owing = true;
        }
    }

    private void notify(Problem problem) {
        Optional<Account> account = tools.store().find(Account.KIND, message.account());
        account.ifPresent(whose -> {
            changes.addAll(tools.deliveries().report(whose, message.sid(), problem));
            debugging |= whose.settings().debugger() != null;
        });
    }
}
