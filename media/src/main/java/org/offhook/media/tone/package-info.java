/// Tones: keys in-band, found and made; beeps and call-progress sounds.
///
/// Doors: [org.offhook.media.tone.KeyDetector] is fed with the frames of one leg and owned by it;
/// [org.offhook.media.tone.Tones] makes [org.offhook.core.media.Audio] of tones.
@NullMarked
package org.offhook.media.tone;

import org.jspecify.annotations.NullMarked;
