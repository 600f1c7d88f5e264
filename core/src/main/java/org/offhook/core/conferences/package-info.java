/// Conferences (contract §6.3, §7.2, §16): [ConferenceDesk] is the door, for call scripts that enter and for
/// REST. Each conference that lives is a script of its own, which alone knows who is in it, owns the mix, and
/// tells each member by [Notice] what to do; [Conference] and [Participant] are what is stored.
@NullMarked
package org.offhook.core.conferences;

import org.jspecify.annotations.NullMarked;
