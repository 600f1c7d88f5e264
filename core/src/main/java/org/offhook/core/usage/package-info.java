/// What accounts used and what it costs: counted from the calls and messages themselves. Enter by [UsageDesk].
/// No
/// state of its own.
@NullMarked
package org.offhook.core.usage;

import org.jspecify.annotations.NullMarked;
