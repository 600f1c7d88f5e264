package org.offhook.protocols.sdp;

/// Sizes beyond which a session description is refused. A browser's full offer (audio, video, data, 50
/// candidates) stays under a quarter of each.
public final class SdpLimits {
    /// Characters in the whole description.
    public static final int TEXT = 65_536;

    /// Characters in one line.
    public static final int LINE = 4_096;

    /// Media sections (`m=` lines).
    public static final int MEDIA = 32;

    /// Attributes at session level and in each media section.
    public static final int ATTRIBUTES = 256;

    /// Formats in one `m=` line; RTP has 128 payload types.
    public static final int FORMATS = 128;

    private SdpLimits() {}
}
