package org.offhook.core.messages;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;
import org.offhook.core.store.Entity;
import org.offhook.core.store.Kind;
import org.offhook.core.usage.Charge;
import org.offhook.core.web.Hook;

/// A text message (contract §15). One that stays on the platform is two of these: the sender's and the
/// receiver's.
///
/// @param segments  how many short messages it takes (GSM-7 160/153, UCS-2 70/67)
/// @param errorCode contract §24 (delivery), or 0
/// @param timing    when to send it, or null
/// @param charge    what it costs; null until it was sent, or its reception was logged
/// @param service   the messaging service that sends it, or that its receiver belongs to; or null
public record Message(
        Sid sid,
        Sid account,
        String from,
        String to,
        String body,
        List<String> media,
        int segments,
        Direction direction,
        Status status,
        int errorCode,
        @Nullable String errorMessage,
        @Nullable Hook statusCallback,
        Instant created,
        Instant updated,
        @Nullable Instant sent,
        @Nullable Timing timing,
        @Nullable Charge charge,
        @Nullable Sid service)
        implements Entity {

    public static final Kind<Message> KIND = new Kind<>(
            "messages",
            Message.class,
            List.of(
                    Kind.field("from", Message::from),
                    Kind.field("to", Message::to),
                    Kind.field("status", m -> m.status().text()),
                    Kind.field(
                            "service",
                            m -> m.service() == null ? null : m.service().value()),
                    Kind.moment("sent", Message::sent)));

    public Message {
        media = List.copyOf(media);
    }

    public Message(
            Sid sid,
            Sid account,
            String from,
            String to,
            String body,
            List<String> media,
            int segments,
            Direction direction,
            Status status,
            int errorCode,
            @Nullable String errorMessage,
            @Nullable Hook statusCallback,
            Instant created,
            Instant updated,
            @Nullable Instant sent) {
        this(
                sid,
                account,
                from,
                to,
                body,
                media,
                segments,
                direction,
                status,
                errorCode,
                errorMessage,
                statusCallback,
                created,
                updated,
                sent,
                null,
                null,
                null);
    }

    /// The same of a messaging service.
    Message of(@Nullable Sid whose) {
        return new Message(
                sid,
                account,
                from,
                to,
                body,
                media,
                segments,
                direction,
                status,
                errorCode,
                errorMessage,
                statusCallback,
                created,
                updated,
                sent,
                timing,
                charge,
                whose);
    }

    /// Whether it has waited too long to be sent.
    boolean expired(Instant now) {
        return now.isAfter(timing == null ? created.plus(Timing.VALIDITY) : timing.expires());
    }

    /// The same in another state.
    public Message become(Status next, Instant now) {
        return become(next, 0, null, now);
    }

    /// The same in another state, and why.
    ///
    /// @param code contract §24, or 0
    public Message become(Status next, int code, @Nullable String why, Instant now) {
        Instant left = next == Status.SENT && sent == null ? now : sent;
        return new Message(
                sid,
                account,
                from,
                to,
                body,
                media,
                segments,
                direction,
                next,
                code,
                why,
                statusCallback,
                created,
                now,
                left,
                timing,
                charge,
                service);
    }

    /// The same without its text and media (contract §15: redaction).
    public Message redacted(Instant now) {
        return new Message(
                sid,
                account,
                from,
                to,
                "",
                List.of(),
                segments,
                direction,
                status,
                errorCode,
                errorMessage,
                statusCallback,
                created,
                now,
                sent,
                timing,
                charge,
                service);
    }

    /// The same with these media only.
    public Message showing(List<String> others, Instant now) {
        return new Message(
                sid,
                account,
                from,
                to,
                body,
                others,
                segments,
                direction,
                status,
                errorCode,
                errorMessage,
                statusCallback,
                created,
                now,
                sent,
                timing,
                charge,
                service);
    }

    /// The same with its price.
    public Message charged(Charge price) {
        return new Message(
                sid,
                account,
                from,
                to,
                body,
                media,
                segments,
                direction,
                status,
                errorCode,
                errorMessage,
                statusCallback,
                created,
                updated,
                sent,
                timing,
                price,
                service);
    }

    public enum Direction {
        INBOUND("inbound"),
        OUTBOUND_API("outbound-api"),
        OUTBOUND_CALL("outbound-call"),
        OUTBOUND_REPLY("outbound-reply");

        private final String text;

        Direction(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    public enum Status {
        ACCEPTED,
        SCHEDULED,
        QUEUED,
        SENDING,
        SENT,
        DELIVERED,
        UNDELIVERED,
        FAILED,
        CANCELED,
        RECEIVING,
        RECEIVED,
        READ;

        public String text() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
