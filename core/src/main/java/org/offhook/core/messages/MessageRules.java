package org.offhook.core.messages;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.offhook.core.Outcome;
import org.offhook.core.Outcome.Refused;
import org.offhook.core.ids.Sid;
import org.offhook.core.numbers.E164;
import org.offhook.core.numbers.NumberDesk;
import org.offhook.core.numbers.TextAddress;
import org.offhook.core.tolls.TollGuard;
import org.offhook.core.web.Hook;
import org.offhook.core.web.HookUrl;
import org.offhook.protocols.sip.SipUri;

/// What may be sent (contract §24, Messages resource).
final class MessageRules {

    private static final int LONGEST_URI = 255;

    private static final int REGION = 21408;

    private final NumberDesk numbers;
    private final MessageLimits limits;
    private final TollGuard tolls;

    MessageRules(NumberDesk numbers, MessageLimits limits, TollGuard tolls) {
        this.numbers = numbers;
        this.limits = limits;
        this.tolls = tolls;
    }

    /// Why the command is refused, or null.
    @Nullable
    Refused<Message> check(SendMessage command) {
        if (command.to().isBlank()) {
            return refused(21604, "A 'To' phone number is required.");
        }
        if (command.from().isBlank()) {
            return refused(21603, "A 'From' phone number is required to send a message.");
        }
        if (command.body().isEmpty() && command.media().isEmpty()) {
            return refused(21602, "Message body is required.");
        }
        if (command.body().length() > limits.body()) {
            return refused(21617, "The concatenated message body exceeds the " + limits.body() + " character limit.");
        }
        if (receiver(command.to()).isEmpty()) {
            return refused(
                    21211,
                    "The 'To' number " + command.to()
                            + " is not a valid phone number: write + and digits, or a SIP address.");
        }
        Optional<String> from = TextAddress.parse(command.from());
        if (from.isEmpty()) {
            return refused(
                    21212,
                    "The 'From' number " + command.from() + " is not a valid phone number: write + and digits, or a"
                            + " short code.");
        }
        if (!owns(command.account(), from.get())) {
            return refused(21606, "The 'From' phone number " + from.get() + " is not a number of this account.");
        }
        Refused<Message> wrong = checkUrls(command);
        return wrong == null ? checkTolls(command) : wrong;
    }

    /// What goes to numbers outside costs money.
    private @Nullable Refused<Message> checkTolls(SendMessage command) {
        Optional<String> outside =
                E164.parse(command.to()).filter(number -> numbers.at(number).isEmpty());
        if (outside.isEmpty()) {
            return null;
        }
        TollGuard.Verdict.Refused barred = tolls.bars(command.account(), outside.get());
        if (barred != null) {
            return refused(REGION, barred.message());
        }
        TollGuard.Verdict.Refused stopped = tolls.stopsMessage(command.account());
        return stopped == null ? null : new Refused<>(429, stopped.code(), stopped.message());
    }

    private @Nullable Refused<Message> checkUrls(SendMessage command) {
        if (command.media().size() > limits.media()) {
            return refused(21623, "A message has at most " + limits.media() + " media.");
        }
        for (String url : command.media()) {
            if (!HookUrl.isValid(url) || !isUrl(url)) {
                return refused(21620, "This media URL is not valid: " + url);
            }
        }
        Hook callback = command.statusCallback();
        if (callback != null && (!HookUrl.isValid(callback.url()) || !HookUrl.isMethod(callback.method()))) {
            return refused(21609, "The 'StatusCallback' URL " + callback.url() + " is not valid.");
        }
        return null;
    }

    /// Who is to get a message: a number, a short code, or a SIP address without headers.
    static Optional<String> receiver(String to) {
        return TextAddress.parse(to).or(() -> Optional.of(to).filter(MessageRules::isAddress));
    }

    private static boolean isAddress(String to) {
        SipUri uri = to.length() <= LONGEST_URI ? SipUri.parse(to) : null;
        return uri != null && uri.user() != null && uri.headers().isEmpty();
    }

    private boolean owns(Sid account, String number) {
        return numbers.textsAt(number).filter(n -> n.account().equals(account)).isPresent();
    }

    private static boolean isUrl(String url) {
        try {
            return new URI(url).getHost() != null;
        } catch (URISyntaxException notAUrl) {
            return false;
        }
    }

    private static Refused<Message> refused(int code, String message) {
        return new Outcome.Refused<>(400, code, message);
    }
}
