package org.offhook.adapters.sipnet;

import java.util.List;
import org.offhook.core.signalling.loop.SignallingShard;
import org.offhook.core.signalling.loop.SignallingShards;
import org.offhook.core.signalling.net.Flow;
import org.offhook.protocols.sip.wire.CallIdScan;

/// Finds the shard of a message by its Call-ID, before anything else is read of it.
record Shards(List<SignallingShard> all) {

    int indexFor(byte[] message) {
        if (all.size() == 1) {
            return 0;
        }
        String callId = CallIdScan.find(message);
        // What has none is refused or dropped by whichever gets it.
        return callId == null ? 0 : SignallingShards.index(callId, all.size());
    }

    /// Hands a message to its shard from another thread; false when that shard is too far behind.
    boolean handOver(Flow flow, byte[] message) {
        return all.get(indexFor(message)).handOver(flow, message);
    }

    /// A stream has gone: any shard may have used it.
    void failed(Flow flow) {
        for (SignallingShard shard : all) {
            shard.handOverFailure(flow);
        }
    }
}
