package org.offhook.core.signalling.engine;

/// A moment at which something is to be done unless it was cleared before.
public final class Deadline extends TimerWheel.Timed {

    private final TimerWheel wheel;
    private final Inbox.Command then;

    public Deadline(TimerWheel wheel, Inbox.Command then) {
        this.wheel = wheel;
        this.then = then;
    }

    /// @param patience nanoseconds from now
    public void set(long patience, long now) {
        wheel.set(this, now + patience, now);
    }

    public void clear() {
        wheel.clear(this);
    }

    @Override
    public void fire(long now) {
        then.run(now);
    }
}
