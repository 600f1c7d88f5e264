package org.offhook.core.signalling.loop;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;
import org.offhook.core.signalling.LegEvent;
import org.offhook.core.signalling.OutgoingInvite;
import org.offhook.core.signalling.OutgoingRegister;
import org.offhook.core.signalling.OutgoingText;
import org.offhook.core.signalling.Probing;
import org.offhook.core.signalling.RegisterEvent;
import org.offhook.core.signalling.Registering;
import org.offhook.core.signalling.Signalling;
import org.offhook.core.signalling.SipLeg;
import org.offhook.core.signalling.Texting;
import org.offhook.core.signalling.event.Review;
import org.offhook.core.signalling.event.Watched;
import org.offhook.core.signalling.event.Watchers;
import org.offhook.core.web.DestinationPolicy;

/// All shards of a process, as the door for calls and registrations that leave. Safe from any thread.
public final class SignallingShards implements Signalling, Registering, Probing, Texting, Watchers, Review {

    private final List<SignallingShard> shards;
    private final RandomGenerator random;

    /// @param random must be safe for use by several threads
    public SignallingShards(List<SignallingShard> shards, RandomGenerator random) {
        this.shards = List.copyOf(shards);
        this.random = random;
        for (int i = 0; i < shards.size(); i++) {
            int shard = i;
            shards.get(i).callIds(() -> callId(shard));
        }
    }

    @Override
    public SipLeg invite(OutgoingInvite invite, Consumer<LegEvent> events) {
        String callId = callId();
        return shards.get(index(callId, shards.size())).invite(invite, callId, events);
    }

    @Override
    public Kept register(OutgoingRegister register, Consumer<RegisterEvent> events) {
        String callId = callId();
        return shards.get(index(callId, shards.size())).register(register, callId, events);
    }

    @Override
    public void probe(String uri, @Nullable DestinationPolicy destinations, IntConsumer answer) {
        String callId = callId();
        shards.get(index(callId, shards.size())).probe(uri, callId, destinations, answer);
    }

    @Override
    public void send(OutgoingText text, IntConsumer whenDone) {
        String callId = callId();
        shards.get(index(callId, shards.size())).send(text, callId, whenDone);
    }

    @Override
    public void changed(Watched address) {
        shards.forEach(shard -> shard.watchers().changed(address));
    }

    @Override
    public void review(Sid account, @Nullable String removed) {
        shards.forEach(shard -> shard.review(account, removed));
    }

    /// Ends all subscriptions and takes no more: the server is about to stop. Completed when all NOTIFYs that say so
    /// have been sent; nobody waits for what is answered.
    public CompletionStage<Void> endSubscriptions() {
        return CompletableFuture.allOf(shards.stream()
                .map(shard -> shard.endSubscriptions().toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new));
    }

    /// One that belongs to this shard.
    private String callId(int shard) {
        String callId = callId();
        while (index(callId, shards.size()) != shard) {
            callId = callId();
        }
        return callId;
    }

    private String callId() {
        return Long.toUnsignedString(random.nextLong(), 36) + Long.toUnsignedString(random.nextLong(), 36);
    }

    /// Which of `count` shards a Call-ID belongs to.
    public static int index(String callId, int count) {
        return count == 1 ? 0 : Math.floorMod(callId.hashCode(), count);
    }
}
