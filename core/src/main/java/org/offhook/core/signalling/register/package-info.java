/// Registrations: who may register ([Users]), and where they can be reached ([Bindings]). The signalling loop
/// asks both and goes on with other work until they answer.
@NullMarked
package org.offhook.core.signalling.register;

import org.jspecify.annotations.NullMarked;
