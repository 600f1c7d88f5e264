/// Encrypted and authenticated RTP and RTCP (RFC 3711) with keys that travel in the session description
/// (RFC 4568): AES in counter mode, HMAC-SHA1. One [SrtpReceiver] and one [SrtpSender] belong to one leg and to
/// the thread that runs it; they change packets in place.
///
/// Doors: [CryptoSuite], [SrtpReceiver], [SrtpSender].
@NullMarked
package org.offhook.protocols.srtp;

import org.jspecify.annotations.NullMarked;
