package org.offhook.core.sounds;

import java.net.URI;
import org.offhook.core.ids.Sid;
import org.offhook.core.speech.Utterance;

/// What a kept sound is found by. Speech is the same for everybody: the key is all that it is made from. A file
/// belongs to the account that fetched it, with the password that stood in the URL.
sealed interface SoundKey {

    record Spoken(Utterance utterance) implements SoundKey {}

    record Fetched(Sid account, URI url) implements SoundKey {}
}
