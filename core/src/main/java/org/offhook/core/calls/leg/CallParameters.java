package org.offhook.core.calls.leg;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.offhook.core.calls.Call;
import org.offhook.core.ids.Sid;
import org.offhook.core.numbers.E164;
import org.offhook.core.numbers.Geography;
import org.offhook.core.numbers.Geography.Place;
import org.offhook.core.signalling.IncomingInvite;
import org.offhook.core.webhooks.Parameters;

/// What every request about a call carries (contract §6.1, CALL-2).
final class CallParameters {

    private static final String API_VERSION = "2010-04-01";

    private final Geography geography;
    private final Parameters sip;
    private @Nullable Parameters places;

    /// @param sip what the INVITE or its answer adds, see [#of]
    CallParameters(Geography geography, Parameters sip) {
        this.geography = geography;
        this.sip = sip;
    }

    /// @param status as the application is to see it
    Parameters base(Call call, String status) {
        Sid parent = call.parent();
        return new Parameters(List.of())
                .with("CallSid", call.sid().value())
                .with("AccountSid", call.account().value())
                .with("From", call.from())
                .with("To", call.to())
                .with("CallStatus", status)
                .with("ApiVersion", API_VERSION)
                .with("Direction", call.direction().text())
                .with("Caller", call.from())
                .with("Called", call.to())
                .with("ForwardedFrom", call.forwardedFrom())
                .with("CallerName", call.callerName())
                .with("ParentCallSid", parent == null ? null : parent.value())
                .with(places(call))
                .with(sip);
    }

    private Parameters places(Call call) {
        Parameters known = places;
        if (known == null) {
            known = place(place(Parameters.NONE, "From", "Caller", call.from()), "To", "Called", call.to());
            places = known;
        }
        return known;
    }

    private Parameters place(Parameters parameters, String party, String role, String address) {
        if (!E164.isValid(address)) {
            return parameters;
        }
        Place place = geography.of(address);
        Parameters more = parameters;
        for (String prefix : List.of(party, role)) {
            more = more.with(prefix + "City", place.city())
                    .with(prefix + "State", place.state())
                    .with(prefix + "Zip", place.zip())
                    .with(prefix + "Country", place.country());
        }
        return more;
    }

    /// What the INVITE of an incoming SIP call adds (contract §6.2).
    static Parameters of(IncomingInvite invite) {
        Parameters parameters = Parameters.NONE
                .with("SipCallId", invite.callId())
                .with("SipSourceIp", invite.source().address());
        return parameters.with(headers("SipHeader_", invite.headers()));
    }

    /// The headers that an application may see: `X-…` and `User-to-User`.
    static Parameters headers(String prefix, Map<String, List<String>> headers) {
        Parameters parameters = Parameters.NONE;
        for (Map.Entry<String, List<String>> header : headers.entrySet()) {
            String name = header.getKey();
            if (name.toLowerCase(Locale.ROOT).startsWith("x-")) {
                parameters = parameters.with(prefix + name, header.getValue().getFirst());
            } else if (name.equalsIgnoreCase("User-to-User")) {
                parameters = parameters.with(
                        prefix + "User-to-User", header.getValue().getFirst());
            }
        }
        return parameters;
    }
}
