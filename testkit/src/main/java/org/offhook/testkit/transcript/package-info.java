/// What happened, as a person would tell it. Everybody in a world notes what it did and heard in the one
/// [Transcript]; a story test compares it with the text it expects.
@NullMarked
package org.offhook.testkit.transcript;

import org.jspecify.annotations.NullMarked;
