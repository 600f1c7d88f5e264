/// What is logged and how: one event is one line, as JSON for machines or as text for a terminal. Enter by
/// [Logging#start]. Code logs through slf4j; fields are added as key-value pairs, never glued into the message.
/// Tokens, passwords, the Authorization header and typed digits are not logged at any level.
@NullMarked
package org.offhook.server.logging;

import org.jspecify.annotations.NullMarked;
