package org.offhook.api.v2010;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.offhook.api.http.Params;
import org.offhook.api.rest.Answer;
import org.offhook.api.rest.Fields;
import org.offhook.core.assets.Asset;
import org.offhook.core.calls.ChangeCall.Wish;
import org.offhook.core.calls.MachineWish;
import org.offhook.core.calls.PlaceCall;
import org.offhook.core.ids.Sid;
import org.offhook.core.web.Hook;

/// Reads the forms that place and change calls (contract §25.1, Calls). What belongs to carriers is accepted and
/// without effect.
final class CallForm {

    static final int LONGEST_TWIML = 4000;

    private static final int DEFAULT_TIMEOUT = 60;
    private static final int LONGEST_TIMEOUT = 600;
    private static final int LONGEST_CALL = 86_400;
    private static final int LONGEST_CREDENTIAL = 255;
    private static final Set<String> STATUS_EVENTS = Set.of("initiated", "ringing", "answered", "completed");
    private static final Set<String> ENDS = Set.of("completed", "canceled");

    private final Fields fields;

    private final Function<String, Optional<Asset>> applications;

    /// @param applications finds an application of the account by what was sent as its Sid
    CallForm(Params input, Function<String, Optional<Asset>> applications) {
        this.fields = new Fields(input);
        this.applications = applications;
    }

    Optional<Answer> wrong() {
        return fields.wrong();
    }

    /// The order that the form makes; good only when nothing is [#wrong].
    PlaceCall place(Sid account) {
        String to = fields.needed("To", 21201, "No 'To' number is specified");
        String callerId = fields.text("CallerId");
        String from = callerId == null
                ? fields.needed(
                        "From", 21213, "'From' is required: a number of the account, or for a SIP call any name")
                : fields.text("From", callerId);
        Asset application = application();
        Hook document = application == null
                ? fields.hook("Url", "Method", 21205, 21209)
                : application.hook("voice_url", "voice_method");
        String twiml = application == null ? fields.text("Twiml") : null;
        if (document == null && twiml == null) {
            fields.refuse(
                    application == null ? 21205 : 21218,
                    application == null ? "Url or Twiml is required" : "The application has no VoiceUrl");
        }
        checkTwiml(document, twiml);
        String user = credential("SipAuthUsername", 21221);
        String password = credential("SipAuthPassword", 21223);
        if (user != null && password == null) {
            fields.refuse(21225, "SipAuthUsername needs a SipAuthPassword");
        }
        boolean record = fields.flag("Record", false);
        MachineWish machine = MachineFields.ofCall(fields);
        return new PlaceCall(
                        account,
                        to,
                        from,
                        document,
                        document == null ? twiml : null,
                        application == null
                                ? fields.hook("FallbackUrl", "FallbackMethod", 21205, 21209)
                                : application.hook("voice_fallback_url", "voice_fallback_method"),
                        application == null
                                ? statusCallback()
                                : application.hook("status_callback", "status_callback_method"),
                        fields.choices("StatusCallbackEvent", STATUS_EVENTS, 21626),
                        fields.text("SendDigits"),
                        Duration.ofSeconds(fields.number("Timeout", DEFAULT_TIMEOUT, 1, LONGEST_TIMEOUT, 21208)),
                        Duration.ofSeconds(fields.number("TimeLimit", 0, 1, LONGEST_CALL, 20422)),
                        record,
                        record ? RecordingFields.of(fields) : null,
                        user,
                        password,
                        callerId,
                        fields.text("CallReason"),
                        machine)
                .by(fields.text("Byoc"));
    }

    /// What the form wants of a live call, in the order in which it is to happen; good only when nothing is
    /// [#wrong].
    List<Wish> wishes() {
        List<Wish> wishes = new ArrayList<>();
        Hook statusCallback = statusCallback();
        int limit = fields.number("TimeLimit", 0, 1, LONGEST_CALL, 20422);
        if (statusCallback != null || limit > 0) {
            wishes.add(new Wish.Settings(statusCallback, limit == 0 ? null : Duration.ofSeconds(limit)));
        }
        Hook document = fields.hook("Url", "Method", 21205, 21209);
        Hook fallback = fields.hook("FallbackUrl", "FallbackMethod", 21205, 21209);
        String twiml = fields.text("Twiml");
        checkTwiml(document, twiml);
        if (document != null) {
            wishes.add(new Wish.Redirect(document, fallback));
        } else if (twiml != null) {
            wishes.add(new Wish.Document(twiml));
        }
        if (fields.text("Status") != null) {
            String status = fields.choice("Status", "completed", ENDS, 20422);
            wishes.add(status.equals("completed") ? new Wish.Complete() : new Wish.Cancel());
        }
        if (wishes.isEmpty()) {
            fields.refuse(20422, "Nothing to change: give Url, Twiml, Status, StatusCallback or TimeLimit");
        }
        return wishes;
    }

    /// Its URLs go before those of the form (contract §25.1).
    private @Nullable Asset application() {
        String sid = fields.text("ApplicationSid");
        if (sid == null) {
            return null;
        }
        Optional<Asset> found = applications.apply(sid);
        if (found.isEmpty()) {
            fields.refuse(21218, "There is no application " + sid + " in the account");
        }
        return found.orElse(null);
    }

    private void checkTwiml(@Nullable Hook document, @Nullable String twiml) {
        if (document == null && twiml != null && twiml.length() > LONGEST_TWIML) {
            fields.refuse(32018, "Twiml is longer than " + LONGEST_TWIML + " characters: serve it at a Url");
        }
    }

    private @Nullable Hook statusCallback() {
        return fields.hook("StatusCallback", "StatusCallbackMethod", 21609, 21209);
    }

    private @Nullable String credential(String name, int code) {
        String value = fields.text(name);
        if (value != null
                && (value.length() > LONGEST_CREDENTIAL || value.chars().anyMatch(c -> c < ' ' || c == '"'))) {
            fields.refuse(
                    value.length() > LONGEST_CREDENTIAL ? code : code + 1,
                    name + " has at most " + LONGEST_CREDENTIAL + " characters, no quotes and no control characters");
        }
        return value;
    }
}
