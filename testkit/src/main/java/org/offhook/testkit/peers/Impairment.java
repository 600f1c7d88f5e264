package org.offhook.testkit.peers;

import java.time.Duration;

/// What a network does to packets, each with its own chance from 0 to 1.
///
/// @param loss      it disappears
/// @param duplicate it arrives twice
/// @param corrupt   one bit of it is turned
/// @param reorder   it is held back for `delay` once more, so that later ones overtake it
/// @param delay     each takes so long
/// @param jitter    and up to so much longer, drawn evenly
public record Impairment(
        double loss, double duplicate, double corrupt, double reorder, Duration delay, Duration jitter) {

    public static final Impairment NONE = loss(0);

    public static Impairment loss(double share) {
        return new Impairment(share, 0, 0, 0, Duration.ZERO, Duration.ZERO);
    }

    public Impairment duplicating(double share) {
        return new Impairment(loss, share, corrupt, reorder, delay, jitter);
    }

    public Impairment corrupting(double share) {
        return new Impairment(loss, duplicate, share, reorder, delay, jitter);
    }

    public Impairment reordering(double share) {
        return new Impairment(loss, duplicate, corrupt, share, delay, jitter);
    }

    public Impairment late(Duration always, Duration upTo) {
        return new Impairment(loss, duplicate, corrupt, reorder, always, upTo);
    }
}
