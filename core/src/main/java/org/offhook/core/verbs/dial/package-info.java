/// The verb Dial (contract §7.1, §7.2): [Dial] is its attributes, [Noun]s are whom to call, and the story of
/// one dialling is told from top to bottom in [DialRun]. Each party is a leg with a script of its own that
/// reports to the caller's leg.
@NullMarked
package org.offhook.core.verbs.dial;

import org.jspecify.annotations.NullMarked;
