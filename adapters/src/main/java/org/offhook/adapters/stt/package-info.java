/// Speech recognition engines. [org.offhook.adapters.stt.Recognisers] is their registry; each passes the contract
/// of [org.offhook.core.recognition.SpeechRecogniser].
@NullMarked
package org.offhook.adapters.stt;

import org.jspecify.annotations.NullMarked;
