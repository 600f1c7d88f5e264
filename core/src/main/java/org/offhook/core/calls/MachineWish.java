package org.offhook.core.calls;

import org.jspecify.annotations.Nullable;
import org.offhook.core.media.MachineDetection;
import org.offhook.core.web.Hook;

/// Whether a machine has answered is to be found out.
///
/// @param beside   the first document does not wait for it
/// @param callback told of the result when it is found out beside, or null
public record MachineWish(
        MachineDetection how, boolean beside, @Nullable Hook callback) {}
