package org.offhook.media.path;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.offhook.media.net.Peer;

/// Decides whose packets a leg takes, until it is sure; then the socket is connected and the system drops all
/// others.
///
/// The far end's description names an address. A packet from exactly there settles it at once. Behind a NAT
/// packets come from elsewhere: from another port of the same host, or, when the description names a private
/// address, from another host. Such a source is a candidate. After [#PROOF] packets in sequence, during which
/// the described address stayed silent, it is taken on trial; when the learning window has passed since its
/// first packet it is settled, unless the described address has spoken until then. Another host can become a
/// candidate only within the window after the agreement, and never when the description names a public address,
/// so nobody can step into a call from outside (RTP bleed, CVE-2017-14099).
final class Latch {
    /// Packets in sequence that a candidate must send: 100 ms of sound.
    static final int PROOF = 5;

    /// Packets that may be missing between two of them.
    private static final int MOST_LOST = 10;

    enum Verdict {
        /// Not to be heard.
        FOREIGN,
        /// To be heard and answered until the described address speaks.
        TRIAL,
        /// The source from now on.
        SETTLED
    }

    private final Peer described;
    private final boolean translated;
    private final long window;
    private final long closesAt;
    private @Nullable Peer candidate;
    private long candidateSince;
    private int ssrc;
    private int sequence;
    private int proof;

    /// @param described the address of the far end's description
    /// @param now time of the agreement in nanoseconds
    /// @param window nanoseconds of the learning window
    Latch(Peer described, long now, long window) {
        this.described = described;
        this.translated = isPrivate(described.host());
        this.window = window;
        this.closesAt = now + window;
    }

    /// Judges the source of a valid RTP packet of a known payload type.
    ///
    /// @param sameHost whether it came from the described host
    Verdict judge(Peer source, boolean sameHost, int packetSsrc, int packetSequence, long now) {
        if (sameHost && source.port() == described.port()) {
            return Verdict.SETTLED;
        }
        if (candidate == null) {
            if (sameHost || (translated && now - closesAt <= 0)) {
                candidate = source;
                candidateSince = now;
                ssrc = packetSsrc;
                sequence = packetSequence;
                proof = 1;
            }
            return Verdict.FOREIGN;
        }
        if (!candidate.equals(source) || packetSsrc != ssrc) {
            return Verdict.FOREIGN;
        }
        int step = (packetSequence - sequence) & 0xffff;
        if (step > 0 && step <= MOST_LOST) {
            sequence = packetSequence;
            proof++;
        }
        if (proof < PROOF) {
            return Verdict.FOREIGN;
        }
        return now - candidateSince > window ? Verdict.SETTLED : Verdict.TRIAL;
    }

    /// Whether an address means something only on its own network: private, shared by a carrier's NAT, or
    /// link-local (RFC 1918, 6598, 3927, 4193).
    static boolean isPrivate(String host) {
        String address = host.toLowerCase(Locale.ROOT);
        if (address.indexOf(':') >= 0) {
            return address.startsWith("fc") || address.startsWith("fd") || address.startsWith("fe8");
        }
        String[] part = address.split("\\.");
        int second = part.length == 4 ? octet(part[1]) : -1;
        return switch (part[0]) {
            case "10" -> true;
            case "172" -> second >= 16 && second <= 31;
            case "192" -> second == 168;
            case "169" -> second == 254;
            case "100" -> second >= 64 && second <= 127;
            default -> false;
        };
    }

    private static int octet(String text) {
        boolean number = !text.isEmpty() && text.length() <= 3 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Integer.parseInt(text) : -1;
    }
}
