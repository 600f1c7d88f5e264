/// What accounts used and what it costs. Whatever is used is priced when it ends, by [Prices], in the transaction of
/// its end; the event of the end tells the price. [UsageWatch] counts the log into sums of days and months
/// ([UsageSum], one writer), by which triggers fire; enter by [UsageDesk] to read them.
@NullMarked
package org.offhook.core.usage;

import org.jspecify.annotations.NullMarked;
