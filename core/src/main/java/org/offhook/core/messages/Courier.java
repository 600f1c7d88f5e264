package org.offhook.core.messages;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.offhook.core.events.EventType;
import org.offhook.core.ids.SidType;
import org.offhook.core.messages.Message.Direction;
import org.offhook.core.messages.Message.Status;
import org.offhook.core.messages.MessageGateway.Handed;
import org.offhook.core.messages.MessageGateway.Receipt;
import org.offhook.core.messages.services.MessagingService;
import org.offhook.core.messages.services.Services;
import org.offhook.core.numbers.PhoneNumber;
import org.offhook.core.script.Mailbox;
import org.offhook.core.store.Change;

/// Takes one message one step further, whatever state a crash may have left it in. Every step is durable before
/// the next one begins.
final class Courier {

    private static final int QUEUE_OVERFLOW = 30001;
    private static final int UNKNOWN_ERROR = 30008;
    private static final int NOT_REACHABLE = 21612;

    private final MessageTools tools;
    private final Reception reception;

    Courier(MessageTools tools, Reception reception) {
        this.tools = tools;
        this.reception = reception;
    }

    void carry(Couriers.Job job, Mailbox<CourierSignal> mailbox, Couriers couriers) {
        Optional<Message> found = tools.store().find(Message.KIND, job.message());
        if (found.isEmpty()) {
            return; // Deleted meanwhile.
        }
        Message message = found.get();
        MessageJournal journal = new MessageJournal(tools, message);
        switch (job) {
            case Couriers.Job.Carry _ -> {
                switch (message.status()) {
                    case ACCEPTED -> {
                        journal.become(Status.QUEUED, EventType.MESSAGE_QUEUED);
                        forward(journal, mailbox, couriers);
                    }
                    case QUEUED -> forward(journal, mailbox, couriers);
                    case SENDING -> interrupted(journal);
                    case RECEIVING -> reception.receive(journal, mailbox);
                    case SCHEDULED, SENT, DELIVERED, UNDELIVERED, FAILED, CANCELED, RECEIVED, READ -> {}
                }
            }
            case Couriers.Job.Report(var _, Receipt receipt) -> report(journal, receipt);
        }
    }

    private void forward(MessageJournal journal, Mailbox<CourierSignal> mailbox, Couriers couriers) {
        Message message = journal.message();
        if (message.expired(journal.now())) {
            journal.fail(Status.FAILED, QUEUE_OVERFLOW, "The message waited longer than its ValidityPeriod.");
            journal.durable();
            return;
        }
        Optional<PhoneNumber> here = tools.numbers().textsAt(message.to());
        if (here.isPresent()) {
            loopBack(journal, here.get(), couriers);
            return;
        }
        Optional<MessageGateway> gateway = tools.gateways().stream()
                .filter(one -> one.reaches(message.to()))
                .findFirst();
        if (gateway.isPresent()) {
            handOver(journal, gateway.get(), mailbox);
            return;
        }
        journal.fail(
                Status.FAILED,
                NOT_REACHABLE,
                message.to()
                        + " is not a number of this platform, and no message gateway that reaches it is configured.");
        journal.durable();
    }

    /// The receiver's copy and the delivery are one transaction: nobody gets the message twice.
    private void loopBack(MessageJournal journal, PhoneNumber receiver, Couriers couriers) {
        Message sent = journal.message();
        Couriers.Line line = new Couriers.Line(sent.from(), sent.to(), true);
        if (!couriers.hasRoom(line)) {
            journal.fail(
                    Status.UNDELIVERED,
                    QUEUE_OVERFLOW,
                    "Too many messages wait for the application of " + sent.to() + ".");
            journal.durable();
            return;
        }
        Message copy = incoming(tools, receiver, sent.from(), sent.body(), sent.media());
        journal.become(Status.SENT, EventType.MESSAGE_SENT);
        journal.become(Status.DELIVERED, EventType.MESSAGE_DELIVERED);
        journal.change(Change.put(Message.KIND, copy));
        journal.durable();
        couriers.hand(line, new Couriers.Job.Carry(copy.sid()));
    }

    /// A message that has come in and about which nobody has been asked yet.
    static Message incoming(MessageTools tools, PhoneNumber receiver, String from, String body, List<String> media) {
        var now = tools.clock().now();
        return new Message(
                        tools.sids().next(media.isEmpty() ? SidType.MESSAGE : SidType.MMS),
                        receiver.account(),
                        from,
                        receiver.number(),
                        body,
                        media,
                        Segments.of(body),
                        Direction.INBOUND,
                        Status.RECEIVING,
                        0,
                        null,
                        null,
                        now,
                        now,
                        null)
                .of(new Services(tools.store())
                        .of(receiver)
                        .map(MessagingService::sid)
                        .orElse(null));
    }

    private void handOver(MessageJournal journal, MessageGateway gateway, Mailbox<CourierSignal> mailbox) {
        journal.settle(Status.SENDING);
        journal.durable();
        Message message = journal.message();
        gateway.send(message, handed -> mailbox.put(new CourierSignal.Gateway(message, handed)));
        switch (answer(message, mailbox)) {
            case null ->
                journal.fail(Status.FAILED, UNKNOWN_ERROR, "The gateway " + gateway.name() + " did not answer.");
            case Handed.Sent() -> journal.become(Status.SENT, EventType.MESSAGE_SENT);
            case Handed.Refused(int code, String reason) -> journal.fail(Status.FAILED, code, reason);
        }
        journal.durable();
    }

    private @Nullable Handed answer(Message message, Mailbox<CourierSignal> mailbox) {
        while (true) {
            switch (mailbox.take(tools.limits().gateway())) {
                case null -> {
                    return null;
                }
                case CourierSignal.Gateway(Message about, Handed handed)
                when about.equals(message) -> {
                    return handed;
                }
                case CourierSignal.Gateway _, CourierSignal.Web _ -> {}
            }
        }
    }

    /// Nobody knows whether the gateway had it; sending it twice would be worse.
    private void interrupted(MessageJournal journal) {
        journal.fail(
                Status.FAILED,
                UNKNOWN_ERROR,
                "The platform was interrupted while it sent this message; it is not known whether it was sent.");
        journal.durable();
    }

    private static void report(MessageJournal journal, Receipt receipt) {
        if (journal.message().status() != Status.SENT) {
            return;
        }
        switch (receipt) {
            case Receipt.Delivered() -> journal.become(Status.DELIVERED, EventType.MESSAGE_DELIVERED);
            case Receipt.Undelivered(int code, String reason) -> journal.fail(Status.UNDELIVERED, code, reason);
        }
        journal.durable();
    }
}
