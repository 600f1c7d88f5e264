package org.offhook.testkit.fakes;

import org.offhook.testkit.network.Address;

/// Session descriptions of the fakes: one audio stream, PCMU and telephone-event.
///
/// @param address where the writer wants its RTP
/// @param held    whether the writer wants to hear nothing
record SdpText(Address address, boolean held) {

    static String write(Address address, int version, String direction) {
        return """
                v=0
                o=- 1 %d IN IP4 %s
                s=-
                c=IN IP4 %s
                t=0 0
                m=audio %d RTP/AVP 0 101
                a=rtpmap:0 PCMU/8000
                a=rtpmap:101 telephone-event/8000
                a=fmtp:101 0-15
                a=%s
                """.formatted(version, address.host(), address.host(), address.port(), direction)
                .replace("\n", "\r\n");
    }

    /// @throws IllegalArgumentException when there is no audio in it
    static SdpText read(String text) {
        String host = "";
        int port = 0;
        boolean held = false;
        for (String line : text.split("\r\n")) {
            if (line.startsWith("c=IN IP4 ")) {
                host = line.substring(9).strip();
            } else if (line.startsWith("m=audio ")) {
                port = Integer.parseInt(line.split(" ")[1]);
            } else if (line.equals("a=sendonly") || line.equals("a=inactive")) {
                held = true;
            }
        }
        if (host.isEmpty() || port == 0) {
            throw new IllegalArgumentException("no audio in " + text);
        }
        return new SdpText(new Address(host, port), held);
    }
}
