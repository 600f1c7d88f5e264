/// Session descriptions (RFC 8866) and the offer/answer model for audio (RFC 3264).
///
/// Doors: [org.offhook.protocols.sdp.SdpReader] turns text into a
/// [org.offhook.protocols.sdp.SessionDescription], [org.offhook.protocols.sdp.SdpWriter] turns it back,
/// [org.offhook.protocols.sdp.OfferAnswer] makes offers, answers them and reads answers. Everything is an
/// immutable value or a pure function: nobody owns state here. A session description comes from a stranger, so
/// every size has a limit in [org.offhook.protocols.sdp.SdpLimits], and text beyond it is malformed, never
/// truncated.
@NullMarked
package org.offhook.protocols.sdp;

import org.jspecify.annotations.NullMarked;
