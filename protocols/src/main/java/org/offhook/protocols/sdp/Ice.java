package org.offhook.protocols.sdp;

import java.util.ArrayList;
import java.util.List;

/// What both sides settled for connectivity checks. We are a lite agent (RFC 8445 §2.5): the other side checks
/// and chooses, we answer. Sound and RTCP share a port, for there is one candidate.
public record Ice(IceCredentials ours, IceCredentials theirs) {

    /// A host candidate of the first component, the only one there is: 2^24 · 126 + 2^8 · 65,535 + 255 (RFC 8445
    /// §5.1.2).
    private static final long PRIORITY = 2_130_706_431L;

    /// What says of a session that its agent is lite.
    static final Attribute LITE = Attribute.property("ice-lite");

    static List<Attribute> attributes(IceCredentials ours, String host, int port) {
        List<Attribute> attributes = new ArrayList<>(ours.attributes());
        attributes.add(new Attribute("candidate", "1 1 udp " + PRIORITY + " " + host + " " + port + " typ host"));
        return attributes;
    }
}
