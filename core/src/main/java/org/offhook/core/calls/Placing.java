package org.offhook.core.calls;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.offhook.core.Outcome;
import org.offhook.core.Outcome.Refused;
import org.offhook.core.calls.leg.LastWord;
import org.offhook.core.calls.leg.Parties;
import org.offhook.core.calls.leg.Signal;
import org.offhook.core.calls.script.OutgoingPlan;
import org.offhook.core.calls.script.OutgoingPlan.Purpose;
import org.offhook.core.events.EventType;
import org.offhook.core.events.Happening;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.numbers.E164;
import org.offhook.core.numbers.PhoneNumber;
import org.offhook.core.signalling.OutgoingInvite.Credentials;
import org.offhook.core.store.Change;
import org.offhook.core.store.StoreException;
import org.offhook.core.tenancy.Account;
import org.offhook.core.time.Timetable;
import org.offhook.core.tolls.TollGuard;
import org.offhook.core.trunks.ByocTrunks;
import org.offhook.core.trunks.Route;
import org.offhook.core.trunks.Routes;

/// Calls that REST asks for: checked, made durable, started (contract §24, Calls resource).
final class Placing {

    private static final int LONGEST_TWIML = 4000;
    private static final int MOST_DIGITS = 32;
    private static final Pattern DIGITS = Pattern.compile("[0-9A-D*#wW]{0," + MOST_DIGITS + "}");

    /// A timeout is lengthened by so much (contract §16).
    private static final Duration BUFFER = Duration.ofSeconds(5);

    private final CallTools tools;
    private final Routes routes;
    private final Switchboard switchboard;
    private final OutgoingLine line;
    private final Timetable timetable;
    private volatile boolean closed;

    Placing(CallTools tools, Routes routes, Switchboard switchboard) {
        this.tools = tools;
        this.routes = routes;
        this.switchboard = switchboard;
        this.line = new OutgoingLine(
                tools.limits(),
                tools.base().clock(),
                tools.base().scheduler(),
                () -> closed || !switchboard.takesMore(),
                call -> tools.base().scripts().<Signal>start("turn of " + call, _ -> begin(call)));
        this.timetable = new Timetable(
                tools.base().clock(),
                tools.base().scheduler(),
                tools.limits().waiting(),
                call -> tools.base().scripts().<Signal>start("time of " + call, _ -> due(call)));
    }

    /// The time of a call has come: it lines up.
    private void due(Sid sid) {
        tools.base().store().find(Call.KIND, sid).ifPresent(call -> line.enter(call.account(), sid));
    }

    /// Begins nothing any more; what waits stays for the next start.
    void close() {
        closed = true;
    }

    int waiting() {
        return line.size() + timetable.size();
    }

    boolean full() {
        return line.full() || timetable.full();
    }

    /// @param due when it is to begin; null: as soon as it is its turn
    Outcome<Call> place(PlaceCall command, @Nullable Instant due) {
        Optional<Account> account = tools.base().store().find(Account.KIND, command.account());
        if (account.isEmpty() || account.get().status() != Account.Status.ACTIVE) {
            return Outcome.refused(403, 20005, "The account is not active.");
        }
        Refused<Call> wrong = check(command);
        if (wrong != null) {
            return wrong;
        }
        Route route = route(command);
        if (due == null && route instanceof Route.Nowhere(int code, String message)) {
            return Outcome.refused(400, told(code), message);
        }
        TollGuard.Verdict.Refused stopped = due == null ? switchboard.stops(command.account(), route) : null;
        if (stopped != null) {
            return Outcome.refused(429, stopped.code(), stopped.message());
        }
        Call call = call(command);
        tools.base().log().begin(call.sid());
        try {
            store(call, command, due);
        } catch (StoreException refused) {
            tools.base().log().release(call.sid());
            throw refused;
        }
        if (due != null) {
            timetable.enter(call.sid(), due);
        } else if (line.atOnce()) {
            start(account.get(), call, command, route);
        } else {
            line.enter(call.account(), call.sid());
        }
        return Outcome.done(call);
    }

    /// The code that REST tells for one of Dial.
    private static int told(int code) {
        return switch (code) {
            case 13224 -> 21214;
            case 13243 -> 21211;
            case TollGuard.NOT_ALLOWED -> 21215;
            default -> code;
        };
    }

    /// Ends a call that waits for its turn.
    ///
    /// @return the call as it is now; empty when it does not wait
    Optional<Call> cancel(Call call) {
        Optional<Account> account = tools.base().store().find(Account.KIND, call.account());
        if (account.isEmpty() || !(timetable.leave(call.sid()) || line.leave(call.account(), call.sid()))) {
            return Optional.empty();
        }
        return Optional.of(end(account.get(), call, CallStatus.CANCELED, "canceled before its turn"));
    }

    /// The turn of a call has come.
    private void begin(Sid sid) {
        Optional<Call> call = tools.base().store().find(Call.KIND, sid);
        Optional<PlannedCall> plan = tools.base().store().find(PlannedCall.KIND, sid);
        if (call.isEmpty() || plan.isEmpty()) {
            tools.base().log().release(sid);
            return;
        }
        Account account =
                tools.base().store().find(Account.KIND, call.get().account()).orElseThrow();
        PlaceCall command = plan.get().command();
        Route route = route(command);
        if (account.status() != Account.Status.ACTIVE) {
            end(account, call.get(), CallStatus.FAILED, "the account is not active");
        } else if (route instanceof Route.Nowhere(int _, String message)) {
            end(account, call.get(), CallStatus.FAILED, message);
        } else {
            start(account, call.get().sent(tools.base().clock().now()), command, route);
        }
    }

    private Call end(Account account, Call call, CallStatus how, String cause) {
        Call over =
                LastWord.write(tools, account, call, how, tools.base().clock().now(), 0, cause);
        tools.base().log().release(call.sid());
        return over;
    }

    private void store(Call call, PlaceCall command, @Nullable Instant due) {
        PlannedCall plan = new PlannedCall(call.sid(), call.account(), call.created(), command, due);
        SequencedMap<String, String> parties = new LinkedHashMap<>();
        parties.put("from", call.from());
        parties.put("to", call.to());
        Happening queued = new Happening(call.created(), EventType.CALL_QUEUED, parties);
        StoreException.await(tools.base()
                .log()
                .submit(
                        call.account(),
                        call.sid(),
                        List.of(Change.put(Call.KIND, call), Change.put(PlannedCall.KIND, plan)),
                        List.of(queued)));
    }

    /// Lets a call that an earlier process has only queued line up again.
    ///
    /// @return false when there is no way to it any more
    boolean again(Call call, PlannedCall plan) {
        Instant due = plan.due();
        if (due != null) {
            tools.base().log().hold(call.sid());
            timetable.enter(call.sid(), due);
            return true;
        }
        if (route(plan.command()) instanceof Route.Nowhere) {
            return false;
        }
        tools.base().log().hold(call.sid());
        line.enter(call.account(), call.sid());
        return true;
    }

    private void start(Account account, Call call, PlaceCall command, Route route) {
        Duration longest = command.timeLimit().isPositive()
                ? command.timeLimit()
                : tools.limits().longest();
        Purpose purpose = new Purpose.Own(
                command.document(),
                command.document() == null ? command.twiml() : null,
                command.fallback(),
                command.record() ? recording(command) : null);
        switchboard.outgoing(
                account,
                call,
                new OutgoingPlan(
                        route,
                        call.from(),
                        null,
                        command.sendDigits(),
                        command.machine(),
                        command.timeout().plus(BUFFER),
                        longest,
                        Parties.MOST_HOPS,
                        purpose));
    }

    private static PlaceCall.RecordingWish recording(PlaceCall command) {
        PlaceCall.RecordingWish wish = command.recording();
        return wish == null ? new PlaceCall.RecordingWish(1, true, null, List.of()) : wish;
    }

    private @Nullable Refused<Call> check(PlaceCall command) {
        String twiml = command.twiml();
        if (command.document() == null && twiml == null) {
            return refused(21205, "Url or Twiml is needed.");
        }
        if (command.document() == null && twiml != null && twiml.length() > LONGEST_TWIML) {
            return refused(32018, "Twiml has more than " + LONGEST_TWIML + " characters.");
        }
        String digits = command.sendDigits();
        if (digits != null && !DIGITS.matcher(digits).matches()) {
            return refused(21206, "SendDigits may have " + MOST_DIGITS + " of 0-9, A-D, *, #, w and W.");
        }
        boolean toNumber = !command.to().startsWith("sip:")
                && !command.to().startsWith("sips:")
                && !command.to().startsWith("client:");
        if (!toNumber) {
            return caller(command).isEmpty() ? refused(21213, "From is needed.") : null;
        }
        if (E164.parse(command.to()).isEmpty()) {
            return refused(21211, "'" + command.to() + "' is not a phone number in the form +15550100123.");
        }
        Optional<String> from = E164.parse(caller(command));
        if (from.isEmpty()) {
            return refused(21212, "'" + caller(command) + "' is not a phone number in the form +15550100123.");
        }
        return tools.base().numbers().mayShow(command.account(), from.get())
                ? null
                : refused(21210, "The account neither owns nor has validated the number " + from.get() + ".");
    }

    private Route route(PlaceCall command) {
        String to = command.to();
        if (to.startsWith("client:")) {
            return routes.toClient(to.substring("client:".length()), new ArrayList<>())
                    .getFirst();
        }
        if (to.startsWith("sip:") || to.startsWith("sips:")) {
            String user = command.sipUsername();
            String password = command.sipPassword();
            Credentials credentials =
                    user == null ? null : new Credentials(user, password == null ? "" : password, null);
            return routes.toSip(command.account(), to, credentials, new ArrayList<>())
                    .getFirst();
        }
        String byoc = command.byoc();
        return E164.parse(to)
                .map(number -> byoc == null
                        ? routes.toNumber(command.account(), number)
                        : new ByocTrunks(tools.base().store(), tools.base().random())
                                .route(routes, command.account(), byoc, number))
                .orElseGet(() -> new Route.Nowhere(21211, "'" + to + "' is not a phone number."));
    }

    private Call call(PlaceCall command) {
        Instant now = tools.base().clock().now();
        Sid sid = tools.base().sids().next(SidType.CALL);
        String from = E164.parse(caller(command)).orElse(caller(command));
        return new Call(
                sid,
                command.account(),
                null,
                from,
                E164.parse(command.to()).orElse(command.to()),
                null,
                null,
                Direction.OUTBOUND_API,
                CallStatus.QUEUED,
                tools.base().numbers().at(from).map(PhoneNumber::sid).orElse(null),
                now,
                command.statusCallback(),
                command.statusEvents());
    }

    private static String caller(PlaceCall command) {
        String shown = command.callerId();
        return shown == null || shown.isEmpty() ? command.from() : shown;
    }

    private static Refused<Call> refused(int code, String message) {
        return new Refused<>(400, code, message);
    }
}
