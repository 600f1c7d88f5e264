/// Sound files of all kinds to [org.offhook.core.media.Audio].
///
/// Enter by [org.offhook.adapters.audiofile.FileDecoder]. WAV and MP3 are decoded here, so that the bare jar
/// plays the common cases; everything else by the program ffmpeg when it is installed, in a process of its own
/// that may read one file, has little memory and little time, and sees neither network nor the rest of the disk
/// when bubblewrap is installed too. A file comes from a stranger: its kind is decided by its bytes against a
/// closed list, and what it claims about its length is not believed. Nobody owns state here.
@NullMarked
package org.offhook.adapters.audiofile;

import org.jspecify.annotations.NullMarked;
