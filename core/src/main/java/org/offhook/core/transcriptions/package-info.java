/// Transcriptions of recordings (contract §12): rows that are stored with the recording they are of, and worked off
/// afterwards, after a restart too. Enter by [TranscriptionDesk].
@NullMarked
package org.offhook.core.transcriptions;

import org.jspecify.annotations.NullMarked;
