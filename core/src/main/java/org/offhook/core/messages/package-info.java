/// Messages as resources, and their way in and out.
@NullMarked
package org.offhook.core.messages;

import org.jspecify.annotations.NullMarked;
