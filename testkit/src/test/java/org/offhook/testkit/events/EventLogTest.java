package org.offhook.testkit.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.offhook.core.events.EventLog;
import org.offhook.core.events.EventQuery;
import org.offhook.core.events.EventType;
import org.offhook.core.events.Happening;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.Sids;
import org.offhook.testkit.contracts.Samples;
import org.offhook.testkit.store.MemoryStore;

final class EventLogTest {

    private static final Sid ACCOUNT = Samples.sid("AC", 1);
    private static final Sid SUBJECT = Samples.sid("BI", 1);
    private static final Happening CAME =
            new Happening(Instant.parse("2026-11-20T12:00:00Z"), EventType.REGISTERED, new LinkedHashMap<>());

    private final MemoryStore store = new MemoryStore();
    private final EventLog log = new EventLog(store, new Sids(new SplittableRandom(1)));

    /// The store holds none of the seven: had it been asked, the number would be 0.
    @Test
    void aSubjectWhoseEventsWereCountedIsNumberedOnWithoutAskingTheStore() {
        log.resume(SUBJECT, 7);
        log.submit(ACCOUNT, SUBJECT, List.of(), List.of(CAME, CAME));
        log.submit(ACCOUNT, SUBJECT, List.of(), List.of(CAME));

        assertThat(numbers()).containsExactly(7, 8, 9);
    }

    @Test
    void aSubjectThatIsHeldIsCountedInTheStore() {
        log.submit(ACCOUNT, SUBJECT, List.of(), List.of(CAME, CAME));
        log.hold(SUBJECT);
        log.submit(ACCOUNT, SUBJECT, List.of(), List.of(CAME));

        assertThat(numbers()).containsExactly(0, 1, 2);
    }

    private List<Integer> numbers() {
        return store.events(new EventQuery(ACCOUNT, SUBJECT, 0, 10)).stream()
                .map(stored -> stored.event().sequence())
                .toList();
    }
}
