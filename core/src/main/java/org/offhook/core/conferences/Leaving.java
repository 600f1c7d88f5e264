package org.offhook.core.conferences;

/// Why a participant has left (contract §6.3, ReasonParticipantLeft).
public enum Leaving {
    HUNG_UP("participant_hung_up"),
    /// It was removed, or its call was sent elsewhere.
    BY_REQUEST("participant_updated_via_api"),
    CONFERENCE_ENDED_BY_REQUEST("conference_ended_via_api"),
    MODERATOR_LEFT("moderator_ended_conference");

    private final String text;

    Leaving(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
