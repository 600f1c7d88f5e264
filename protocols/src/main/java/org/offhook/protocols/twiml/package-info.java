/// The form of instruction documents: bytes to a bounded tree of [Element]s ([DocumentParser]). What the
/// elements mean is the call router's business.
@NullMarked
package org.offhook.protocols.twiml;

import org.jspecify.annotations.NullMarked;
