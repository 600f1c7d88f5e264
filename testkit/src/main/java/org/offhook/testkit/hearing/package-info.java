/// Judges sound, independently of the platform's own media code: [Sound] is made, read and measured here (level
/// over time, share of a frequency, keys), and [Likeness] finds one sound inside another, so that a test can
/// say which words were heard. Values only; nobody owns state. Reading and speaking use the programs ffmpeg and
/// espeak-ng.
@NullMarked
package org.offhook.testkit.hearing;

import org.jspecify.annotations.NullMarked;
