package org.offhook.testkit.trunks;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.offhook.core.signalling.InviteHandler;
import org.offhook.core.signalling.LegEvent;
import org.offhook.core.signalling.OutgoingInvite;
import org.offhook.core.signalling.Signalling;
import org.offhook.core.trunks.Carriers;
import org.offhook.core.trunks.Loopback;
import org.offhook.core.trunks.Route;
import org.offhook.core.trunks.Trunk;
import org.offhook.core.trunks.gateway.Failover;
import org.offhook.core.trunks.gateway.Gateway;
import org.offhook.core.trunks.gateway.Gateways;
import org.offhook.core.trunks.gateway.Watch;
import org.offhook.core.web.DestinationPolicy;
import org.offhook.testkit.kernel.Timeline;

/// Which carrier a number goes to.
final class CarriersTest {

    private final Timeline time = Timeline.seeded(1);
    private final Gateways gateways = new Gateways(time);

    @Test
    void theLongestPrefixThatIsUpAndThenTheLowestPriceComesFirst() {
        Carriers carriers = new Carriers(
                List.of(
                        trunk("world", "", "0.03"),
                        trunk("dear", "+49", "0.02"),
                        trunk("cheap", "+49", "0.01"),
                        trunk("berlin", "+4930", "0.05")),
                gateways);

        assertThat(hosts(carriers, "+49301234")).containsExactly("berlin", "cheap", "dear", "world");
        assertThat(hosts(carriers, "+49891234")).containsExactly("cheap", "dear", "world");
        assertThat(hosts(carriers, "+1555")).containsExactly("world");

        gateway("berlin").failed();
        assertThat(hosts(carriers, "+49301234")).containsExactly("cheap", "dear", "world", "berlin");
        time.runFor(Gateway.REST);
        assertThat(hosts(carriers, "+49301234")).startsWith("berlin");
    }

    @Test
    void aNumberThatNoCarrierTakesHasNoWay() {
        assertThat(new Carriers(List.of(trunk("de", "+49", "0")), gateways).to("+1555"))
                .isEmpty();
    }

    @Test
    void aNumberIsWrittenAsTheCarrierWantsIt() {
        Carriers carriers = new Carriers(
                List.of(new Trunk("old", "sip:old.example;transport=tcp", null, List.of(), BigDecimal.ZERO, 0, "00")),
                gateways);

        assertThat(carriers.to("+4930").getFirst().target()).isEqualTo("sip:004930@old.example;transport=tcp");
    }

    @Test
    void aPlaceThatAnswersAProbeIsUpAgainAndOneThatIsSilentIsDown() {
        new Carriers(List.of(trunk("a", "", "0"), trunk("b", "", "0")), gateways);
        Gateway place = gateways.place("sip:pbx.example");
        gateway("a").failed();
        place.failed();
        List<String> asked = new ArrayList<>();
        new Watch(
                        gateways,
                        (uri, destinations, answer) -> {
                            asked.add(uri + (destinations == null ? "" : " guarded"));
                            answer.accept(uri.contains("@b") || uri.contains(":b") ? 408 : 405);
                        },
                        time,
                        DestinationPolicy.open())
                .start();
        time.runFor(Watch.PERIOD.plus(Duration.ofSeconds(1)));

        assertThat(asked).containsExactly("sip:a.example", "sip:b.example", "sip:pbx.example guarded");
        assertThat(gateway("a").isUp()).isTrue();
        assertThat(gateway("b").isUp()).isFalse();
        assertThat(place.isUp()).isTrue();
    }

    /// RFC 7339: who asks for fewer calls is there, and gets those that it takes.
    @Test
    void aCarrierThatAsksForFewerCallsIsPassedOverAndStaysUp() {
        List<LegEvent> heard = new ArrayList<>();
        Gateway busy = gateways.carrier("busy", "sip:busy.example", 0);
        Gateway down = gateways.carrier("down", "sip:down.example", 0);
        Signalling network = (invite, events) -> {
            boolean first = invite.target().contains("busy");
            events.accept(new LegEvent.Refused(503, first ? LegEvent.HELD_BACK : "Service Unavailable", Map.of()));
            return new Loopback((_, _) -> new InviteHandler.Admission.Refused(404, "", Map.of()), "x")
                    .invite(invite, _ -> {});
        };
        Failover.invite(
                network,
                List.of(
                        new Failover.Attempt(order("sip:1@busy.example"), busy),
                        new Failover.Attempt(order("sip:1@down.example"), down)),
                heard::add);

        assertThat(heard)
                .containsExactly(
                        new LegEvent.Rerouted("busy", 503), new LegEvent.Refused(503, "Service Unavailable", Map.of()));
        assertThat(busy.isUp()).isTrue();
        assertThat(down.isUp()).isFalse();
    }

    private static OutgoingInvite order(String target) {
        return new OutgoingInvite(target, null, "sip:a@b", null, target, Map.of(), "", null);
    }

    private Gateway gateway(String name) {
        return gateways.carriers().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> hosts(Carriers carriers, String number) {
        return carriers.to(number).stream()
                .map(Route.Outside::target)
                .map(target -> target.replaceAll(".*@|\\.example", ""))
                .toList();
    }

    private static Trunk trunk(String name, String prefix, String price) {
        return new Trunk(
                name,
                "sip:" + name + ".example",
                null,
                prefix.isEmpty() ? List.of() : List.of(prefix),
                new BigDecimal(price),
                0,
                "+");
    }
}
