package org.offhook.core.numbers;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
        Instant created,
        Instant updated)
        implements Entity {

    public static final Kind<PhoneNumber> KIND = new Kind<>(
            "phone_numbers",
            PhoneNumber.class,
            List.of(Kind.field("number", PhoneNumber::number), Kind.field("friendly_name", PhoneNumber::friendlyName)));
}
