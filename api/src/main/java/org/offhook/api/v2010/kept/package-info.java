/// Resources that are no more than what an account set up: a [Shape] says which fields they have,
/// [KeptResource]
/// does the rest. The state is [org.offhook.core.assets.Asset]s.
@NullMarked
package org.offhook.api.v2010.kept;

import org.jspecify.annotations.NullMarked;
