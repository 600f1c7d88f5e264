package org.offhook.core.calls.script;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.offhook.core.calls.leg.Parties;
import org.offhook.core.numbers.E164;
import org.offhook.core.trunks.Route;
import org.offhook.core.trunks.Routes;

/// What a far end is told of who calls (RFC 3323, RFC 3325), and of the number that sent the call on (RFC 5806,
/// RFC 7044). The operator's carriers are trusted with more than others: who it is that does not want to be shown,
/// and which number of ours was called.
///
/// @param from   what the callee is shown: a number, `client:name`, a SIP URI, or `anonymous`
/// @param called the number of ours that sends the call on, or null
record Shown(Routes routes, String from, @Nullable String called) {

    private static final String NOBODY = "sip:anonymous@anonymous.invalid";

    private boolean isWithheld() {
        return from.equals(Parties.ANONYMOUS);
    }

    /// The From of a call that leaves the platform.
    String uri() {
        return isWithheld() ? NOBODY : inside();
    }

    /// The From of a call that stays.
    String inside() {
        return routes.caller(from);
    }

    /// The display name, or null.
    @Nullable
    String name() {
        return isWithheld() ? "Anonymous" : null;
    }

    /// The header fields of an INVITE by this way, those included that the application wants.
    Map<String, String> headers(Route.Outside way) {
        boolean trusted = way.gateway() != null && !way.named();
        if (!trusted) {
            return way.headers();
        }
        Map<String, String> headers = new LinkedHashMap<>(way.headers());
        String asserted = E164.isValid(from) ? from : isWithheld() ? called : null;
        if (asserted != null) {
            headers.put("P-Asserted-Identity", "<" + routes.ours(asserted) + ">");
        }
        if (isWithheld()) {
            headers.put("Privacy", "id");
        }
        if (called != null) {
            String number = "<" + routes.ours(called) + ">";
            headers.put("Diversion", number + ";reason=unconditional;counter=1");
            headers.put("History-Info", number + ";index=1, <" + way.target() + ";cause=302>;index=1.1;mp=1");
        }
        return headers;
    }
}
