/// Numbers outside the platform that an account may show, because it proved that it answers them: a call asks
/// for
/// a code. Enter by [CallerIdDesk]; the store owns the state, the pages of the asking call are the platform's
/// own.
@NullMarked
package org.offhook.core.callerids;

import org.jspecify.annotations.NullMarked;
