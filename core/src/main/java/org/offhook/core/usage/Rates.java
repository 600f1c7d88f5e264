package org.offhook.core.usage;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// What each thing costs; null where there is no price.
///
/// @param callOut       a minute of a call that goes out
/// @param callIn        a minute of a call that comes in
/// @param messageOut    a segment of a message that is sent
/// @param messageIn     a segment of a message that comes in
/// @param recording     a minute that is recorded
/// @param transcription a minute that is transcribed
public record Rates(
        @Nullable BigDecimal callOut,
        @Nullable BigDecimal callIn,
        @Nullable BigDecimal messageOut,
        @Nullable BigDecimal messageIn,
        @Nullable BigDecimal recording,
        @Nullable BigDecimal transcription) {

    public static final Rates NONE = new Rates(null, null, null, null, null, null);
}
