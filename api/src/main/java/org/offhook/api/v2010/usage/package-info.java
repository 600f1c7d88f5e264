/// What an account used, what that costs, and what is left.
@NullMarked
package org.offhook.api.v2010.usage;

import org.jspecify.annotations.NullMarked;
