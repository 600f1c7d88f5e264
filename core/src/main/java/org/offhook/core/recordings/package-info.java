/// Recordings as resources; the sound itself lies in files behind [RecordingFiles].
@NullMarked
package org.offhook.core.recordings;

import org.jspecify.annotations.NullMarked;
