package org.offhook.core.calls;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;
import org.offhook.core.store.Entity;
import org.offhook.core.store.Kind;
import org.offhook.core.usage.Charge;
import org.offhook.core.web.Hook;

/// A leg under an account (contract: Calls).
///
/// @param parent          the call whose Dial made this one, or null
/// @param from            E.164, `sip:…`, `client:…`, or what the caller showed
/// @param number          the platform's number it came to or shows, or null
/// @param started         when it was answered; null before
/// @param ended           null while it lives
/// @param sipStatus       the SIP status that ended it, or 0
/// @param answeredBy      what machine detection said, or null
/// @param statusCallback  told of its progress; null for nobody
/// @param statusEvents    which of `initiated`, `ringing`, `answered`, `completed` the callback wants
/// @param queuedSeconds   how long it waited to be sent
/// @param charge          what it costs; null before its end
/// @param trunk           the account's trunk by which it came or goes, or null
public record Call(
        Sid sid,
        Sid account,
        @Nullable Sid parent,
        String from,
        String to,
        @Nullable String forwardedFrom,
        @Nullable String callerName,
        Direction direction,
        CallStatus status,
        @Nullable Sid number,
        Instant created,
        Instant updated,
        @Nullable Instant started,
        @Nullable Instant ended,
        int sipStatus,
        @Nullable String answeredBy,
        @Nullable Hook statusCallback,
        List<String> statusEvents,
        int queuedSeconds,
        @Nullable Charge charge,
        @Nullable Sid trunk)
        implements Entity {

    public static final Kind<Call> KIND = new Kind<>(
            "calls",
            Call.class,
            List.of(
                    Kind.field("from", Call::from),
                    Kind.field("to", Call::to),
                    Kind.state("status", c -> c.status().text()),
                    Kind.field(
                            "parent",
                            c -> c.parent() == null ? null : c.parent().value()),
                    Kind.moment("started", Call::started),
                    Kind.moment("ended", Call::ended)));

    public Call {
        statusEvents = List.copyOf(statusEvents);
    }

    /// One that begins.
    public Call(
            Sid sid,
            Sid account,
            @Nullable Sid parent,
            String from,
            String to,
            @Nullable String forwardedFrom,
            @Nullable String callerName,
            Direction direction,
            CallStatus status,
            @Nullable Sid number,
            Instant created,
            @Nullable Hook statusCallback,
            List<String> statusEvents) {
        this(
                sid,
                account,
                parent,
                from,
                to,
                forwardedFrom,
                callerName,
                direction,
                status,
                number,
                created,
                created,
                null,
                null,
                0,
                null,
                statusCallback,
                statusEvents,
                0,
                null,
                null);
    }

    /// Its turn has come: it waited until now.
    public Call sent(Instant now) {
        return new Call(
                sid,
                account,
                parent,
                from,
                to,
                forwardedFrom,
                callerName,
                direction,
                status,
                number,
                created,
                now,
                started,
                ended,
                sipStatus,
                answeredBy,
                statusCallback,
                statusEvents,
                (int) Math.max(0, Duration.between(created, now).toSeconds()),
                charge,
                trunk);
    }

    /// The far end rings.
    public Call ringing(Instant now) {
        return changed(CallStatus.RINGING, now, started, ended, sipStatus, statusCallback, statusEvents);
    }

    public Call answered(Instant now) {
        return changed(CallStatus.IN_PROGRESS, now, now, ended, sipStatus, statusCallback, statusEvents);
    }

    /// Machine detection has told who answered.
    public Call answeredBy(String who, Instant now) {
        return new Call(
                sid,
                account,
                parent,
                from,
                to,
                forwardedFrom,
                callerName,
                direction,
                status,
                number,
                created,
                now,
                started,
                ended,
                sipStatus,
                who,
                statusCallback,
                statusEvents,
                queuedSeconds,
                charge,
                trunk);
    }

    /// @param how    a terminal status
    /// @param status the SIP status that ended it, or 0
    public Call over(CallStatus how, Instant when, int status) {
        return changed(how, when, started, when, status, statusCallback, statusEvents);
    }

    /// The same with its price.
    public Call charged(Charge price) {
        return new Call(
                sid,
                account,
                parent,
                from,
                to,
                forwardedFrom,
                callerName,
                direction,
                status,
                number,
                created,
                updated,
                started,
                ended,
                sipStatus,
                answeredBy,
                statusCallback,
                statusEvents,
                queuedSeconds,
                price,
                trunk);
    }

    /// The same by a trunk of the account.
    public Call by(@Nullable Sid way) {
        return new Call(
                sid,
                account,
                parent,
                from,
                to,
                forwardedFrom,
                callerName,
                direction,
                status,
                number,
                created,
                updated,
                started,
                ended,
                sipStatus,
                answeredBy,
                statusCallback,
                statusEvents,
                queuedSeconds,
                charge,
                way);
    }

    /// What its far end is: `sip`, `client`, or null for a phone.
    public @Nullable String party() {
        String party = direction == Direction.INBOUND ? from : to;
        return party.startsWith("client:") ? "client" : party.startsWith("sip") ? "sip" : null;
    }

    /// Which way it took a trunk of the account: `termination` for a call that a PBX makes, `origination` for one that
    /// goes to a PBX, or null.
    public @Nullable String trunking() {
        boolean came = direction == Direction.INBOUND;
        return trunk == null || (came && number != null) ? null : came ? "termination" : "origination";
    }

    /// Tells somebody else about its progress.
    public Call reporting(@Nullable Hook callback, List<String> events, Instant now) {
        return changed(status, now, started, ended, sipStatus, callback, events);
    }

    /// From the answer to the end, rounded; zero before the end and for a call that was never answered.
    public long seconds() {
        return started == null || ended == null
                ? 0
                : Duration.between(started, ended).plusMillis(500).toSeconds();
    }

    private Call changed(
            CallStatus how,
            Instant now,
            @Nullable Instant begin,
            @Nullable Instant end,
            int finalStatus,
            @Nullable Hook callback,
            List<String> events) {
        return new Call(
                sid,
                account,
                parent,
                from,
                to,
                forwardedFrom,
                callerName,
                direction,
                how,
                number,
                created,
                now,
                begin,
                end,
                finalStatus,
                answeredBy,
                callback,
                events,
                queuedSeconds,
                charge,
                trunk);
    }
}
