/// The lexical ground of SIP (RFC 3261 §25.1): which characters may stand where, and a cursor that reads
/// tokens, quoted strings and escapes from a string. No state, no knowledge of any particular header field.
///
/// Door: [org.offhook.protocols.sip.text.Cursor].
@NullMarked
package org.offhook.protocols.sip.text;

import org.jspecify.annotations.NullMarked;
