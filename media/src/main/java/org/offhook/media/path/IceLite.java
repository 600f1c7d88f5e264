package org.offhook.media.path;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.offhook.media.net.LegSocket;
import org.offhook.media.net.Peer;
import org.offhook.protocols.sdp.Ice;
import org.offhook.protocols.stun.Binding;
import org.offhook.protocols.stun.StunAttribute;
import org.offhook.protocols.stun.StunKind;
import org.offhook.protocols.stun.StunMessage;

/// The lite side of ICE (RFC 8445 §2.5) for one leg: answers the far end's checks and sends where it nominates.
///
/// A check counts only when it is signed with the password of our description; nothing else is answered, so the
/// port reflects nothing. Sound is heard from places whose checks were answered, and sent to the one that was
/// nominated, for as long as checks come from there (RFC 7675).
final class IceLite {
    /// Places that are remembered: a far end has a few addresses, each seen through a few translators.
    static final int MOST_PLACES = 16;

    /// Without a check for so long, the far end is taken to want nothing any more (RFC 7675 §5.1).
    static final long CONSENT = 30_000_000_000L;

    private static final int LONGEST = 1_000;

    private final Ice agreed;
    private final LegSocket socket;
    private final byte[] user;
    private final byte[] password;

    /// When each place was checked last, in the order of the first check.
    private final Map<Peer, Long> places = new LinkedHashMap<>();

    private @Nullable Peer chosen;
    private long chosenPriority;

    IceLite(Ice agreed, LegSocket socket) {
        this.agreed = agreed;
        this.socket = socket;
        this.user = utf8(agreed.ours().fragment() + ":" + agreed.theirs().fragment());
        this.password = utf8(agreed.ours().password());
        socket.aim(Peer.NOWHERE, Peer.NOWHERE);
    }

    /// Whether it goes on under another description.
    boolean serves(Ice other) {
        return agreed.equals(other);
    }

    /// Takes a datagram that looks like STUN.
    ///
    /// @return false when it is no check of the far end
    boolean check(ByteBuffer bytes, int length, Peer source, long now) {
        byte[] datagram = new byte[Math.min(length, LONGEST)];
        bytes.get(0, datagram);
        StunMessage request = StunMessage.read(datagram);
        if (request == null || !isOfTheFarEnd(request)) {
            return false;
        }
        byte[] from = InetAddress.ofLiteral(source.host()).getAddress();
        byte[] answer = Binding.answer(request, from, source.port(), password);
        if (answer == null) {
            return false;
        }
        socket.reply(ByteBuffer.wrap(answer));
        if (request.isUnderstood()) {
            remember(source, now);
            if (request.value(StunAttribute.USE_CANDIDATE).isPresent()) {
                nominated(source, priority(request));
            }
        }
        return true;
    }

    private boolean isOfTheFarEnd(StunMessage request) {
        return request.kind() == StunKind.REQUEST
                && request.value(StunAttribute.FINGERPRINT).isPresent()
                && request.value(StunAttribute.USERNAME)
                        .filter(name -> Arrays.equals(name, user))
                        .isPresent()
                && request.isSignedWith(password);
    }

    private static long priority(StunMessage request) {
        return request.value(StunAttribute.PRIORITY)
                .filter(value -> value.length == Integer.BYTES)
                .map(value -> Integer.toUnsignedLong(ByteBuffer.wrap(value).getInt()))
                .orElse(0L);
    }

    private void remember(Peer source, long now) {
        if (places.size() >= MOST_PLACES && !places.containsKey(source)) {
            places.keySet().stream()
                    .filter(place -> !place.equals(chosen))
                    .findFirst()
                    .ifPresent(places::remove);
        }
        places.put(source, now);
    }

    /// A far end that nominates all that works means the one of the highest priority (RFC 8445 §8.1.1).
    private void nominated(Peer source, long priority) {
        if (chosen == null || priority >= chosenPriority) {
            chosenPriority = priority;
            if (!source.equals(chosen)) {
                chosen = source;
                socket.redirect(source);
            }
        }
    }

    /// Once a second: forgets whom nobody answers for any longer.
    void tick(long now) {
        places.values().removeIf(checked -> now - checked > CONSENT);
        if (chosen != null && !places.containsKey(chosen)) {
            chosen = null;
            socket.redirect(Peer.NOWHERE);
        }
    }

    /// Whether sound from there is the far end's.
    boolean knows(Peer source) {
        return places.containsKey(source);
    }

    /// Where sound goes; null: nowhere yet.
    @Nullable
    Peer chosen() {
        return chosen;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
