package org.offhook.core.calls.leg;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.offhook.core.calls.Call;
import org.offhook.core.webhooks.Parameters;

/// What a status callback tells (contract §6.2).
enum Progress {
    INITIATED("initiated", "initiated"),
    RINGING("ringing", "ringing"),
    ANSWERED("answered", "in-progress"),
    COMPLETED("completed", "");

    /// RFC 2822, as the 2010 API writes dates.
    static final DateTimeFormatter RFC_2822 = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static final long MINUTE = 60;

    private final String name;
    private final String status;

    Progress(String name, String status) {
        this.name = name;
        this.status = status;
    }

    /// Whether somebody wants to hear of it; who names no events wants the end.
    boolean wanted(Call call) {
        List<String> events = call.statusEvents().isEmpty() ? List.of("completed") : call.statusEvents();
        return call.statusCallback() != null && events.contains(name);
    }

    /// `initiated` is never the status of the resource; the end is told by its own status.
    String status(Call call) {
        return this == COMPLETED ? call.status().text() : status;
    }

    Parameters parameters(Call call, int sequence, Instant now) {
        Parameters parameters = Parameters.NONE
                .with("AnsweredBy", call.answeredBy())
                .with("Timestamp", RFC_2822.format(now))
                .with("CallbackSource", "call-progress-events")
                .with("SequenceNumber", Integer.toString(sequence));
        if (this != COMPLETED) {
            return parameters;
        }
        long seconds = call.seconds();
        parameters = parameters
                .with("CallDuration", Long.toString(seconds))
                .with("Duration", Long.toString((seconds + MINUTE - 1) / MINUTE));
        return call.sipStatus() == 0
                ? parameters
                : parameters.with("SipResponseCode", Integer.toString(call.sipStatus()));
    }
}
