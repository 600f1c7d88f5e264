/// Speech engines: implementations of [org.offhook.core.speech.SpeechEngine]. Enter by [Engines], which lists
/// them. An engine owns its voices or child processes and bounds how many speak at once and for how long; it is
/// safe from any thread, blocks, and answers every text with a sound or a reason. All of them pass the same
/// contract test. Choosing among engines and caching are core.sounds' business.
@NullMarked
package org.offhook.adapters.tts;

import org.jspecify.annotations.NullMarked;
