/// Speech from text. Engines implement [SpeechEngine] and are listed in one registry in the adapters.
@NullMarked
package org.offhook.core.speech;

import org.jspecify.annotations.NullMarked;
