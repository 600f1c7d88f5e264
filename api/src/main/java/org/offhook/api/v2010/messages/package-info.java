/// What hangs on a message: its media, and what its receiver made of it.
@NullMarked
package org.offhook.api.v2010.messages;

import org.jspecify.annotations.NullMarked;
