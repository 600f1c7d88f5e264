/// Who asks, and whether they may. [Doorkeeper] decides for every way in: REST, event streams, later
/// WebSockets. What is not the caller's looks exactly like what is not there. The store owns the accounts.
@NullMarked
package org.offhook.api.auth;

import org.jspecify.annotations.NullMarked;
