/// What every REST resource is made of: an [Operation] gets an [Ask] and gives an [Answer]; [Rest] puts the
/// doorkeeper before it and the renderer behind it; [Fields] reads its parameters, [Paging] walks its lists. No
/// state.
@NullMarked
package org.offhook.api.rest;

import org.jspecify.annotations.NullMarked;
