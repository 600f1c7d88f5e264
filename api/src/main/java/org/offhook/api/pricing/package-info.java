/// The product "pricing" (SPEC API-3): what the operator has configured, in the shapes that the client libraries
/// read.
@NullMarked
package org.offhook.api.pricing;

import org.jspecify.annotations.NullMarked;
