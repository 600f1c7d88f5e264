/// The product "messaging" (contract §25.9): services that send from a pool of numbers and short codes. What they
/// do with messages is the business of core.
@NullMarked
package org.offhook.api.messaging;

import org.jspecify.annotations.NullMarked;
