package org.offhook.adapters.httpclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.adapters.httpclient.Client.answered;
import static org.offhook.adapters.httpclient.Client.code;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.core.web.AllowedDestination;
import org.offhook.core.web.DestinationPolicy;

/// No URL, however it is written and whatever the resolver says, leads to a place that the policy refuses. A
/// canary listens where the attacks aim.
class DestinationsTest {

    private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.1",
                "2130706433",
                "0x7f.0.0.1",
                "0x7f000001",
                "0177.0.0.1",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]",
                "0.0.0.0",
                "[::]",
                "localhost",
                "user:secret@127.0.0.1",
                "app.test",
                "app.test."
            })
    void nothingReachesLoopbackUnlessAllowed(String host) throws Exception {
        try (OddServer canary = OddServer.answering(ANSWER);
                Client client = new Client(DestinationPolicy.guarded(List.of()), name -> {
                    // As the system's resolver does, which reads such numbers as addresses, too.
                    try {
                        return List.of(java.net.Inet4Address.ofPosixLiteral(name));
                    } catch (IllegalArgumentException aName) {
                        return List.of(InetAddress.ofLiteral("127.0.0.1"));
                    }
                })) {
            assertThat(code(client.get("http://" + host + ":" + canary.port() + "/")))
                    .isEqualTo(11210);
            assertThat(canary.connections()).isZero();
        }
    }

    @Test
    void theConnectionGoesToTheAddressThatWasJudged() throws Exception {
        List<String> asked = new ArrayList<>();
        try (OddServer good = OddServer.on("127.0.0.2", 0, talk -> {
                    talk.request();
                    talk.say("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok");
                });
                OddServer canary = OddServer.on("127.0.0.1", good.port(), talk -> talk.say(ANSWER));
                Client client = new Client(guarded("127.0.0.2"), host -> {
                    asked.add(host);
                    // Rebinding: the second answer differs from the first.
                    return List.of(InetAddress.ofLiteral(asked.size() == 1 ? "127.0.0.2" : "127.0.0.1"));
                })) {
            String url = "http://rebind.example:" + good.port() + "/";
            answered(client.get(url));
            assertThat(asked).containsExactly("rebind.example");
            assertThat(code(client.get(url))).isEqualTo(11210);
            assertThat(good.connections()).isEqualTo(1);
            assertThat(canary.connections()).isZero();
        }
    }

    @Test
    void oneForbiddenAddressForbidsTheName() throws Exception {
        try (OddServer good = OddServer.on("127.0.0.2", 0, talk -> talk.say(ANSWER));
                Client client = new Client(
                        guarded("127.0.0.2"),
                        _ -> List.of(InetAddress.ofLiteral("127.0.0.2"), InetAddress.ofLiteral("127.0.0.1")))) {
            assertThat(code(client.get("http://two.example:" + good.port() + "/")))
                    .isEqualTo(11210);
            assertThat(good.connections()).isZero();
        }
    }

    @Test
    void anAllowedNameReachesItsPortOnly() throws Exception {
        try (OddServer app = OddServer.answering(ANSWER);
                OddServer other = OddServer.answering(ANSWER);
                Client client = new Client(guarded("app.test:" + app.port()), Client::testNames)) {
            answered(client.get("http://app.test:" + app.port() + "/"));
            assertThat(code(client.get("http://app.test:" + other.port() + "/")))
                    .isEqualTo(11210);
            assertThat(other.connections()).isZero();
        }
    }

    @Test
    void whenAnAddressDoesNotAnswerTheNextIsTried() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (OddServer app = OddServer.on("127.0.0.2", 0, talk -> {
                    talk.request();
                    talk.say(ANSWER);
                });
                Client client = new Client(DestinationPolicy.open(), _ -> {
                    asked.incrementAndGet();
                    return List.of(InetAddress.ofLiteral("127.0.0.3"), InetAddress.ofLiteral("127.0.0.2"));
                })) {
            answered(client.get("http://two.example:" + app.port() + "/"));
            assertThat(asked).hasValue(1);
        }
    }

    private static DestinationPolicy guarded(String allowed) {
        return DestinationPolicy.guarded(
                AllowedDestination.parse(allowed).stream().toList());
    }
}
