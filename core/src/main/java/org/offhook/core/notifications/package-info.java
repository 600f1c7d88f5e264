/// What went wrong or looked odd, with the request and response it happened in; for the developer of the
/// application.
@NullMarked
package org.offhook.core.notifications;

import org.jspecify.annotations.NullMarked;
