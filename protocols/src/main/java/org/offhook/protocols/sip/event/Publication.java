package org.offhook.protocols.sip.event;

/// The state that one device has published.
///
/// @param tag       by which the device names it (SIP-ETag)
/// @param device    where it came from, as [Publish#device]
/// @param expiresAt epoch second; at that second it is gone
public record Publication(String tag, String device, long expiresAt, Presence state) {

    public boolean isGoneAt(long epochSecond) {
        return expiresAt <= epochSecond;
    }
}
