package org.offhook.core.calls;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;
import org.offhook.core.web.Hook;

/// A command: call somebody (contract: POST Calls). Made by the API, which has checked the form only; the desk
/// checks the rest.
///
/// @param to           E.164, `sip:…` or `client:…`
/// @param from         a number of the account, or for a SIP call anything
/// @param document     asked when it is answered; null when `twiml` is given
/// @param twiml        the document itself, or null
/// @param sendDigits   pressed after the answer, or null
/// @param timeout      how long it rings; 60 s unless told otherwise
/// @param timeLimit    how long it may last
/// @param statusEvents which of `initiated`, `ringing`, `answered`, `completed`; empty means `completed`
/// @param record       whether to record from the answer on
/// @param machine      whether to find out who answers, or null
/// @param byoc         the BYOC trunk by which a number is called, or null
/// @param sipUsername  for a challenge of a `sip:` destination, or null
public record PlaceCall(
        Sid account,
        String to,
        String from,
        @Nullable Hook document,
        @Nullable String twiml,
        @Nullable Hook fallback,
        @Nullable Hook statusCallback,
        List<String> statusEvents,
        @Nullable String sendDigits,
        Duration timeout,
        Duration timeLimit,
        boolean record,
        @Nullable RecordingWish recording,
        @Nullable String sipUsername,
        @Nullable String sipPassword,
        @Nullable String callerId,
        @Nullable String callReason,
        @Nullable MachineWish machine,
        @Nullable String byoc) {

    /// How long it rings when nothing else is said (contract §16).
    private static final Duration STANDARD_TIMEOUT = Duration.ofSeconds(60);

    /// Without machine detection.
    public PlaceCall(
            Sid account,
            String to,
            String from,
            @Nullable Hook document,
            @Nullable String twiml,
            @Nullable Hook fallback,
            @Nullable Hook statusCallback,
            List<String> statusEvents,
            @Nullable String sendDigits,
            Duration timeout,
            Duration timeLimit,
            boolean record,
            @Nullable RecordingWish recording,
            @Nullable String sipUsername,
            @Nullable String sipPassword,
            @Nullable String callerId,
            @Nullable String callReason) {
        this(
                account,
                to,
                from,
                document,
                twiml,
                fallback,
                statusCallback,
                statusEvents,
                sendDigits,
                timeout,
                timeLimit,
                record,
                recording,
                sipUsername,
                sipPassword,
                callerId,
                callReason,
                null,
                null);
    }

    /// By the carriers of the operator.
    public PlaceCall(
            Sid account,
            String to,
            String from,
            @Nullable Hook document,
            @Nullable String twiml,
            @Nullable Hook fallback,
            @Nullable Hook statusCallback,
            List<String> statusEvents,
            @Nullable String sendDigits,
            Duration timeout,
            Duration timeLimit,
            boolean record,
            @Nullable RecordingWish recording,
            @Nullable String sipUsername,
            @Nullable String sipPassword,
            @Nullable String callerId,
            @Nullable String callReason,
            @Nullable MachineWish machine) {
        this(
                account,
                to,
                from,
                document,
                twiml,
                fallback,
                statusCallback,
                statusEvents,
                sendDigits,
                timeout,
                timeLimit,
                record,
                recording,
                sipUsername,
                sipPassword,
                callerId,
                callReason,
                machine,
                null);
    }

    /// The same by a BYOC trunk of the account.
    ///
    /// @param trunk its Sid, as it was written; null for none
    public PlaceCall by(@Nullable String trunk) {
        return new PlaceCall(
                account,
                to,
                from,
                document,
                twiml,
                fallback,
                statusCallback,
                statusEvents,
                sendDigits,
                timeout,
                timeLimit,
                record,
                recording,
                sipUsername,
                sipPassword,
                callerId,
                callReason,
                machine,
                trunk);
    }

    /// A call that does what `twiml` says and of which nobody is told.
    public static PlaceCall of(Sid account, String to, String from, String twiml) {
        return new PlaceCall(
                account,
                to,
                from,
                null,
                twiml,
                null,
                null,
                List.of(),
                null,
                STANDARD_TIMEOUT,
                Duration.ZERO,
                false,
                null,
                null,
                null,
                null,
                null);
    }

    /// @param channels 1 or 2
    /// @param callback told about the recording, or null
    /// @param events   which of `in-progress`, `completed`, `absent`
    public record RecordingWish(
            int channels, boolean trimSilence, @Nullable Hook callback, List<String> events) {}

    @Override
    public String toString() {
        return "PlaceCall[" + account + " " + from + " -> " + to + "]";
    }
}
