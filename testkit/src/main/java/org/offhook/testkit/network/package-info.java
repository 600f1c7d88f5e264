/// A network in virtual time: packets between addresses, lost, doubled, delayed and overtaken as the seed
/// wills. [Network] owns who listens where. Enter by [Network#bind] and [Network#send].
@NullMarked
package org.offhook.testkit.network;

import org.jspecify.annotations.NullMarked;
