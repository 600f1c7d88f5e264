package org.offhook.core.numbers;

import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;
import org.offhook.core.web.Hook;

/// What a customer decides about a number; the components are those of [PhoneNumber].
///
/// @param friendlyName null or empty for the number as it is shown
public record NumberSettings(
        @Nullable String friendlyName,
        @Nullable Hook voice,
        @Nullable Hook voiceFallback,
        @Nullable Hook message,
        @Nullable Hook messageFallback,
        @Nullable Hook statusCallback,
        boolean callerIdLookup,
        @Nullable Sid voiceApplication,
        @Nullable Sid messageApplication,
        @Nullable Sid address) {

    public NumberSettings(
            @Nullable String friendlyName,
            @Nullable Hook voice,
            @Nullable Hook voiceFallback,
            @Nullable Hook message,
            @Nullable Hook messageFallback,
            @Nullable Hook statusCallback,
            boolean callerIdLookup) {
        this(
                friendlyName,
                voice,
                voiceFallback,
                message,
                messageFallback,
                statusCallback,
                callerIdLookup,
                null,
                null,
                null);
    }

    public static final NumberSettings NONE = new NumberSettings(null, null, null, null, null, null, false);

    /// Nothing but the URL that answers calls.
    public static NumberSettings answeredBy(Hook voice) {
        return new NumberSettings(null, voice, null, null, null, null, false);
    }

    public static NumberSettings of(PhoneNumber number) {
        return new NumberSettings(
                number.friendlyName(),
                number.voice(),
                number.voiceFallback(),
                number.message(),
                number.messageFallback(),
                number.statusCallback(),
                number.callerIdLookup(),
                number.voiceApplication(),
                number.messageApplication(),
                number.address());
    }
}
