package org.offhook.core.trunks;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.offhook.core.media.MediaSession.Encryption;
import org.offhook.core.signalling.IncomingInvite;
import org.offhook.protocols.sip.Params;
import org.offhook.protocols.sip.SipUri;

/// Which legs are encrypted. The keys stand in the session description, so they are worth what the signalling
/// is: over TLS they are offered and taken; over what anybody on the way can read, only when the operator says
/// so. A URI with `secure=true` must be encrypted, and gets TLS for its keys.
///
/// @param policy of the operator
/// @param anywhere whether keys may travel by signalling that others can read
public record MediaKeys(Policy policy, boolean anywhere) {

    /// Nothing but what URIs ask for.
    public static final MediaKeys STANDARD = new MediaKeys(Policy.OPTIONAL, false);

    private static final String MARK = "secure";
    private static final Set<String> SEALED = Set.of("tls", "wss");

    /// What an operator may want.
    public enum Policy {
        /// Nothing is encrypted.
        OFF,
        /// What can be is.
        OPTIONAL,
        /// All is, or there is no call.
        REQUIRED
    }

    /// Of a call that comes in.
    public Encryption incoming(IncomingInvite invite) {
        return Loopback.carried(invite) ? Encryption.NONE : of(isSealed(invite.transport()));
    }

    /// Whether a call must be refused because its keys could be read on their way.
    public boolean refuses(IncomingInvite invite) {
        return !Loopback.carried(invite) && !isTrusted(isSealed(invite.transport()));
    }

    /// A way and its others, without those by which keys could be read.
    public List<Route.Outside> safe(Route.Outside way) {
        return Stream.concat(Stream.of(way), way.others().stream())
                .filter(one -> isTrusted(isSealedHop(hop(one))))
                .toList();
    }

    private boolean isTrusted(boolean sealed) {
        return policy != Policy.REQUIRED || anywhere || sealed;
    }

    /// Of a call that goes out by one of several ways; what it offers is the same on all of them.
    public Encryption outgoing(List<Route.Outside> ways) {
        boolean marked = ways.stream().map(way -> SipUri.parse(way.target())).anyMatch(MediaKeys::isMarked);
        return marked ? Encryption.REQUIRED : of(ways.stream().allMatch(way -> isSealedHop(hop(way))));
    }

    /// Where the INVITE is sent.
    private String hop(Route.Outside way) {
        String via = way.via();
        return via == null ? target(way.target()) : via;
    }

    private static boolean isSealedHop(String hop) {
        SipUri next = SipUri.parse(hop);
        String transport = next == null ? null : next.transport();
        return next != null && (next.secure() || (transport != null && isSealed(transport)));
    }

    /// A target whose sound must be encrypted.
    static String marked(String uri) {
        SipUri target = SipUri.parse(uri);
        return target == null
                ? uri
                : target.withParams(target.params().without(MARK).with(MARK, "true"))
                        .toString();
    }

    /// A target as it is called: without the mark, and over TLS when it had one.
    public String target(String uri) {
        SipUri marked = SipUri.parse(uri);
        if (marked == null || !marked.params().has(MARK)) {
            return uri;
        }
        Params params = marked.params().without(MARK);
        boolean sealed = marked.secure() || anywhere || !isMarked(marked);
        return marked.withParams(sealed ? params : params.without("transport").with("transport", "tls"))
                .toString();
    }

    private static boolean isMarked(@Nullable SipUri uri) {
        return uri != null && "true".equalsIgnoreCase(uri.params().get(MARK));
    }

    private static boolean isSealed(String transport) {
        return SEALED.contains(transport.toLowerCase(Locale.ROOT));
    }

    private Encryption of(boolean sealed) {
        return switch (policy) {
            case OFF -> Encryption.NONE;
            case OPTIONAL -> sealed || anywhere ? Encryption.OFFERED : Encryption.NONE;
            case REQUIRED -> Encryption.REQUIRED;
        };
    }
}
