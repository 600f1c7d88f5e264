/// Whether the names of SIP domains belong to the accounts that took them: shown by a TXT record or a file. The state
/// is kept with the domain; enter by [DomainProofs].
@NullMarked
package org.offhook.core.domains.proof;

import org.jspecify.annotations.NullMarked;
