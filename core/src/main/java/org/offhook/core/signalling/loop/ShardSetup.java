package org.offhook.core.signalling.loop;

import java.util.random.RandomGenerator;
import org.offhook.core.signalling.Identity;
import org.offhook.core.signalling.InviteHandler;
import org.offhook.core.signalling.SignallingLimits;
import org.offhook.core.signalling.TextHandler;
import org.offhook.core.signalling.net.Resolver;
import org.offhook.core.signalling.net.Wire;
import org.offhook.core.signalling.register.Bindings;
import org.offhook.core.signalling.register.Users;

/// What a shard is made of.
///
/// @param random for tags, branches and the key of nonces; unpredictable in production, seeded in the simulator
public record ShardSetup(
        Identity identity,
        SignallingLimits limits,
        Wire wire,
        Resolver resolver,
        InviteHandler handler,
        Users users,
        Bindings bindings,
        TextHandler texts,
        RandomGenerator random) {

    /// One that takes no messages.
    public ShardSetup(
            Identity identity,
            SignallingLimits limits,
            Wire wire,
            Resolver resolver,
            InviteHandler handler,
            Users users,
            Bindings bindings,
            RandomGenerator random) {
        this(identity, limits, wire, resolver, handler, users, bindings, TextHandler.NOBODY, random);
    }
}
