package org.offhook.core.signalling;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.offhook.protocols.sip.Method;
import org.offhook.protocols.sip.agent.Capabilities;
import org.offhook.protocols.sip.dialog.Reliable;
import org.offhook.protocols.sip.dialog.SessionTerms;
import org.offhook.protocols.sip.event.Pidf;
import org.offhook.protocols.sip.registrar.Outbound;

/// What signalling can do, as it says in Allow, Supported and Accept.
public final class Abilities {

    private static final List<String> SDP = List.of("application/sdp");

    private static final List<Method> OF_CALLS = List.of(
            Method.INVITE,
            Method.ACK,
            Method.CANCEL,
            Method.BYE,
            Method.OPTIONS,
            Method.INFO,
            Method.PRACK,
            Method.UPDATE,
            Method.REFER,
            Method.NOTIFY);

    /// `norefersub` (RFC 4488), `replaces` (RFC 3891), `path` (RFC 3327), `outbound` (RFC 5626).
    private static final Set<String> EXTENSIONS =
            Set.of(Reliable.OPTION, SessionTerms.OPTION, "norefersub", "replaces", "path", Outbound.OPTION);

    private Abilities() {}

    /// Calls, and these methods.
    public static Capabilities with(List<Method> more) {
        return new Capabilities(
                Stream.concat(OF_CALLS.stream(), more.stream()).toList(),
                EXTENSIONS,
                Map.of(
                        Method.INVITE,
                        SDP,
                        Method.UPDATE,
                        SDP,
                        Method.PRACK,
                        SDP,
                        Method.MESSAGE,
                        List.of("text/plain"),
                        Method.PUBLISH,
                        List.of(Pidf.CONTENT_TYPE)));
    }
}
