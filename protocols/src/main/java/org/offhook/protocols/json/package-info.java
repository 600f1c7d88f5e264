/// JSON (RFC 8259) as text that somebody sends us, read without trust, and text that we write.
@NullMarked
package org.offhook.protocols.json;

import org.jspecify.annotations.NullMarked;
