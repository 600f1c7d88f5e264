package org.offhook.server.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.offhook.server.peers.LiveServer;

/// Every field of an INVITE with every kind of anomaly, in the manner of the PROTOS test suite for SIP: each is
/// answered or dropped, and none costs the server anything.
final class AnomaliesTest {

    private static final String OFFER = String.join(
            "\r\n",
            "v=0",
            "o=- 1 1 IN IP4 127.0.0.1",
            "s=-",
            "c=IN IP4 127.0.0.1",
            "t=0 0",
            "m=audio 9 RTP/AVP 0 101",
            "a=rtpmap:101 telephone-event/8000",
            "");

    private static final List<String> ANOMALIES = List.of(
            "",
            " ",
            "a".repeat(64),
            "a".repeat(1_024),
            "a".repeat(16_384),
            "a".repeat(40_000),
            "%s%n%x%00%zz",
            "\u0000",
            "\u0001\u001b\u007f",
            "\r\n",
            "\n\t",
            "-1",
            "2147483648",
            "4294967296",
            "9223372036854775808",
            "9".repeat(60),
            ";;;;",
            ",,,,",
            "::::",
            "@@@@",
            "<<<<",
            ">>>>",
            "\"",
            "[[::",
            "\u00c3(\ud83d\ude00");

    /// Places in [#INVITE] that are replaced, one at a time.
    private static final List<String> PLACES = List.of(
            "INVITE sip",
            "sip:x",
            "127.0.0.1 SIP",
            "SIP/2.0\r",
            "SIP/2.0/UDP",
            "9999",
            "z9hG4bK",
            "\"Mallory\"",
            "sip:m@",
            "tag",
            "t1",
            "callid",
            "@here",
            "1 INVITE",
            "INVITE\r",
            "70",
            "sip:m2",
            "60",
            "application",
            "/sdp",
            "v=0",
            "o=-",
            "1 1",
            "IN IP4",
            "s=-",
            "c=IN",
            "t=0 0",
            "m=audio",
            "RTP/AVP",
            "0 101",
            "rtpmap",
            "telephone-event",
            "8000");

    private static final String INVITE = String.join(
            "\r\n",
            "INVITE sip:x@127.0.0.1 SIP/2.0",
            "Via: SIP/2.0/UDP 127.0.0.1:9999;branch=z9hG4bK{};rport",
            "From: \"Mallory\" <sip:m@127.0.0.1>;tag=t1",
            "To: <sip:x@127.0.0.1>",
            "Call-ID: callid{}@here",
            "CSeq: 1 INVITE",
            "Max-Forwards: 70",
            "Contact: <sip:m2@127.0.0.1>",
            "Expires: 60",
            "Content-Type: application/sdp",
            "Content-Length: ",
            "");

    private static LiveServer server;

    @BeforeAll
    static void start() {
        server = LiveServer.start();
    }

    @AfterAll
    static void stop() {
        server.awaitQuiet(Duration.ofSeconds(40));
        server.close();
    }

    static Stream<String> places() {
        return PLACES.stream();
    }

    @ParameterizedTest
    @MethodSource("places")
    void noAnomalyInAFieldHurts(String place) {
        try (Attacker attacker = new Attacker(server)) {
            for (int i = 0; i < ANOMALIES.size(); i++) {
                String unique = Integer.toHexString(place.hashCode()) + "-" + i;
                String anomaly = ANOMALIES.get(i);
                String header = INVITE.replace("{}", unique);
                String body = OFFER;
                assertThat(header + body).contains(place);
                if (header.contains(place)) {
                    header = replaced(header, place, anomaly);
                } else {
                    body = replaced(body, place, anomaly);
                }
                attacker.send(header.strip() + " " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body);
            }
            attacker.findsTheServerAlive();
        }
    }

    private static String replaced(String text, String place, String by) {
        int at = text.indexOf(place);
        return text.substring(0, at) + by + text.substring(at + place.length());
    }
}
