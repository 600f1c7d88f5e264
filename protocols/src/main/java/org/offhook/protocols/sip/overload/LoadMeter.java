package org.offhook.protocols.sip.overload;

/// How much less a server has to ask for, from how much of what comes it refuses for want of room: as much as it
/// refuses, and when nothing is refused any more, step by step less again (RFC 7339 §5.1 leaves the way to the
/// server). Decided anew each second.
public final class LoadMeter {

    private static final long SECOND = 1_000_000_000L;
    private static final long MILLISECOND = 1_000_000L;
    private static final long VALIDITY = 1_500;
    private static final int RECOVERY = 10;
    private static final int MOST = 100;

    private long begun;
    private long offered;
    private long refused;
    private int loss;

    /// A call came.
    public void offered(long now) {
        turn(now);
        offered++;
    }

    /// And was refused for want of room.
    public void refused() {
        refused++;
    }

    /// What those who understand it are told.
    public Reduction reduction(long now) {
        turn(now);
        return new Reduction(loss, loss == 0 ? 0 : VALIDITY, now / MILLISECOND);
    }

    /// Of a hundred calls, how many are not wanted.
    public int loss() {
        return loss;
    }

    private void turn(long now) {
        long past = now - begun;
        if (past < SECOND) {
            return;
        }
        // What was refused is the part too much of what neighbours let through.
        long more = refused == 0 ? 0 : Math.max(1, (MOST - loss) * refused / offered);
        long quiet = past / SECOND - (refused == 0 ? 0 : 1);
        loss = Math.clamp(loss + more - RECOVERY * quiet, 0, MOST);
        begun = now;
        offered = 0;
        refused = 0;
    }
}
