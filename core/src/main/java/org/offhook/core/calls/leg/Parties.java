package org.offhook.core.calls.leg;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.offhook.core.numbers.E164;
import org.offhook.core.signalling.IncomingInvite;
import org.offhook.core.trunks.Loopback;
import org.offhook.core.webhooks.Parameters;
import org.offhook.protocols.sip.NameAddr;
import org.offhook.protocols.sip.SipUri;
import org.offhook.protocols.sip.TelUri;
import org.offhook.protocols.sip.Uri;

/// Who calls whom, from an INVITE to what the application sees (contract §6.1, From/To forms).
public final class Parties {

    /// Further forwarding on the platform is a loop.
    public static final int MOST_HOPS = 10;

    /// A caller who does not want to be known.
    public static final String ANONYMOUS = "anonymous";

    private Parties() {}

    /// E.164, `sip:user@host`, or `anonymous`.
    public static String address(String uri) {
        return switch (Uri.parse(uri)) {
            case SipUri sip -> {
                String user = sip.decodedUser();
                int semicolon = user.indexOf(';');
                String plain = semicolon < 0 ? user : user.substring(0, semicolon);
                yield plain.isEmpty() || plain.toLowerCase(Locale.ROOT).equals(ANONYMOUS)
                        ? ANONYMOUS
                        : E164.parse(plain).orElse("sip:" + plain + "@" + sip.host());
            }
            case TelUri tel -> E164.parse(tel.number()).orElse(tel.number());
            case null, default -> ANONYMOUS;
        };
    }

    /// Who calls, as the application may know it. A caller that wants privacy is anonymous (RFC 3323). Where From
    /// names no number, that of P-Asserted-Identity counts (RFC 3325), unless it is a phone that speaks: what a
    /// phone asserts of itself is worth nothing.
    public static String caller(IncomingInvite invite) {
        if (isPrivate(invite)) {
            return ANONYMOUS;
        }
        String from = address(invite.from());
        if (E164.isValid(from) || invite.user() != null) {
            return from;
        }
        return addresses(invite, "P-Asserted-Identity").stream()
                .map(asserted -> address(asserted.uri().toString()))
                .filter(E164::isValid)
                .findFirst()
                .orElse(from);
    }

    /// What the caller calls itself, or null.
    public static @Nullable String callerName(IncomingInvite invite) {
        return isPrivate(invite) ? null : invite.fromName();
    }

    /// RFC 3323 §4.2, RFC 3325 §9.3.
    private static boolean isPrivate(IncomingInvite invite) {
        return invite.headers().getOrDefault("Privacy", List.of()).stream()
                .flatMap(value -> Stream.of(value.split("[;,]", -1)))
                .anyMatch(wish ->
                        wish.strip().equalsIgnoreCase("id") || wish.strip().equalsIgnoreCase("user"));
    }

    /// The user part of a Request-URI; of a `tel:` URI the number.
    public static String user(String target) {
        return switch (Uri.parse(target)) {
            case SipUri sip -> sip.decodedUser();
            case TelUri tel -> tel.number();
            case null, default -> "";
        };
    }

    /// Who the call was diverted from last (Diversion, RFC 5806, or else History-Info, RFC 7044), or null.
    public static @Nullable String forwardedFrom(IncomingInvite invite) {
        List<NameAddr> diversions = addresses(invite, "Diversion");
        if (!diversions.isEmpty()) {
            return address(diversions.getFirst().uri().toString());
        }
        List<NameAddr> history = addresses(invite, "History-Info");
        for (int i = history.size() - 1; i > 0; i--) {
            Uri before = history.get(i - 1).uri();
            if (isDiversion(before, history.get(i).uri())) {
                return address(before.toString());
            }
        }
        return null;
    }

    /// Whether the call came from the one target to the next because the first refused it or sent it on: the
    /// first says why, or the next does (RFC 4458). Without that a proxy has only found its way.
    private static boolean isDiversion(Uri before, Uri next) {
        return before.toString().toLowerCase(Locale.ROOT).contains("?reason=")
                || (next instanceof SipUri sip && sip.params().get("cause") != null);
    }

    private static List<NameAddr> addresses(IncomingInvite invite, String header) {
        List<String> values = invite.headers().getOrDefault(header, List.of());
        List<NameAddr> addresses = values.isEmpty() ? null : NameAddr.parseAll(String.join(",", values));
        return addresses == null ? List.of() : addresses;
    }

    /// What the INVITE adds to every request.
    public static Parameters parameters(IncomingInvite invite) {
        return Loopback.carried(invite)
                ? CallParameters.headers("SipHeader_", invite.headers())
                : CallParameters.of(invite);
    }

    /// How often the call may still be forwarded on the platform.
    public static int hops(IncomingInvite invite) {
        if (!Loopback.carried(invite)) {
            return MOST_HOPS;
        }
        try {
            return Integer.parseInt(Objects.requireNonNullElse(invite.header("Max-Forwards"), "0"));
        } catch (NumberFormatException notANumber) {
            return 0;
        }
    }

    /// The headers of an answer or refusal that the application may see.
    public static Parameters headers(String prefix, Map<String, List<String>> headers) {
        return CallParameters.headers(prefix, headers);
    }
}
