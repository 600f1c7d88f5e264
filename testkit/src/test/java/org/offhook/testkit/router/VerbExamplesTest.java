package org.offhook.testkit.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.offhook.core.events.EventType;
import org.offhook.core.trunks.Registrations.Binding;
import org.offhook.core.verbs.Verbs;

/// Every document on the pages about the verbs is carried out, and gives the warnings and errors that its page
/// promises and no others.
final class VerbExamplesTest {

    private static final String WAITING = "+15550177";
    private static final Pattern PATH = Pattern.compile("[\">](/[a-z-]+)");
    private static final Pattern NUMBER = Pattern.compile("\\+1555\\d{4}");
    private static final Set<String> NOUNS = Set.of("Number", "Sip", "Client", "Application", "Conference", "Queue");
    private static final String SUPPORT =
            "<Response><Enqueue waitUrl=\"/waiting\" action=\"/left\">support</Enqueue></Response>";

    static List<VerbExample> examples() {
        return VerbExample.all();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theExampleDoesWhatThePageSays(VerbExample example) {
        try (RouterWorld world = new RouterWorld()) {
            furnish(world, example);
            TestPhone waits = world.caller().dial(WAITING);
            world.run(Duration.ofSeconds(2));
            List<Integer> before = world.codes();
            TestPhone caller = world.phone("sip:+15550143@carrier.example").dial(RouterWorld.NUMBER);
            world.run(Duration.ofSeconds(2));
            if (!caller.isOver()) {
                caller.press("1");
            }
            world.run(Duration.ofSeconds(20));
            if (!caller.isOver()) {
                caller.hangUp();
            }
            if (!waits.isOver()) {
                waits.hangUp();
            }
            world.toTheEnd();

            assertThat(before).isEqualTo(example.waiting() ? world.codes() : List.of());
            assertThat(world.codes())
                    .as(world.tell())
                    .isEqualTo(example.expected() == 0 ? List.of() : List.of(example.expected()));
            if (NOUNS.contains(example.heading())) {
                assertThat(world.events(EventType.DIAL_STARTED)).hasSize(1);
            }
        }
    }

    /// The application answers every path that the example names, and the parties it calls are there.
    private static void furnish(RouterWorld world, VerbExample example) {
        Matcher path = PATH.matcher(example.document());
        while (path.find()) {
            world.app.on(path.group(1), "<Response><Pause length=\"2\"/></Response>");
        }
        world.app.on("/waiting", example.waiting() ? example.document() : "<Response><Pause length=\"9\"/></Response>");
        world.app.on("/left", "<Response><Say>Left.</Say></Response>");
        world.app.on("/support", SUPPORT);
        world.number(WAITING, "/support");
        world.answers(example.waiting() ? SUPPORT : example.document());
        Matcher number = NUMBER.matcher(example.document());
        while (number.find()) {
            world.outside(number.group());
        }
        DialApplicationTest.application(world, "AP00000000000000000000000000000007");
        world.streams.at("wss://app.example/listen");
        world.outside("desk");
        world.outside("recorder");
        world.outside("phone-of-ada");
        world.registered.put("ada", List.of(new Binding("sip:phone-of-ada@192.0.2.9", null)));
    }

    @Test
    void everyVerbAndNounHasAnExample() {
        Map<String, List<VerbExample>> byHeading =
                VerbExample.all().stream().collect(Collectors.groupingBy(VerbExample::heading));
        Set<String> wanted = new TreeSet<>(NOUNS);
        wanted.addAll(Verbs.ready());
        assertThat(wanted)
                .allSatisfy(name -> assertThat(byHeading.getOrDefault(name, List.of()))
                        .as(name)
                        .anySatisfy(example -> assertThat(example.document()).contains("<" + name)));
    }
}
