package org.offhook.core.signalling.leg;

import org.offhook.core.signalling.engine.Inbox;
import org.offhook.core.signalling.engine.TimerWheel;

/// A moment at which something is to be done unless it was cleared before.
final class Deadline extends TimerWheel.Timed {

    private final Tools tools;
    private final Inbox.Command then;

    Deadline(Tools tools, Inbox.Command then) {
        this.tools = tools;
        this.then = then;
    }

    /// @param patience nanoseconds from now
    void set(long patience, long now) {
        tools.wheel().set(this, now + patience, now);
    }

    void clear() {
        tools.wheel().clear(this);
    }

    @Override
    public void fire(long now) {
        then.run(now);
    }
}
