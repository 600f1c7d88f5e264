package org.offhook.core.calls.script;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.offhook.core.calls.CallStatus;
import org.offhook.core.calls.leg.CallLeg;
import org.offhook.core.calls.leg.Dialled;
import org.offhook.core.calls.leg.Unwind;
import org.offhook.core.domains.SipTrunk;
import org.offhook.core.events.EventType;
import org.offhook.core.limits.Quotas;
import org.offhook.core.numbers.E164;
import org.offhook.core.tolls.TollGuard;
import org.offhook.core.trunks.Route;
import org.offhook.core.web.Hook;
import org.offhook.core.webhooks.Answer;
import org.offhook.core.webhooks.Parameters;

/// Who answers a call that came in (SPEC SIP-4): a primary and a secondary, each an application or SIP addresses.
/// Whatever keeps the primary from being reached sends the call to the secondary, which is told why.
final class Answering {

    private static final int NO_VOICE_URL = 11100;
    private static final int FULL = 32001;
    private static final int OVERLOADED = 503;
    private static final int NO_PLACE = 32010;
    private static final int BAD_NUMBER = 32101;
    private static final int BAD_CALLER = 32206;
    private static final int NOT_ALLOWED = 32205;
    private static final int NOT_FOUND = 404;
    private static final int FORBIDDEN = 403;
    private static final int UNAVAILABLE = 480;

    private final CallLeg leg;
    private final Interpreter interpreter;
    private final Door door;

    Answering(CallLeg leg, Interpreter interpreter, Door door) {
        this.leg = leg;
        this.interpreter = interpreter;
        this.door = door;
    }

    void run() {
        SipTrunk trunk = door.trunk();
        Hook voice = door.voice();
        if (trunk != null) {
            throughTrunk(trunk);
        } else if (voice != null && Connection.isSip(voice.url())) {
            connect(Connection.to(voice.url()), door.voiceFallback());
        } else {
            leg.talk().fallback(door.voiceFallback());
            interpreter.perform(leg, () -> first(voice));
        }
    }

    /// A trunk that is full is one that failed (SPEC SIP-4).
    private void throughTrunk(SipTrunk trunk) {
        try (Quotas.Ticket channel = leg.routes().channel(trunk)) {
            if (channel == null) {
                leg.journal().error(FULL, "The trunk " + trunk.sid() + " has no channel left, or calls come too fast.");
                elsewhere(new Dialled(false, CallStatus.FAILED, OVERLOADED), door.outgoing() ? null : trunk.recovery());
            } else if (door.outgoing()) {
                callOut(trunk);
            } else {
                callIn(trunk);
            }
        }
    }

    private Answer first(@Nullable Hook voice) {
        if (voice == null) {
            String message = door.called() + " has no voice URL.";
            leg.journal().error(NO_VOICE_URL, message);
            return new Answer.Nothing(NO_VOICE_URL, message);
        }
        return leg.talk().visit(voice, Parameters.NONE);
    }

    /// A PBX calls a number, and shows one that its account may show.
    private void callOut(SipTrunk trunk) {
        Optional<String> number = Door.dialled(door.called());
        if (number.isEmpty()) {
            leg.journal().error(BAD_NUMBER, "'" + door.called() + "' is not a phone number in the form +15550100123.");
            leg.reject(NOT_FOUND, "Not Found", CallStatus.FAILED);
            return;
        }
        String from = leg.call().from();
        if (!E164.isValid(from) || !leg.tools().base().numbers().mayShow(trunk.account(), from)) {
            leg.journal().error(BAD_CALLER, "The account neither owns nor has validated the number '" + from + "'.");
            leg.reject(FORBIDDEN, "Forbidden", CallStatus.FAILED);
            return;
        }
        if (leg.routes().toNumber(trunk.account(), number.get()) instanceof Route.Nowhere(int code, String message)
                && code == TollGuard.NOT_ALLOWED) {
            leg.journal().error(NOT_ALLOWED, message);
            leg.reject(FORBIDDEN, "Forbidden", CallStatus.FAILED);
            return;
        }
        connect(Connection.out(trunk, number.get()), null);
    }

    private void callIn(SipTrunk trunk) {
        if (trunk.places().isEmpty()) {
            leg.journal().error(NO_PLACE, "The trunk of " + door.called() + " has no origination URL that is enabled.");
            elsewhere(Dialled.NOBODY, trunk.recovery());
        } else {
            leg.referral().allowPartners(trunk.transfers(), trunk.shown());
            leg.family().trunk(trunk.sid());
            connect(Connection.in(trunk, door.called()), trunk.recovery());
        }
    }

    /// @param secondary asked when nobody was reached, or null
    private void connect(String document, @Nullable Hook secondary) {
        leg.dialled(Dialled.NOBODY);
        try {
            interpreter.follow(leg, interpreter.inline(leg, document));
        } catch (Unwind.Diverted diverted) {
            leg.family().trunk(null);
            interpreter.perform(leg, () -> interpreter.elsewhere(leg, diverted));
            return;
        }
        if (!leg.dialled().reached()) {
            elsewhere(leg.dialled(), secondary);
        }
    }

    private void elsewhere(Dialled why, @Nullable Hook secondary) {
        leg.family().trunk(null);
        int status = why.sipStatus() == 0 ? UNAVAILABLE : why.sipStatus();
        if (secondary == null) {
            leg.reject(status, reason(status), why.status());
            return;
        }
        leg.journal()
                .note(
                        EventType.SIGNAL,
                        "what",
                        "primary failed",
                        "status",
                        Integer.toString(status),
                        "to",
                        secondary.url());
        if (Connection.isSip(secondary.url())) {
            connect(Connection.to(secondary.url()), null);
            return;
        }
        Parameters told = Parameters.NONE
                .with("ErrorCode", "32011")
                .with("SipResponseCode", Integer.toString(status))
                .with("DialCallStatus", why.status().text());
        interpreter.perform(leg, () -> leg.talk().visit(secondary, told));
    }

    private static String reason(int status) {
        return switch (status) {
            case 404 -> "Not Found";
            case 408 -> "Request Timeout";
            case 480 -> "Temporarily Unavailable";
            case 486 -> "Busy Here";
            case 503 -> "Service Unavailable";
            case 603 -> "Decline";
            default ->
                List.of("Redirected", "Not Reached", "Server Failure", "Declined")
                        .get(Math.clamp(status / 100 - 3, 0, 3));
        };
    }
}
