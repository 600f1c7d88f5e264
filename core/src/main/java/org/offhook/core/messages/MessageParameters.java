package org.offhook.core.messages;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.offhook.core.messages.Message.Status;
import org.offhook.core.numbers.Geography;
import org.offhook.core.numbers.Geography.Place;
import org.offhook.core.webhooks.Parameters;

/// What requests about a message tell the application (contract §15).
final class MessageParameters {

    private static final String API_VERSION = "2010-04-01";
    private static final DateTimeFormatter DONE =
            DateTimeFormatter.ofPattern("yyMMddHHmm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private MessageParameters() {}

    /// Of the request that asks what to do with a message that came in.
    static Parameters inbound(Message message, Geography geography) {
        Parameters parameters = names(message)
                .with("SmsMessageSid", message.sid().value())
                .with("AccountSid", message.account().value())
                .with("From", message.from())
                .with("To", message.to())
                .with("Body", message.body())
                .with("NumMedia", Integer.toString(message.media().size()))
                .with("NumSegments", Integer.toString(message.segments()))
                .with("ApiVersion", API_VERSION)
                .with("SmsStatus", Status.RECEIVED.text());
        List<String> media = message.media();
        for (int i = 0; i < media.size(); i++) {
            parameters = parameters
                    .with("MediaContentType" + i, MediaTypes.of(media.get(i)))
                    .with("MediaUrl" + i, media.get(i));
        }
        return parameters
                .with(place("From", geography.of(message.from())))
                .with(place("To", geography.of(message.to())));
    }

    /// Of a status callback.
    static Parameters status(Message message) {
        boolean failed = message.errorCode() != 0;
        boolean done = message.status() == Status.DELIVERED || message.status() == Status.UNDELIVERED;
        return names(message)
                .with("MessageStatus", message.status().text())
                .with("SmsStatus", message.status().text())
                .with("AccountSid", message.account().value())
                .with("From", message.from())
                .with("To", message.to())
                .with("ApiVersion", API_VERSION)
                .with("ErrorCode", failed ? Integer.toString(message.errorCode()) : null)
                .with("ErrorMessage", failed ? message.errorMessage() : null)
                .with("RawDlrDoneDate", done ? DONE.format(message.updated()) : null);
    }

    private static Parameters names(Message message) {
        return Parameters.NONE
                .with("MessageSid", message.sid().value())
                .with("SmsSid", message.sid().value())
                .with(
                        "MessagingServiceSid",
                        message.service() == null ? null : message.service().value());
    }

    private static Parameters place(String party, Place place) {
        return Parameters.NONE
                .with(party + "City", place.city())
                .with(party + "State", place.state())
                .with(party + "Zip", place.zip())
                .with(party + "Country", place.country());
    }
}
