/// The call router. [Call] is the resource, [CallDesk] the door: it opens incoming calls, places outgoing ones
/// and changes live ones. A call's story runs in its script; when the script has returned, the call is over.
@NullMarked
package org.offhook.core.calls;

import org.jspecify.annotations.NullMarked;
