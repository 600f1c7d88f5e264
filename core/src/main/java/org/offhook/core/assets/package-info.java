/// What accounts set up and the platform keeps for them: applications, keys, addresses, SIP domains and the
/// like. Their fields are text by name ([Asset]), because hardly anybody but their owner looks at them; what
/// the
/// platform itself acts on has a reader here. Enter by [AssetDesk]; the store owns the state.
@NullMarked
package org.offhook.core.assets;

import org.jspecify.annotations.NullMarked;
