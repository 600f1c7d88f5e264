/// Conferences and who is in them. The state is that of [org.offhook.core.conferences.ConferenceDesk].
@NullMarked
package org.offhook.api.v2010.conferences;

import org.jspecify.annotations.NullMarked;
