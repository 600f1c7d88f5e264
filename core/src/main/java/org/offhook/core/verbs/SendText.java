package org.offhook.core.verbs;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.offhook.core.Outcome;
import org.offhook.core.calls.Call;
import org.offhook.core.calls.Direction;
import org.offhook.core.calls.leg.CallLeg;
import org.offhook.core.calls.script.Next;
import org.offhook.core.calls.script.Verb;
import org.offhook.core.calls.script.VerbType;
import org.offhook.core.messages.Message;
import org.offhook.core.messages.SendMessage;
import org.offhook.core.twiml.Reading;
import org.offhook.core.web.Hook;
import org.offhook.core.webhooks.Parameters;
import org.offhook.protocols.twiml.Element;

/// Sends a text message in the middle of a call: `Message`, and the older `Sms` (contract §7.1, §15; CALL-12).
/// It goes to the caller, from the number that was called, unless told otherwise. It needs no media and does
/// not answer the call.
///
/// @param action asked next, with SmsSid and SmsStatus; null: the next verb runs
record SendText(
        @Nullable String to,
        @Nullable String from,
        String body,
        List<String> media,
        @Nullable Hook action,
        @Nullable Hook statusCallback)
        implements Verb {

    static final VerbType MESSAGE = new VerbType("Message", SendText::readMessage);
    static final VerbType SMS = new VerbType("Sms", SendText::read);

    /// Its first form: in lower case, with an `address`.
    static final VerbType FIRST_SMS = new VerbType("sms", SendText::read);

    private static final int BAD_BODY = 14103;
    private static final int BAD_METHOD = 14104;
    private static final int MOST_MEDIA = 10;

    /// `action` of Message is told of the message's fate, as `statusCallback` is (contract §15).
    private static Verb readMessage(Reading element) {
        SendText sms = (SendText) read(element);
        Hook callback = sms.statusCallback == null ? sms.action : sms.statusCallback;
        return new SendText(sms.to, sms.from, sms.body, sms.media, null, callback);
    }

    private static Verb read(Reading element) {
        StringBuilder body = new StringBuilder(element.body());
        List<String> media = new ArrayList<>();
        for (Element inner : element.element().elements()) {
            switch (inner.name()) {
                case "Body" -> body.append(inner.text());
                case "Media" -> media.add(inner.text());
                default -> element.complain(12200, inner.name() + " inside " + element.name() + " was ignored.");
            }
        }
        if (body.isEmpty() && media.isEmpty()) {
            element.complain(BAD_BODY, element.name() + " has no text; nothing is sent.");
        }
        String method = element.method("method", BAD_METHOD);
        return new SendText(
                element.text(element.name().equals("sms") ? "address" : "to"),
                element.text("from"),
                body.toString(),
                media.size() > MOST_MEDIA ? media.subList(0, MOST_MEDIA) : media,
                Hook.of(element.text("action"), method),
                Hook.of(element.text("statusCallback"), method));
    }

    @Override
    public boolean answers() {
        return false;
    }

    @Override
    public Next run(CallLeg leg) {
        if (body.isEmpty() && media.isEmpty()) {
            return Next.CONTINUE;
        }
        Call call = leg.call();
        boolean inbound = call.direction() == Direction.INBOUND;
        SendMessage command = new SendMessage(
                call.account(),
                Objects.requireNonNullElse(from, inbound ? call.to() : call.from()),
                Objects.requireNonNullElse(to, inbound ? call.from() : call.to()),
                body,
                media,
                Message.Direction.OUTBOUND_CALL,
                leg.talk().absolute(statusCallback));
        Parameters outcome = switch (leg.tools().messages().send(command)) {
            case Outcome.Done<Message>(Message sent) ->
                Parameters.NONE
                        .with("SmsSid", sent.sid().value())
                        .with("MessageSid", sent.sid().value())
                        .with("SmsStatus", sent.status().text());
            case Outcome.Refused<Message>(int _, int code, String message) -> {
                leg.journal().error(code, message);
                yield Parameters.NONE.with("SmsStatus", "failed");
            }
        };
        return action == null ? Next.CONTINUE : new Next.Goto(action, outcome);
    }
}
