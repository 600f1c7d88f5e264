package org.offhook.protocols.sip.agent;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.offhook.protocols.sip.Header;
import org.offhook.protocols.sip.HeaderName;
import org.offhook.protocols.sip.Headers;
import org.offhook.protocols.sip.MediaType;
import org.offhook.protocols.sip.Method;
import org.offhook.protocols.sip.OpaqueUri;
import org.offhook.protocols.sip.Params;
import org.offhook.protocols.sip.SipRequest;

/// Whether a user agent can serve a request at all.
public sealed interface RequestCheck {

    /// Nothing stands against it.
    record Servable() implements RequestCheck {}

    /// It is answered with `status` and these fields more, which say what would have been served.
    record Refused(int status, Headers fields) implements RequestCheck {}

    RequestCheck SERVABLE = new Servable();

    /// Looks at a request in the order of RFC 3261 §8.2: method, address, extensions, content.
    static RequestCheck inspect(SipRequest request, Capabilities able) {
        Method method = request.method();
        if (!able.allowed().contains(method)) {
            // §8.2.1 and §21.5.2: 405 for a method that is known, 501 for one never heard of.
            int status = isStandard(method) ? 405 : 501;
            return refused(status, HeaderName.ALLOW, able.allow());
        }
        if (request.uri() instanceof OpaqueUri) {
            return new Refused(416, Headers.NONE); // §8.2.2.1
        }
        // §8.2.2.3: Require is not looked at in CANCEL and ACK.
        if (!method.equals(Method.CANCEL)
                && !method.equals(Method.ACK)
                && request.headers().has(HeaderName.REQUIRE)) {
            List<String> unknown = request.headers().tokens(HeaderName.REQUIRE).stream()
                    .filter(tag -> !able.extensions().contains(tag.toLowerCase(Locale.ROOT)))
                    .toList();
            if (!unknown.isEmpty()) {
                return refused(420, HeaderName.UNSUPPORTED, String.join(", ", unknown));
            }
        }
        RequestCheck content = content(request, able);
        return content == null ? SERVABLE : content;
    }

    /// §8.2.3: the body must be understood unless the request says that it need not be.
    private static @Nullable RequestCheck content(SipRequest request, Capabilities able) {
        Method method = request.method();
        List<String> takes = able.bodies().get(method);
        if (!request.body().isEmpty() && !isOptional(request)) {
            String encoding = request.header(HeaderName.CONTENT_ENCODING);
            if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
                return refused(415, HeaderName.ACCEPT_ENCODING, "identity");
            }
            MediaType type = request.contentType();
            if (takes != null && (type == null || !takes.contains(type.essence()))) {
                return refused(415, HeaderName.ACCEPT, able.accept(method));
            }
        }
        // §20.1: an answer of ours that the caller cannot read is as good as none.
        boolean cannotBeAnswered = method.equals(Method.INVITE) && takes != null && !accepts(request.headers(), takes);
        return cannotBeAnswered ? new Refused(406, Headers.NONE) : null;
    }

    private static boolean isOptional(SipRequest request) {
        String disposition = request.header(HeaderName.CONTENT_DISPOSITION);
        if (disposition == null) {
            return false;
        }
        MediaType asType = MediaType.parse("x/" + disposition);
        Params params = asType == null ? Params.NONE : asType.params();
        return "optional".equalsIgnoreCase(params.get("handling"));
    }

    /// Whether Accept names one of these media types; without an Accept it takes any.
    static boolean accepts(Headers headers, List<String> ours) {
        if (!headers.has(HeaderName.ACCEPT)) {
            return true;
        }
        for (String range : headers.tokens(HeaderName.ACCEPT)) {
            MediaType type = MediaType.parse(range);
            if (type != null && ours.stream().anyMatch(our -> matches(type, our))) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(MediaType range, String our) {
        return range.type().equals("*")
                || (range.subtype().equals("*") ? our.startsWith(range.type() + "/") : our.equals(range.essence()));
    }

    private static RequestCheck refused(int status, HeaderName name, String value) {
        return new Refused(status, Headers.builder().add(Header.of(name, value)).build());
    }

    /// The methods of the RFCs that a user agent may meet.
    private static boolean isStandard(Method method) {
        return STANDARD.contains(method);
    }

    Set<Method> STANDARD = Set.of(
            Method.INVITE,
            Method.ACK,
            Method.BYE,
            Method.CANCEL,
            Method.OPTIONS,
            Method.REGISTER,
            Method.INFO,
            Method.UPDATE,
            Method.PRACK,
            Method.MESSAGE,
            Method.SUBSCRIBE,
            Method.NOTIFY,
            Method.PUBLISH,
            Method.REFER);
}
