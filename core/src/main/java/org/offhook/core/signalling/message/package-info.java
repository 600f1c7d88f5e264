/// What of SIP messages goes to applications, and what of applications goes into messages: session descriptions
/// and header fields.
///
/// Doors: [Descriptions] and [VisibleHeaders].
@NullMarked
package org.offhook.core.signalling.message;

import org.jspecify.annotations.NullMarked;
