package org.offhook.core.limits;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/// How late the machine is, for who lets work in (SPEC NET-7): as late as messages are read; and past all limits when
/// sound is sent too late, or so much of the heap is in use after a collection that another call might be the one too
/// many.
public final class Pressure {

    private final LongSupplier messages;
    private final LongSupplier sound;
    private final long latestSound;
    private final DoubleSupplier heap;
    private final double fullest;

    /// @param messages    how late messages are read, in nanoseconds
    /// @param sound       how late sound is sent of late, in nanoseconds
    /// @param latestSound when it is later than that the machine is full
    /// @param heap        the part of the heap that is in use after a collection, 0 to 1
    /// @param fullest     when more than so many hundredths of it are the machine is full
    public Pressure(LongSupplier messages, LongSupplier sound, Duration latestSound, DoubleSupplier heap, int fullest) {
        this.messages = messages;
        this.sound = sound;
        this.latestSound = latestSound.toNanos();
        this.heap = heap;
        this.fullest = fullest / 100.0;
    }

    /// Nanoseconds; [Long#MAX_VALUE] when the machine is full.
    public long lateness() {
        return sound.getAsLong() > latestSound || heap.getAsDouble() > fullest ? Long.MAX_VALUE : messages.getAsLong();
    }
}
