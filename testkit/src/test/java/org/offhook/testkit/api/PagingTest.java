package org.offhook.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.testkit.api.ApiFixture.HOME;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.core.calls.Call;
import org.offhook.core.ids.Sid;
import org.offhook.core.store.Change;

/// Lists in pages: the envelope, and that a walk loses and repeats nothing.
final class PagingTest {

    private static final String CALLS = HOME + "/Calls.json";

    private final ApiFixture fixture = new ApiFixture();
    private int made;

    @Test
    void anEmptyListIsOnePage() {
        JsonNode page = fixture.alice.get(CALLS).json();
        assertThat(page.toString())
                .isEqualTo("{\"calls\":[],\"page\":0,\"page_size\":50,\"start\":0,\"end\":0,\"uri\":\"" + CALLS
                        + "\",\"first_page_uri\":\"" + CALLS + "?PageSize=50&Page=0\",\"next_page_uri\":null,"
                        + "\"previous_page_uri\":null}");
    }

    @Test
    void pagesAreLinkedByRelativeUrisThatKeepTheFilters() {
        add(5);
        JsonNode first = fixture.alice.get(CALLS + "?Unknown=%3C1&PageSize=2").json();
        assertThat(first.get("end").asInt()).isEqualTo(1);
        String next = first.get("next_page_uri").asText();
        assertThat(next).startsWith(CALLS + "?Unknown=%3C1&PageSize=2&Page=1&PageToken=PA");
        JsonNode second = fixture.alice.get(next).json();
        assertThat(second.get("start").asInt()).isEqualTo(2);
        assertThat(second.get("uri").asText()).isEqualTo(next);
        JsonNode third = fixture.alice.get(second.get("next_page_uri").asText()).json();
        assertThat(third.get("calls")).hasSize(1);
        assertThat(third.get("next_page_uri").isNull()).isTrue();
        JsonNode back =
                fixture.alice.get(third.get("previous_page_uri").asText()).json();
        assertThat(sids(back)).isEqualTo(sids(second));
    }

    @Test
    void aListThatFillsItsPageExactlyHasNoNext() {
        add(4);
        JsonNode first = fixture.alice.get(CALLS + "?PageSize=4").json();
        assertThat(first.get("next_page_uri").isNull()).isTrue();
    }

    @Test
    void aPageTokenThatIsRepeatedCountsOnce() {
        add(5);
        String next = fixture.alice.get(CALLS + "?PageSize=2").at("/next_page_uri");
        String token = next.substring(next.indexOf("&PageToken="));
        assertThat(fixture.alice.get(next + token).json().get("calls"))
                .isEqualTo(fixture.alice.get(next).json().get("calls"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PageSize=0 20007",
                "PageSize=1001 20007",
                "PageSize=many 20007",
                "PageToken=nonsense 21481",
                "PageToken=PA 21481",
                "Page=1 20422",
                "Page=-1 20422"
            })
    void whatIsNoPageIsRefused(String given) {
        String[] parts = given.split(" ");
        assertThat(fixture.alice.get(CALLS + "?" + parts[0]).at("/code")).isEqualTo(parts[1]);
    }

    @Test
    void aWalkLosesAndRepeatsNothingWhileRowsComeAndGo() {
        for (int seed = 0; seed < 200; seed++) {
            walk(new SplittableRandom(seed), seed);
        }
    }

    /// Walks down through all pages while others add, change and remove calls; and back up again.
    private void walk(SplittableRandom random, int seed) {
        ApiFixture world = new ApiFixture();
        List<Sid> alive = new ArrayList<>();
        int count = 1 + random.nextInt(30);
        for (int i = 0; i < count; i++) {
            alive.add(put(world, random));
        }
        Set<Sid> fromTheStart = new HashSet<>(alive);
        Set<String> removed = new HashSet<>();
        List<String> seen = new ArrayList<>();
        String last = null;
        String uri = CALLS + "?PageSize=" + (1 + random.nextInt(7));
        while (uri != null) {
            JsonNode page = world.alice.get(uri).json();
            seen.addAll(sids(page));
            last = uri;
            uri = page.get("next_page_uri").isNull()
                    ? null
                    : page.get("next_page_uri").asText();
            meanwhile(world, random, alive, removed);
        }
        assertThat(seen).as("seed %s: nothing twice", seed).doesNotHaveDuplicates();
        List<String> stayed = fromTheStart.stream()
                .map(Sid::value)
                .filter(sid -> !removed.contains(sid))
                .toList();
        assertThat(seen).as("seed %s: nothing lost", seed).containsAll(stayed);

        List<String> upwards = new ArrayList<>();
        for (String up = last; up != null; ) {
            JsonNode page = world.alice.get(up).json();
            upwards.addAll(sids(page));
            up = page.get("previous_page_uri").isNull()
                    ? null
                    : page.get("previous_page_uri").asText();
        }
        assertThat(upwards).as("seed %s: nothing twice upwards", seed).doesNotHaveDuplicates();
    }

    private void meanwhile(ApiFixture world, SplittableRandom random, List<Sid> alive, Set<String> removed) {
        for (int i = random.nextInt(3); i > 0; i--) {
            put(world, random);
        }
        if (!alive.isEmpty() && random.nextInt(3) == 0) {
            Sid gone = alive.remove(random.nextInt(alive.size()));
            removed.add(gone.value());
            world.store.commit(Change.remove(Call.KIND, gone));
        }
    }

    /// Calls of one moment are many in life.
    private Sid put(ApiFixture world, SplittableRandom random) {
        made++;
        Call call = ApiFixture.call(
                made, Map.of("created", ApiFixture.NOON.plusSeconds(made / (1 + random.nextInt(2)) / 4)));
        world.store.commit(Change.put(Call.KIND, call));
        return call.sid();
    }

    private void add(int count) {
        for (int i = 0; i < count; i++) {
            put(fixture, new SplittableRandom(i));
        }
    }

    private static List<String> sids(JsonNode page) {
        List<String> sids = new ArrayList<>();
        page.get("calls").forEach(call -> sids.add(call.get("sid").asText()));
        return sids;
    }
}
