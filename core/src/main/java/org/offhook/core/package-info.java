/// What the platform decides. Pure: no socket, clock, thread or random source; all of these are handed in
/// through ports that live in the package that needs them. Enter by the desks: `calls.CallDesk`,
/// `messages.MessageDesk`, `numbers.NumberDesk`.
@NullMarked
package org.offhook.core;

import org.jspecify.annotations.NullMarked;
