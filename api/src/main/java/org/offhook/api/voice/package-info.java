/// The product "voice" (contract §25.3): ways of an account's own to carriers. A BYOC trunk, a connection policy and
/// each of its targets is an asset; what calls make of them is the business of core.
@NullMarked
package org.offhook.api.voice;

import org.jspecify.annotations.NullMarked;
