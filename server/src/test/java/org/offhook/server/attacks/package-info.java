/// Attacks on a whole server: what people have tried on others (the table in `docs/security.md` names each test)
/// must cost this one nothing. After every attack it answers OPTIONS, holds nothing, and has logged no error.
@NullMarked
package org.offhook.server.attacks;

import org.jspecify.annotations.NullMarked;
