package org.offhook.core.calls;

import org.jspecify.annotations.Nullable;
import org.offhook.core.web.Hook;

/// Where a REFER wants somebody to go.
///
/// @param target   the URI that it refers to
/// @param replaces the dialog whose place is to be taken (RFC 3891), or null
/// @param document who decides about it (`referUrl` of Dial); null when the target is called at once
public record TransferGoal(
        String target, @Nullable String replaces, @Nullable Hook document) {}
