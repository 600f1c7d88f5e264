package org.offhook.core.signalling.leg;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.offhook.core.signalling.LegEvent;
import org.offhook.core.signalling.engine.ServerTransaction;
import org.offhook.core.signalling.message.VisibleHeaders;
import org.offhook.protocols.sip.Header;
import org.offhook.protocols.sip.HeaderName;
import org.offhook.protocols.sip.MediaType;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.SipResponse;

/// INFO requests of the other side (RFC 6086, and the older use without packages): keys are read here, all else
/// goes to the script as it is.
///
/// Keys come as `application/dtmf-relay` (`Signal=5`, `Duration=160`) or `application/dtmf` (`5`), in the forms
/// that phones and gateways send.
final class Infos {

    private static final String KEYS = "0123456789*#ABCD";
    /// A body that holds more is no key press.
    private static final int LONGEST = 256;

    private Infos() {}

    static void received(Tools tools, Leg leg, SipRequest info, ServerTransaction transaction, long now) {
        String packageName = info.header(HeaderName.INFO_PACKAGE);
        if (packageName != null && !tools.identity().infoPackages().contains(bare(packageName))) {
            SipResponse refusal = tools.response(info, 469, null)
                    .header(HeaderName.RECV_INFO, tools.recvInfo())
                    .build();
            transaction.respond(refusal, now); // RFC 6086 §4.2.2
            return;
        }
        boolean areKeys = isKeys(info);
        String keys = areKeys ? keys(info) : null;
        transaction.respond(tools.bare(info, areKeys && keys == null ? 400 : 200), now);
        if (keys != null) {
            leg.tell(new LegEvent.Digits(keys));
        } else if (!areKeys && (packageName != null || !info.body().isEmpty())) {
            MediaType type = info.contentType();
            leg.tell(new LegEvent.Info(
                    type == null ? "" : type.toString(), info.body().text(), VisibleHeaders.of(info.headers())));
        }
    }

    private static String bare(String packageName) {
        int semicolon = packageName.indexOf(';');
        return (semicolon < 0 ? packageName : packageName.substring(0, semicolon)).strip();
    }

    /// Whether an INFO of ours may say that it carries this.
    static boolean isContentType(String text) {
        return Header.isSafe(text) && MediaType.parse(text) != null;
    }

    /// Whether the INFO is of one of the two types.
    private static boolean isKeys(SipRequest info) {
        MediaType type = info.contentType();
        return type != null && (isRelay(type) || isPlain(type));
    }

    private static boolean isRelay(MediaType type) {
        return type.essence().equals("application/dtmf-relay");
    }

    private static boolean isPlain(MediaType type) {
        return type.essence().equals("application/dtmf");
    }

    /// The keys pressed; null when there are none in it.
    static @Nullable String keys(SipRequest info) {
        MediaType type = info.contentType();
        if (type == null || info.body().length() > LONGEST) {
            return null;
        }
        String text = info.body().text();
        if (isRelay(type)) {
            for (String line : text.split("[\r\n]+")) {
                int equals = line.indexOf('=');
                if (equals > 0 && line.substring(0, equals).strip().equalsIgnoreCase("Signal")) {
                    return key(line.substring(equals + 1));
                }
            }
            return null;
        }
        return key(text);
    }

    /// One or more keys. 10 and 11 are the event codes of star and pound (RFC 4733 §3.2), 12 to 15 those of A
    /// to D.
    private static @Nullable String key(String text) {
        String keys = text.strip().toUpperCase(Locale.ROOT);
        if (keys.length() == 2 && keys.charAt(0) == '1' && keys.charAt(1) <= '5' && keys.charAt(1) >= '0') {
            return KEYS.substring(keys.charAt(1) - '0' + 10, keys.charAt(1) - '0' + 11);
        }
        for (int i = 0; i < keys.length(); i++) {
            if (KEYS.indexOf(keys.charAt(i)) < 0) {
                return null;
            }
        }
        return keys.isEmpty() ? null : keys;
    }
}
