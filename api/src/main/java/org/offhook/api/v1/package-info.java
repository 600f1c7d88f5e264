/// Offhook's own resources under `/v1`: what happened, as CloudEvents. [TimelineResource] tells one call's
/// story, [EventsResource] an account's, live. The event log in the store is the only state.
@NullMarked
package org.offhook.api.v1;

import org.jspecify.annotations.NullMarked;
