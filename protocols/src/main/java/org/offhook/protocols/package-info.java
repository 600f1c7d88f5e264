/// What bytes mean: SIP, SDP, RTP, WAV and the markup. JDK only, and nothing that asks the machine for
/// anything, so that every class here can be fuzzed, simulated and read on its own.
@NullMarked
package org.offhook.protocols;

import org.jspecify.annotations.NullMarked;
