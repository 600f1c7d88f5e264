package org.offhook.testkit.fakes.sip;

/// Hears what becomes of an [AgentCall]. Every method does nothing unless it is told otherwise.
public interface CallListener {

    /// 180, 183, …; 100 is not told.
    ///
    /// @param sdp of early media, or empty
    default void progressed(int status, String sdp) {}

    /// The call is up.
    ///
    /// @param sdp the far end's answer, or its offer when we made none; empty when it was in the INVITE
    default void answered(String sdp) {}

    /// The far end wants other media.
    ///
    /// @param sdp its offer; empty when it asks for ours
    /// @return our answer, or our offer
    default String reoffered(String sdp) {
        return sdp;
    }

    /// The far end has answered an offer of ours.
    ///
    /// @param status 200, or why it was refused
    default void renegotiated(int status, String sdp) {}

    default void info(String contentType, String body) {}

    /// It is over.
    ///
    /// @param status 200 after a BYE, or the status that refused the call; 408 when the far end went silent
    /// @param local  whether we ended it
    default void ended(int status, boolean local) {}
}
