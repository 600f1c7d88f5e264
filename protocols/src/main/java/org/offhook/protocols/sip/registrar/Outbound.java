package org.offhook.protocols.sip.registrar;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.offhook.protocols.sip.HeaderName;
import org.offhook.protocols.sip.NameAddr;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.SipUri;

/// Which of the ways to one device a binding is (RFC 5626): a device that registers by several flows is the same
/// for each, and the next is used when one is dead.
///
/// @param instance of the device, such as `<urn:uuid:00000000-0000-1000-8000-000A95A0E128>`
/// @param flow     `reg-id`, from 1
public record Outbound(String instance, int flow) {

    public static final String OPTION = "outbound";

    private static final int LONGEST = 256;

    /// What a contact of a REGISTER says; null when it does not ask for flows, or when a proxy on the way does not
    /// know them: then it is a contact like any other (the RFC would refuse it with 439, and phones that always ask
    /// would stay outside).
    static @Nullable Outbound of(SipRequest register, NameAddr contact) {
        String instance = contact.params().get("+sip.instance");
        String flow = contact.params().get("reg-id");
        if (instance == null || instance.isEmpty() || instance.length() > LONGEST || flow == null) {
            return null;
        }
        boolean wanted = register.headers().tokens(HeaderName.SUPPORTED).contains(OPTION)
                || register.headers().tokens(HeaderName.REQUIRE).contains(OPTION);
        return wanted && flow.matches("[1-9]\\d{0,8}") && isKnownOnTheWay(register)
                ? new Outbound(instance, Integer.parseInt(flow))
                : null;
    }

    private static boolean isKnownOnTheWay(SipRequest register) {
        if (register.vias().size() == 1) {
            return true;
        }
        return register.headers().values(HeaderName.PATH).stream()
                .map(NameAddr::parseAll)
                .flatMap(proxies -> proxies == null ? List.<NameAddr>of().stream() : proxies.stream())
                .anyMatch(proxy ->
                        proxy.uri() instanceof SipUri uri && uri.params().has("ob"));
    }
}
