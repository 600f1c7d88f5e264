/// The media layer of a call (SPEC MEDIA-1 to MEDIA-4): cache, then processing, then origin. [MediaLayer] is
/// the door and implements [org.offhook.core.media.Sounds]: speech is made once and kept ([SpeechDesk]), files
/// are fetched, decoded and kept as long as their server says ([FileFetch]), requests for the same sound become
/// one ([Flights]), and what is kept is bounded by bytes ([SoundCache]). Work that blocks or takes long runs on
/// the executor that is handed in. All state is in memory and belongs to the layer; [PromptStore] may keep
/// speech longer than that.
@NullMarked
package org.offhook.core.sounds;

import org.jspecify.annotations.NullMarked;
