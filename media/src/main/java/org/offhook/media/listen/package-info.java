/// What is made of a leg's sound while it is heard: utterances for speech recognition. Enter by
/// [org.offhook.media.listen.UtteranceCutter]; each is a tap on one leg, owned by the leg's shard.
@NullMarked
package org.offhook.media.listen;

import org.jspecify.annotations.NullMarked;
