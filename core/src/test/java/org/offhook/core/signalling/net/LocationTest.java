package org.offhook.core.signalling.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.offhook.core.signalling.net.Dns.Naptr;
import org.offhook.core.signalling.net.Dns.Srv;
import org.offhook.protocols.sip.SipUri;

/// RFC 3263 with a zone that the test writes.
class LocationTest {

    private final Map<String, List<Naptr>> naptrs = new HashMap<>();
    private final Map<String, List<Srv>> srvs = new HashMap<>();
    private final Map<String, List<String>> addresses = new HashMap<>();
    private boolean down;
    private final Dns zone = new Dns() {
        @Override
        public List<Naptr> naptr(String name) throws IOException {
            return answer(naptrs, name);
        }

        @Override
        public List<Srv> srv(String name) throws IOException {
            return answer(srvs, name);
        }

        @Override
        public List<String> addresses(String name) {
            return addresses.getOrDefault(name, List.of());
        }
    };

    private <T> List<T> answer(Map<String, List<T>> records, String name) throws IOException {
        if (down) {
            throw new IOException("no name server");
        }
        return records.getOrDefault(name, List.of());
    }

    @Test
    void aNameWithoutRecordsIsTriedAtItsAddressesAndTheUsualPort() {
        addresses.put("sip.example", List.of("192.0.2.1", "2001:db8::1"));
        assertThat(places("sip:sip.example")).containsExactly("udp:192.0.2.1:5060", "udp:2001:db8::1:5060");
        assertThat(places("sip:sip.example;transport=tcp"))
                .containsExactly("tcp:192.0.2.1:5060", "tcp:2001:db8::1:5060");
        assertThat(places("sip:nobody.example")).isEmpty();
    }

    @Test
    void aPortLeavesTheAddressesOnly() {
        addresses.put("sip.example", List.of("192.0.2.1"));
        srvs.put("_sip._udp.sip.example", List.of(new Srv(1, 1, 7000, "other.example")));
        assertThat(places("sip:sip.example:5080")).containsExactly("udp:192.0.2.1:5080");
    }

    @Test
    void naptrSaysByWhichTransportAndSrvWhere() {
        naptrs.put(
                "example.com",
                List.of(
                        new Naptr(20, 1, "s", "SIP+D2U", "_sip._udp.example.com"),
                        new Naptr(10, 2, "S", "sip+d2t", "_sip._tcp.example.com"),
                        new Naptr(10, 1, "s", "SIPS+D2T", "_sips._tcp.example.com"),
                        new Naptr(1, 1, "u", "E2U+sip", "")));
        srvs.put("_sip._tcp.example.com", List.of(new Srv(1, 0, 5070, "one.example.com")));
        srvs.put("_sip._udp.example.com", List.of(new Srv(1, 0, 5071, "two.example.com")));
        srvs.put("_sips._tcp.example.com", List.of(new Srv(1, 0, 5072, "one.example.com")));
        addresses.put("one.example.com", List.of("192.0.2.1"));
        addresses.put("two.example.com", List.of("192.0.2.2"));
        assertThat(places("sip:example.com")).containsExactly("tcp:192.0.2.1:5070", "udp:192.0.2.2:5071");
        assertThat(places("sip:example.com;transport=udp")).containsExactly("udp:192.0.2.2:5071");
    }

    @Test
    void serversComeByPriorityAndAmongEqualsByWeight() {
        srvs.put(
                "_sip._udp.example.com",
                List.of(
                        new Srv(20, 0, 5060, "spare.example.com"),
                        new Srv(10, 90, 5060, "strong.example.com"),
                        new Srv(10, 10, 5060, "weak.example.com"),
                        new Srv(30, 0, 5060, ".")));
        addresses.put("spare.example.com", List.of("192.0.2.3"));
        addresses.put("strong.example.com", List.of("192.0.2.1"));
        addresses.put("weak.example.com", List.of("192.0.2.2"));
        int strongFirst = 0;
        Location location = location(Set.of(Transport.UDP, Transport.TCP));
        for (int i = 0; i < 1_000; i++) {
            List<Flow> found = location.of(SipUri.parse("sip:example.com"));
            assertThat(found).hasSize(3).last().extracting(Flow::address).isEqualTo("192.0.2.3");
            strongFirst += found.getFirst().address().equals("192.0.2.1") ? 1 : 0;
        }
        assertThat(strongFirst).isBetween(850, 940);
    }

    @Test
    void secureUrisGoByTlsOrNotAtAll() {
        srvs.put("_sip._udp.example.com", List.of(new Srv(1, 0, 5060, "one.example.com")));
        srvs.put("_sips._tcp.example.com", List.of(new Srv(1, 0, 5071, "one.example.com")));
        addresses.put("one.example.com", List.of("192.0.2.1"));
        addresses.put("example.com", List.of("192.0.2.9"));
        Location secure = location(Set.of(Transport.UDP, Transport.TLS));
        assertThat(secure.of(SipUri.parse("sips:example.com")))
                .containsExactly(new Flow(Transport.TLS, "192.0.2.1", 5071, Flow.ANY, "example.com"));
        assertThat(places("sips:example.com")).isEmpty();
        assertThat(places("sips:example.com:5061")).isEmpty();
        assertThat(places("sip:example.com;transport=tls")).isEmpty();
    }

    @Test
    void whenNoNameServerAnswersTheAddressesAreTried() {
        down = true;
        addresses.put("pbx.example", List.of("192.0.2.4"));
        assertThat(places("sip:pbx.example")).containsExactly("udp:192.0.2.4:5060");
    }

    @Test
    void noMoreThanSomePlacesAreTried() {
        addresses.put(
                "many.example",
                java.util.stream.IntStream.range(0, 200)
                        .mapToObj(i -> "192.0.2." + i)
                        .toList());
        assertThat(places("sip:many.example")).hasSize(Location.MOST);
    }

    private List<String> places(String uri) {
        return location(Set.of(Transport.UDP, Transport.TCP)).of(SipUri.parse(uri)).stream()
                .map(Flow::toString)
                .toList();
    }

    private Location location(Set<Transport> served) {
        return new Location(zone, served, new Random(3));
    }
}
