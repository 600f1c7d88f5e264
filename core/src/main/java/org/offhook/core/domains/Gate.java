package org.offhook.core.domains;

import org.offhook.core.signalling.IncomingInvite;

/// Who may call in. Asked on the signalling loop: must not block.
@FunctionalInterface
public interface Gate {

    Verdict judge(IncomingInvite invite);

    enum Verdict {
        /// The call may come in.
        ADMITTED,
        /// The caller has to say who it is first (407).
        CHALLENGED,
        /// It may not (403).
        REFUSED
    }
}
