/// Samples and how they are written: G.711, conversion of rates, WAV files to [org.offhook.core.media.Audio].
///
/// Doors: [org.offhook.media.codec.Codec] for what goes over the wire, [org.offhook.media.codec.WavDecoder] for
/// files, [org.offhook.media.codec.Resampler] for any rate to 8,000 a second. Tables and pure functions; no
/// state.
@NullMarked
package org.offhook.media.codec;

import org.jspecify.annotations.NullMarked;
