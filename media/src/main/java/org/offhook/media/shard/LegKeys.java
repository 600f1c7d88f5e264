package org.offhook.media.shard;

import org.jspecify.annotations.Nullable;
import org.offhook.media.path.Inbound;
import org.offhook.media.path.Outbound;
import org.offhook.protocols.sdp.CryptoLine;
import org.offhook.protocols.sdp.Protection;
import org.offhook.protocols.srtp.SrtpReceiver;
import org.offhook.protocols.srtp.SrtpSender;

/// What a leg's packets are encrypted with. A key that stays in a later description goes on where it is, for
/// what it has encrypted or opened must not be encrypted or opened again (RFC 3711 §9.1).
final class LegKeys {

    private @Nullable CryptoLine sending;
    private @Nullable CryptoLine receiving;

    void agree(Protection.@Nullable Agreed agreed, Inbound inbound, Outbound outbound) {
        CryptoLine ours = agreed == null ? null : agreed.ours();
        CryptoLine theirs = agreed == null ? null : agreed.theirs();
        if (changed(sending, ours)) {
            sending = ours;
            outbound.keys(ours == null ? null : new SrtpSender(ours.suite(), ours.key()));
        }
        if (changed(receiving, theirs)) {
            receiving = theirs;
            inbound.keys(theirs == null ? null : new SrtpReceiver(theirs.suite(), theirs.key()));
        }
    }

    private static boolean changed(@Nullable CryptoLine before, @Nullable CryptoLine now) {
        if (before == null || now == null) {
            return before != null || now != null;
        }
        return !before.sameKey(now);
    }
}
