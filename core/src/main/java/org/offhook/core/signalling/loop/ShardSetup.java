package org.offhook.core.signalling.loop;

import java.util.List;
import java.util.random.RandomGenerator;
import org.offhook.core.signalling.Identity;
import org.offhook.core.signalling.InviteHandler;
import org.offhook.core.signalling.SignallingLimits;
import org.offhook.core.signalling.TextHandler;
import org.offhook.core.signalling.event.EventPackage;
import org.offhook.core.signalling.event.Publications;
import org.offhook.core.signalling.net.Resolver;
import org.offhook.core.signalling.net.Wire;
import org.offhook.core.signalling.register.Bans;
import org.offhook.core.signalling.register.Bindings;
import org.offhook.core.signalling.register.Users;

/// What a shard is made of.
///
/// @param packages what can be subscribed to
/// @param bans   who has guessed passwords too often; shards may share them
/// @param random for tags, branches and the key of nonces; unpredictable in production, seeded in the simulator
public record ShardSetup(
        Identity identity,
        SignallingLimits limits,
        Wire wire,
        Resolver resolver,
        InviteHandler handler,
        Users users,
        Bans bans,
        Bindings bindings,
        TextHandler texts,
        List<EventPackage> packages,
        Publications publications,
        RandomGenerator random) {

    public ShardSetup {
        packages = List.copyOf(packages);
    }

    /// One that takes no messages and has no events.
    public ShardSetup(
            Identity identity,
            SignallingLimits limits,
            Wire wire,
            Resolver resolver,
            InviteHandler handler,
            Users users,
            Bindings bindings,
            RandomGenerator random) {
        this(
                identity,
                limits,
                wire,
                resolver,
                handler,
                users,
                new Bans(limits),
                bindings,
                TextHandler.NOBODY,
                List.of(),
                Publications.NOBODY,
                random);
    }
}
