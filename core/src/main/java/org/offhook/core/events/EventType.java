package org.offhook.core.events;

/// The types of [Event] (SPEC EVENT-1). The name is what subscribers filter on.
public enum EventType {
    CALL_QUEUED("call.queued"),
    CALL_INITIATED("call.initiated"),
    CALL_RINGING("call.ringing"),
    CALL_ANSWERED("call.answered"),
    CALL_ENDED("call.ended"),
    CALL_CHANGED("call.changed"),
    CALL_ERROR("call.error"),
    CALL_WARNING("call.warning"),
    SIGNAL("call.signal"),
    WEBHOOK("webhook.exchange"),
    DOCUMENT("document.read"),
    VERB_STARTED("verb.started"),
    VERB_ENDED("verb.ended"),
    SPEECH("say.started"),
    PLAY("play.started"),
    PLAY_ENDED("play.ended"),
    DIGITS("digits.received"),
    GATHER_ENDED("gather.ended"),
    RECORD_STARTED("record.started"),
    RECORD_CHANGED("record.changed"),
    RECORD_ENDED("record.ended"),
    TRANSCRIPTION_ENDED("transcription.ended"),
    TRANSCRIPT_STARTED("transcript.started"),
    TRANSCRIPT_ENDED("transcript.ended"),
    STREAM_STARTED("stream.started"),
    STREAM_ENDED("stream.ended"),
    SIPREC_STARTED("siprec.started"),
    SIPREC_ENDED("siprec.ended"),
    MACHINE_DETECTED("machine.detected"),
    DIAL_STARTED("dial.started"),
    DIAL_ENDED("dial.ended"),
    BRIDGED("bridge.started"),
    UNBRIDGED("bridge.ended"),
    CONFERENCE_STARTED("conference.started"),
    CONFERENCE_ENDED("conference.ended"),
    CONFERENCE_ANNOUNCED("conference.announced"),
    PARTICIPANT_JOINED("participant.joined"),
    PARTICIPANT_CHANGED("participant.changed"),
    PARTICIPANT_LEFT("participant.left"),
    CONFERENCE_ENTERED("conference.entered"),
    CONFERENCE_LEFT("conference.left"),
    QUEUE_ENTERED("queue.entered"),
    QUEUE_LEFT("queue.left"),
    MESSAGE_ACCEPTED("message.accepted"),
    MESSAGE_SCHEDULED("message.scheduled"),
    MESSAGE_CANCELED("message.canceled"),
    MESSAGE_QUEUED("message.queued"),
    MESSAGE_SENT("message.sent"),
    MESSAGE_DELIVERED("message.delivered"),
    MESSAGE_FAILED("message.failed"),
    MESSAGE_RECEIVED("message.received"),
    MESSAGE_ERROR("message.error"),
    MESSAGE_WARNING("message.warning"),
    EMAIL_QUEUED("email.queued"),
    EMAIL_DELAYED("email.delayed"),
    EMAIL_SENT("email.sent"),
    EMAIL_FAILED("email.failed"),
    CALLBACK("callback.exchange"),
    TOLL_REFUSED("toll.refused"),
    DOMAIN_PROVED("domain.proved"),
    DOMAIN_LOST("domain.lost"),
    REGISTERED("registration.added"),
    UNREGISTERED("registration.removed"),
    PRESENCE("presence.changed");

    private final String text;

    EventType(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
