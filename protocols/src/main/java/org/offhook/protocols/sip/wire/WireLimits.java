package org.offhook.protocols.sip.wire;

/// What a message may take at most.
///
/// @param messageBytes the whole message; beyond it 513, on a stream the end of the connection
/// @param headerFields header field lines; beyond them 400
/// @param fieldBytes one header field or the start line; beyond them 400 (414 for the start line)
/// @param methodBytes the name of a method; beyond them 400
public record WireLimits(int messageBytes, int headerFields, int fieldBytes, int methodBytes) {

    /// 64 kB, 200 fields of 16 kB, methods of 64 bytes.
    public static final WireLimits DEFAULT = new WireLimits(65_535, 200, 16_384, 64);
}
