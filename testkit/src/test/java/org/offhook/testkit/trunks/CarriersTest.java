package org.offhook.testkit.trunks;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offhook.core.trunks.Carriers;
import org.offhook.core.trunks.Route;
import org.offhook.core.trunks.Trunk;
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
