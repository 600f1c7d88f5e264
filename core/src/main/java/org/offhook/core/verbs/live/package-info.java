/// Verbs for what runs beside the story of a call: `Start` and `Stop`, and `Connect`, which waits for it. A new
/// noun is a file and a line in [org.offhook.core.verbs.live.Start] or its sisters.
@NullMarked
package org.offhook.core.verbs.live;

import org.jspecify.annotations.NullMarked;
