package org.offhook.core.messages;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.offhook.core.Outcome;
import org.offhook.core.events.EventType;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.limits.Throttle;
import org.offhook.core.messages.Couriers.Job;
import org.offhook.core.messages.Couriers.Line;
import org.offhook.core.messages.Message.Direction;
import org.offhook.core.messages.Message.Status;
import org.offhook.core.messages.MessageGateway.Receipt;
import org.offhook.core.messages.services.MessagingService;
import org.offhook.core.messages.services.Services;
import org.offhook.core.numbers.PhoneNumber;
import org.offhook.core.numbers.TextAddress;
import org.offhook.core.script.Mailbox;
import org.offhook.core.store.Query;
import org.offhook.core.time.Timetable;

/// The door for messages: takes those that are to be sent and those that come in. What it has accepted is
/// durable and will be carried, also after a crash. Safe from any thread; blocks for the store.
public final class MessageDesk implements MessageSender, MessageGateway.Listener {

    private static final int TOO_DEAR = 30010;
    private static final int QUEUE_FULL = 21611;
    private static final int TOO_FAST = 20429;
    private static final int NOT_HERE = 21211;
    private static final int TOO_MANY_REQUESTS = 429;

    private final MessageTools tools;
    private final MessageRules rules;
    private final Couriers couriers;
    private final Timetable timetable;
    private final AtomicInteger turns = new AtomicInteger();
    /// By account; as many as have sent or got something.
    private final Map<Sid, Throttle> paces = new ConcurrentHashMap<>();
    private final LongAdder throttled = new LongAdder();

    public MessageDesk(MessageTools tools) {
        this.tools = tools;
        this.rules = new MessageRules(tools.numbers(), tools.limits(), tools.tolls());
        this.couriers = new Couriers(tools, new Courier(tools, new Reception(tools, this)));
        this.timetable = new Timetable(
                tools.clock(),
                tools.scheduler(),
                tools.limits().scheduled(),
                sid -> tools.scripts().start("message due " + sid, _ -> due(sid)));
    }

    /// Accepts a message.
    ///
    /// @throws org.offhook.core.store.StoreException when it could not be stored; then it is not sent
    @Override
    public Outcome<Message> send(SendMessage command) {
        MessagingService service = command.service();
        if (service == null) {
            return sendFrom(command);
        }
        return switch (choose(service, command)) {
            case Outcome.Done<String>(String from) -> sendFrom(command.from(from));
            case Outcome.Refused<String>(int status, int code, String why) -> Outcome.refused(status, code, why);
        };
    }

    /// Who sends it, when its service has the say (contract §15).
    private Outcome<String> choose(MessagingService service, SendMessage command) {
        String to = MessageRules.receiver(command.to()).orElse(command.to());
        Query last = Query.of(service.account())
                .where("to", to)
                .where("service", service.sid().value())
                .limit(1);
        String before = service.sticky()
                ? tools.store().list(Message.KIND, last).stream()
                        .map(Message::from)
                        .findFirst()
                        .orElse(null)
                : null;
        return new Services(tools.store()).choose(service, to, command.from(), before, turns.getAndIncrement());
    }

    private Outcome<Message> sendFrom(SendMessage command) {
        Outcome.Refused<Message> wrong = rules.check(command);
        if (wrong != null) {
            return wrong;
        }
        Message message = accepted(command);
        if (costsMore(message, command.most())) {
            return Outcome.done(tooDear(message));
        }
        Timing timing = message.timing();
        if (message.status() == Status.SCHEDULED && timing != null && timing.due() != null) {
            return schedule(message, timing.due());
        }
        if (!isInTime(message.account())) {
            return tooFast();
        }
        Line line = Line.of(message);
        if (!couriers.hasRoom(line)) {
            return Outcome.refused(
                    TOO_MANY_REQUESTS,
                    QUEUE_FULL,
                    "Too many messages from " + message.from() + " to " + message.to()
                            + " are queued; try again later.");
        }
        store(message, message.status() == Status.ACCEPTED ? EventType.MESSAGE_ACCEPTED : EventType.MESSAGE_QUEUED);
        carryOn(message);
        return Outcome.done(message);
    }

    private boolean costsMore(Message message, @Nullable BigDecimal most) {
        BigDecimal price =
                tools.prices().message(false, message.to(), message.segments()).price();
        return most != null && price != null && price.compareTo(most) > 0;
    }

    /// It is kept, and has failed.
    private Message tooDear(Message message) {
        tools.log().begin(message.sid());
        try {
            MessageJournal journal = new MessageJournal(tools, message);
            journal.open(EventType.MESSAGE_QUEUED);
            journal.fail(Status.FAILED, TOO_DEAR, "The message costs more than MaxPrice.");
            journal.durable();
            return journal.message();
        } finally {
            tools.log().release(message.sid());
        }
    }

    @Override
    public Outcome<Message> received(String from, String to, String body, List<String> media) {
        Optional<PhoneNumber> receiver = TextAddress.parse(to).flatMap(tools.numbers()::textsAt);
        if (receiver.isEmpty()) {
            return Outcome.refused(404, NOT_HERE, to + " is not a number of this platform.");
        }
        if (!isInTime(receiver.get().account())) {
            return tooFast();
        }
        Message message = Courier.incoming(tools, receiver.get(), from, body, media);
        if (!couriers.hasRoom(Line.of(message))) {
            return Outcome.refused(TOO_MANY_REQUESTS, QUEUE_FULL, "Too many messages to " + to + " wait.");
        }
        tools.store().commit(org.offhook.core.store.Change.put(Message.KIND, message));
        carryOn(message);
        return Outcome.done(message);
    }

    @Override
    public void reported(Sid message, Receipt receipt) {
        tools.store()
                .find(Message.KIND, message)
                .ifPresent(sent -> couriers.hand(Line.of(sent), new Job.Report(message, receipt)));
    }

    /// Takes up, once at start, what a former process had accepted and not finished. Callbacks that are owed
    /// are the business of [org.offhook.core.webhooks.Deliveries].
    public void recover() {
        List<Message> left = new ArrayList<>();
        for (Status status : List.of(Status.ACCEPTED, Status.QUEUED, Status.SENDING, Status.RECEIVING)) {
            left.addAll(every(status));
        }
        every(Status.SCHEDULED).forEach(message -> {
            Timing timing = message.timing();
            timetable.enter(message.sid(), timing == null || timing.due() == null ? message.created() : timing.due());
        });
        if (!left.isEmpty()) {
            List<Message> oldestFirst = left.reversed();
            tools.scripts().start("messages left over", mailbox -> takeUp(oldestFirst, mailbox));
        }
    }

    private List<Message> every(Status status) {
        return tools.store().all(Message.KIND, Query.of(null).where("status", status.text()));
    }

    /// In the order in which they were accepted; waits where too much waits already.
    private void takeUp(List<Message> messages, Mailbox<Object> mailbox) {
        for (Message message : messages) {
            while (!couriers.hand(Line.of(message), new Job.Carry(message.sid()))) {
                mailbox.take(tools.limits().storeRest());
            }
        }
    }

    private void store(Message message, EventType type) {
        tools.log().begin(message.sid());
        try {
            MessageJournal journal = new MessageJournal(tools, message);
            journal.open(type);
            journal.durable();
        } finally {
            tools.log().release(message.sid());
        }
    }

    /// Whoever got the last place between the look and now leaves this one waiting in the store; it is carried
    /// as soon as there is room.
    private void carryOn(Message message) {
        if (!couriers.hand(Line.of(message), new Job.Carry(message.sid()))) {
            tools.scripts().start("message waits", mailbox -> takeUp(List.of(message), mailbox));
        }
    }

    private Outcome<Message> schedule(Message message, Instant due) {
        if (timetable.full()) {
            return Outcome.refused(TOO_MANY_REQUESTS, QUEUE_FULL, "Too many messages are scheduled; cancel some.");
        }
        store(message, EventType.MESSAGE_SCHEDULED);
        timetable.enter(message.sid(), due);
        return Outcome.done(message);
    }

    /// The time of a scheduled message has come.
    private void due(Sid sid) {
        tools.store()
                .find(Message.KIND, sid)
                .ifPresent(message -> carryOn(become(message, Status.QUEUED, EventType.MESSAGE_QUEUED)));
    }

    @Override
    public Outcome<Message> cancel(Sid sid) {
        Optional<Message> message = tools.store().find(Message.KIND, sid);
        return message.isPresent() && timetable.leave(sid)
                ? Outcome.done(become(message.get(), Status.CANCELED, EventType.MESSAGE_CANCELED))
                : MessageSender.super.cancel(sid);
    }

    private Message become(Message message, Status next, EventType type) {
        tools.log().hold(message.sid());
        try {
            MessageJournal journal = new MessageJournal(tools, message);
            journal.become(next, type);
            journal.durable();
            return journal.message();
        } finally {
            tools.log().release(message.sid());
        }
    }

    private boolean isInTime(Sid account) {
        boolean taken = paces.computeIfAbsent(
                        account, _ -> new Throttle(tools.limits().perSecond(), tools.clock()))
                .take();
        if (!taken) {
            throttled.increment();
        }
        return taken;
    }

    private Outcome<Message> tooFast() {
        return Outcome.refused(
                TOO_MANY_REQUESTS,
                TOO_FAST,
                "The account may send and get " + tools.limits().perSecond()
                        + " messages in a second (limits.messages-per-second); send slower.");
    }

    /// Messages refused since the start because they came too fast.
    public long throttled() {
        return throttled.sum();
    }

    private Message accepted(SendMessage command) {
        Instant now = tools.clock().now();
        Timing timing = command.timing();
        MessagingService service = command.service();
        boolean later = timing != null && timing.due() != null && timing.due().isAfter(now);
        return new Message(
                tools.sids().next(command.media().isEmpty() ? SidType.MESSAGE : SidType.MMS),
                command.account(),
                TextAddress.parse(command.from()).orElseThrow(),
                MessageRules.receiver(command.to()).orElseThrow(),
                command.body(),
                command.media(),
                Segments.of(command.body()),
                command.direction() == Direction.INBOUND ? Direction.OUTBOUND_API : command.direction(),
                later ? Status.SCHEDULED : service == null ? Status.QUEUED : Status.ACCEPTED,
                0,
                null,
                command.statusCallback(),
                now,
                now,
                null,
                timing,
                null,
                service == null ? null : service.sid());
    }
}
