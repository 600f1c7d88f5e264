/// Text from speech. Engines implement [SpeechRecogniser] and are listed in one registry in the adapters; scripts
/// ask the one door [Recognition], which never blocks.
@NullMarked
package org.offhook.core.recognition;

import org.jspecify.annotations.NullMarked;
