/// What a thief of an account can spend at most: who may be called, how many at once and in a second, and how much a
/// day may cost. Enter by [TollGuard], which keeps the calls that are on; every way out to a carrier asks it.
@NullMarked
package org.offhook.core.tolls;

import org.jspecify.annotations.NullMarked;
