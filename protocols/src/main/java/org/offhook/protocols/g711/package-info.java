/// The two laws of telephone sound, one byte a sample (ITU-T G.711).
@NullMarked
package org.offhook.protocols.g711;

import org.jspecify.annotations.NullMarked;
