package org.offhook.core.numbers;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.offhook.core.assets.Asset;
import org.offhook.core.ids.Sid;
import org.offhook.core.store.Entity;
import org.offhook.core.store.Kind;
import org.offhook.core.web.Hook;

/// A number of the platform and what answers it (contract: IncomingPhoneNumbers).
///
/// @param number         E.164 with `+`; unique on the platform
/// @param voice          answers a call; null: the call is told that nothing is configured
/// @param voiceFallback  asked when `voice` fails
/// @param message        answers a message
/// @param statusCallback told when a call ends
/// @param voiceApplication its URLs answer calls, instead of those here; or null
/// @param messageApplication its URLs answer messages, instead of those here; or null
/// @param address where its owner says that it is, one of the account's postal addresses; or null
public record PhoneNumber(
        Sid sid,
        Sid account,
        String number,
        String friendlyName,
        @Nullable Hook voice,
        @Nullable Hook voiceFallback,
        @Nullable Hook message,
        @Nullable Hook messageFallback,
        @Nullable Hook statusCallback,
        boolean callerIdLookup,
        @Nullable Sid voiceApplication,
        @Nullable Sid messageApplication,
        @Nullable Sid address,
        Instant created,
        Instant updated)
        implements Entity {

    public static final Kind<PhoneNumber> KIND = new Kind<>(
            "phone_numbers",
            PhoneNumber.class,
            List.of(
                    Kind.field("number", PhoneNumber::number),
                    Kind.field("friendly_name", PhoneNumber::friendlyName),
                    Kind.field(
                            "address",
                            n -> n.address() == null ? null : n.address().value())));

    /// A short code, which nobody calls: it answers messages only.
    static PhoneNumber ofShortCode(Asset code) {
        String digits = code.values().getOrDefault("short_code", "");
        return new PhoneNumber(
                code.sid(),
                code.account(),
                digits,
                code.values().getOrDefault("friendly_name", digits),
                null,
                null,
                code.hook("sms_url", "sms_method"),
                code.hook("sms_fallback_url", "sms_fallback_method"),
                null,
                false,
                null,
                null,
                null,
                code.created(),
                code.updated());
    }

    /// The same, answered by these applications where they are not null.
    PhoneNumber answeredBy(@Nullable Asset voices, @Nullable Asset messages) {
        return new PhoneNumber(
                sid,
                account,
                number,
                friendlyName,
                voices == null ? voice : voices.hook("voice_url", "voice_method"),
                voices == null ? voiceFallback : voices.hook("voice_fallback_url", "voice_fallback_method"),
                messages == null ? message : messages.hook("sms_url", "sms_method"),
                messages == null ? messageFallback : messages.hook("sms_fallback_url", "sms_fallback_method"),
                voices == null ? statusCallback : voices.hook("status_callback", "status_callback_method"),
                voices == null ? callerIdLookup : voices.flag("voice_caller_id_lookup"),
                voiceApplication,
                messageApplication,
                address,
                created,
                updated);
    }
}
