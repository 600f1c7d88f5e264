package org.offhook.core.calls;

import org.offhook.core.signalling.IncomingInvite;

/// Who may call (profiles of the configuration). Asked on the signalling loop: must not block.
@FunctionalInterface
public interface Gate {

    boolean admits(IncomingInvite invite);

    /// Whether a caller that is not admitted is asked who it is (407) instead of being refused.
    default boolean challenges(IncomingInvite invite) {
        return false;
    }
}
