/// Who changed what of an account, for its owner to look at later (contract §25.6). The API writes it; the store
/// owns it.
@NullMarked
package org.offhook.core.audit;

import org.jspecify.annotations.NullMarked;
