/// Recordings as WAV files in the data folder: [FileRecordings] implements
/// [org.offhook.core.recordings.RecordingFiles]. The media shard hands over a second of samples at a time; one
/// writer thread owns all open files. A file under way has another suffix than a complete one, so that nobody
/// reads half a recording; names are made of Sids and nothing else. MP3 files are made of them on demand by a
/// thread of their own.
@NullMarked
package org.offhook.adapters.recordings;

import org.jspecify.annotations.NullMarked;
