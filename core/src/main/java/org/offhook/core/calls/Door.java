package org.offhook.core.calls;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.offhook.core.limits.Throttle;
import org.offhook.core.signalling.IncomingInvite;
import org.offhook.core.signalling.InviteHandler;
import org.offhook.core.signalling.SipLeg;

/// The way from the signalling to the call router: calls are let in at a rate and while messages are read in time
/// (SPEC NET-7).
public final class Door implements InviteHandler {

    private final LongSupplier lateness;
    private final long latest;
    private final Throttle throttle;
    private final Runnable refused;
    private final Supplier<? extends InviteHandler> desk;

    /// @param lateness how late messages are read, in nanoseconds
    /// @param latest   when they are later than that nobody is let in
    /// @param refused  run for each call that came too fast or too late
    public Door(
            LongSupplier lateness,
            Duration latest,
            Throttle throttle,
            Runnable refused,
            Supplier<? extends InviteHandler> desk) {
        this.lateness = lateness;
        this.latest = latest.toNanos();
        this.throttle = throttle;
        this.refused = refused;
        this.desk = desk;
    }

    @Override
    public boolean takesMore() {
        if (lateness.getAsLong() > latest || !throttle.take()) {
            refused.run();
            return false;
        }
        return desk.get().takesMore();
    }

    @Override
    public Admission incoming(IncomingInvite invite, SipLeg leg) {
        return desk.get().incoming(invite, leg);
    }
}
