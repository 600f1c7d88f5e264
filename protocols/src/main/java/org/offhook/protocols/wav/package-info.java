/// WAV files: what their headers say, and headers for recordings.
///
/// Doors: [org.offhook.protocols.wav.WavReader] finds the samples in a file that may come from anywhere;
/// [org.offhook.protocols.wav.WavHeader] makes the header of a recording and mends it after a crash. No state,
/// no I/O.
@NullMarked
package org.offhook.protocols.wav;

import org.jspecify.annotations.NullMarked;
