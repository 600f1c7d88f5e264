package org.offhook.media.shard;

import java.time.Duration;
import java.util.List;
import org.offhook.media.codec.Codec;

/// How a shard treats its legs.
///
/// @param learning how long a source behind a NAT is learned: see the class Latch of the path
/// @param silentAfter how long nothing may come from a far end that ought to send, and has sent before, until
///                    [org.offhook.core.media.MediaEvent.Silent]
/// @param keysInBand when keys are looked for in the sound
/// @param fillSilence whether a leg that has nothing to say sends silence, which keeps NAT bindings and
///                    gateways alive
/// @param codecs that are offered and taken, in the order in which they are offered
public record MediaSettings(
        Duration learning, Duration silentAfter, KeysInBand keysInBand, boolean fillSilence, List<Codec> codecs) {

    public static final MediaSettings DEFAULT = new MediaSettings(
            Duration.ofMillis(500), Duration.ofSeconds(30), KeysInBand.WITHOUT_EVENTS, true, List.of(Codec.values()));

    /// Looking for tones costs as much as all else that is done with a frame.
    public enum KeysInBand {
        /// Only with a far end that does not send telephone events.
        WITHOUT_EVENTS,
        /// Always; a press that comes both ways is reported once.
        ALWAYS,
        NEVER
    }
}
