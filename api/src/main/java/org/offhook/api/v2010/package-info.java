/// The resources under `/2010-04-01` (contract §1, §25, §26), one file each; [Resources] lists them. A resource
/// reads its form into a command for a desk of core, or a query for the store, and shows what comes back. The
/// store owns all state.
@NullMarked
package org.offhook.api.v2010;

import org.jspecify.annotations.NullMarked;
