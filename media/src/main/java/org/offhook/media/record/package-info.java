/// Recording: which samples of a leg are kept, and when a recording is over.
///
/// Enter by [org.offhook.media.record.LegRecorder], one for each running recording, owned by the leg's shard.
/// [org.offhook.media.record.SpeechDetector] tells speech from silence. The sink behind it does the writing.
@NullMarked
package org.offhook.media.record;

import org.jspecify.annotations.NullMarked;
