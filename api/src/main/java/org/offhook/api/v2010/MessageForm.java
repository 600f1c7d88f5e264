package org.offhook.api.v2010;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.offhook.api.render.Dates;
import org.offhook.api.rest.Answer;
import org.offhook.api.rest.Ask;
import org.offhook.api.rest.Fields;
import org.offhook.core.assets.Asset;
import org.offhook.core.assets.AssetKinds;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.messages.Message;
import org.offhook.core.messages.SendMessage;
import org.offhook.core.messages.Timing;
import org.offhook.core.messages.services.MessagingService;
import org.offhook.core.messages.services.Services;
import org.offhook.core.store.Store;
import org.offhook.core.web.Hook;

/// The form of POST Messages (contract §15, §25.1).
final class MessageForm {

    /// What would change the meaning of the message if it were ignored.
    private static final List<String> NOT_YET = List.of("ContentSid");

    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?");
    private static final int LONGEST_VALIDITY = 36_000;
    private static final int NO_SERVICE = 21701;

    private final Ask ask;
    private final Store store;
    private final Instant now;
    private final Fields fields;

    MessageForm(Ask ask, Store store, Instant now) {
        this.ask = ask;
        this.store = store;
        this.now = now;
        this.fields = new Fields(ask.input());
    }

    /// What is wrong with it, once it was read.
    Optional<Answer> wrong() {
        return fields.wrong();
    }

    SendMessage read() {
        for (String name : NOT_YET) {
            if (fields.text(name) != null) {
                fields.refuse(20422, name + " is not supported yet");
            }
        }
        String to = fields.needed("To", 21604, "A 'To' phone number is required");
        MessagingService service = service();
        String from = service == null
                ? fields.needed("From", 21603, "A 'From' or 'MessagingServiceSid' is required to send a message")
                : fields.text("From", "");
        Hook callback = statusCallback();
        return new SendMessage(
                ask.account().sid(),
                from,
                to,
                fields.text("Body", ""),
                ask.input().all("MediaUrl").stream()
                        .filter(url -> !url.isEmpty())
                        .toList(),
                Message.Direction.OUTBOUND_API,
                callback == null && service != null ? service.statusCallback() : callback,
                timing(service),
                service,
                most());
    }

    private @Nullable BigDecimal most() {
        String most = fields.text("MaxPrice");
        if (most == null) {
            return null;
        }
        if (!AMOUNT.matcher(most).matches()) {
            fields.refuse(21627, "MaxPrice is an amount such as 0.05, not '" + most + "'");
            return null;
        }
        return new BigDecimal(most);
    }

    private @Nullable MessagingService service() {
        String sid = fields.text("MessagingServiceSid");
        if (sid == null) {
            return null;
        }
        Optional<MessagingService> found = Sid.parse(SidType.MESSAGING_SERVICE, sid)
                .flatMap(service -> new Services(store).find(ask.account().sid(), service));
        if (found.isEmpty()) {
            fields.refuse(NO_SERVICE, "There is no messaging service " + sid + " in the account");
        }
        return found.orElse(null);
    }

    /// The application's URL goes before that of the form.
    private @Nullable Hook statusCallback() {
        String sid = fields.text("ApplicationSid");
        if (sid == null) {
            return fields.hook("StatusCallback", "StatusCallbackMethod", 21609, 21609);
        }
        Optional<Asset> application = Sid.parse(SidType.APPLICATION, sid)
                .flatMap(found -> store.find(AssetKinds.APPLICATIONS, found))
                .filter(found -> found.account().equals(ask.account().sid()));
        if (application.isEmpty()) {
            fields.refuse(21218, "There is no application " + sid + " in the account");
            return null;
        }
        Hook callback = Hook.of(application.get().value("message_status_callback"), "POST");
        return callback == null ? Hook.of(application.get().value("sms_status_callback"), "POST") : callback;
    }

    /// SendAt needs ScheduleType=fixed, as in the original; ValidityPeriod counts from when it is to be sent.
    private @Nullable Timing timing(@Nullable MessagingService service) {
        int validity = fields.number("ValidityPeriod", 0, 1, LONGEST_VALIDITY, 20422);
        String at = fields.text("SendAt");
        String type = fields.text("ScheduleType");
        if ((at == null) != (type == null) || (type != null && !type.equals("fixed"))) {
            fields.refuse(20422, "A scheduled message has ScheduleType=fixed and SendAt");
        }
        Instant due = at == null ? null : due(at);
        if (due == null && validity == 0 && service == null) {
            return null;
        }
        Duration unsaid = service == null ? Timing.VALIDITY : service.validity();
        Duration longest = validity == 0 ? unsaid : Duration.ofSeconds(validity);
        return new Timing(due, (due == null ? now : due).plus(longest));
    }

    private @Nullable Instant due(String at) {
        Instant due = Dates.parse(at).map(Dates.Stretch::start).orElse(null);
        if (due == null || due.isBefore(now) || due.isAfter(now.plus(Timing.HORIZON))) {
            fields.refuse(
                    20422,
                    "SendAt is a time of ISO 8601 within the next " + Timing.HORIZON.toDays() + " days, not '" + at
                            + "'");
        }
        return due;
    }
}
