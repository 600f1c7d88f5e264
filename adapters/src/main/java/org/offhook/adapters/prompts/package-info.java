/// Speech that outlives the process: [PromptFiles] implements [org.offhook.core.sounds.PromptStore] by files in
/// the data folder, named by a hash of everything the speech is made from. Nobody else writes there, and
/// deleting the folder costs nothing but time.
@NullMarked
package org.offhook.adapters.prompts;

import org.jspecify.annotations.NullMarked;
