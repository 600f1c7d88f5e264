package org.offhook.testkit.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.offhook.core.events.EventLog;
import org.offhook.core.events.EventQuery;
import org.offhook.core.events.EventType;
import org.offhook.core.events.Happening;
import org.offhook.core.events.StoredEvent;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.Sids;
import org.offhook.core.presence.Lamps;
import org.offhook.core.presence.PresenceDesk;
import org.offhook.core.presence.PresenceLimits;
import org.offhook.core.presence.PresencePackage;
import org.offhook.core.presence.PublishedRow;
import org.offhook.core.signalling.event.Watched;
import org.offhook.core.store.Query;
import org.offhook.core.time.Scheduler;
import org.offhook.core.trunks.Registrations;
import org.offhook.protocols.sip.event.Pidf;
import org.offhook.protocols.sip.event.Presence;
import org.offhook.protocols.sip.event.Publish;
import org.offhook.protocols.sip.event.Published;
import org.offhook.testkit.contracts.Samples;
import org.offhook.testkit.kernel.Timeline;
import org.offhook.testkit.store.MemoryStore;

final class PresenceDeskTest {

    private static final Sid ACCOUNT = Samples.sid("AC", 1);
    private static final Watched BOB = new Watched(ACCOUNT, "office.example.net", "bob");
    private static final Presence AWAY = new Presence(true, List.of("away"), "back soon");

    private final Timeline time = Timeline.seeded(5);
    private final MemoryStore store = new MemoryStore();
    private final List<Watched> told = new ArrayList<>();
    private final List<Registrations.Binding> phones = new ArrayList<>();
    private final Lamps lamps = new Lamps(party -> party.equals("sip:bob@office.example.net") ? BOB : null, told::add);
    private PresenceLimits limits = PresenceLimits.STANDARD;
    private int starts;
    private PresenceDesk desk = desk();
    private int tags;

    /// That of a new process: the timers of former ones are gone.
    private PresenceDesk desk() {
        int process = ++starts;
        Sids sids = new Sids(new SplittableRandom(process));
        Scheduler timers = (delay, task) -> time.after(delay, () -> {
            if (process == starts) {
                task.run();
            }
        });
        return new PresenceDesk(store, new EventLog(store, sids), time, timers, sids, limits, told::add);
    }

    private Published publish(Watched who, String match, Presence state, long expires) {
        return desk.publish(who, new Publish(match, "", state, expires), "t" + ++tags)
                .toCompletableFuture()
                .join();
    }

    /// The presence of Bob as his watchers are told it.
    private Presence bob() {
        Registrations registrations = new Registrations() {
            @Override
            public List<Binding> find(String user) {
                return List.of();
            }

            @Override
            public List<Binding> find(Sid account, String domain, String user) {
                return account.equals(ACCOUNT) && user.equals("bob") ? phones : List.of();
            }
        };
        String document = new PresencePackage(desk, registrations, lamps, limits.pace()).document(BOB, "sip:bob@x", 0);
        return Pidf.read(document.getBytes(StandardCharsets.UTF_8));
    }

    private void call(EventType type) {
        Happening happening = new Happening(
                Instant.EPOCH, type, Map.of("direction", "outbound-api", "to", "sip:bob@office.example.net"));
        lamps.happened(ACCOUNT, Samples.sid("CA", 1), happening);
    }

    @Test
    void aUserIsThereWhenItSaysSoOrWhenAPhoneHasRegistered() {
        assertThat(bob()).isEqualTo(Presence.CLOSED);
        phones.add(new Registrations.Binding("sip:bob@192.0.2.7", null));
        assertThat(bob()).isEqualTo(Presence.OPEN);
        publish(BOB, null, Presence.CLOSED, 600);
        assertThat(bob()).as("what it says counts").isEqualTo(Presence.CLOSED);
        publish(BOB, null, AWAY, 600);
        assertThat(bob()).isEqualTo(AWAY);
    }

    @Test
    void ofSeveralDevicesTheMostAvailableSpeaks() {
        publish(BOB, null, Presence.OPEN, 600);
        publish(BOB, null, AWAY, 600);
        publish(BOB, null, Presence.CLOSED, 600);
        assertThat(bob()).isEqualTo(Presence.OPEN);
        publish(BOB, "t1", null, 0);
        assertThat(bob()).isEqualTo(AWAY);
    }

    @Test
    void whoIsInACallIsOnThePhoneWhateverItSays() {
        publish(BOB, null, AWAY, 600);
        call(EventType.CALL_INITIATED);
        assertThat(bob()).isEqualTo(new Presence(true, List.of("on-the-phone", "away"), "back soon"));
        call(EventType.CALL_ENDED);
        assertThat(bob()).isEqualTo(AWAY);
    }

    @Test
    void aPublicationThatIsNotRefreshedIsGoneAndWatchersAreToldEachChangeOnce() {
        publish(BOB, null, AWAY, 600);
        assertThat(told).containsExactly(BOB);
        publish(BOB, "t1", null, 600);
        publish(BOB, "t2", AWAY, 600);
        assertThat(told).as("nothing has changed").hasSize(1);
        time.runFor(Duration.ofSeconds(599));
        assertThat(bob()).isEqualTo(AWAY);
        time.runFor(Duration.ofSeconds(2));
        assertThat(bob()).isEqualTo(Presence.CLOSED);
        assertThat(told).containsExactly(BOB, BOB);
        assertThat(desk.size()).isZero();
        assertThat(store.list(PublishedRow.KIND, Query.of(ACCOUNT))).isEmpty();
    }

    @Test
    void whatWasAnsweredOutlivesTheProcess() {
        publish(BOB, null, AWAY, 600);
        desk = desk();
        desk.recover();
        assertThat(bob()).isEqualTo(AWAY);
        assertThat(publish(BOB, "t1", null, 600)).isInstanceOf(Published.Accepted.class);
        desk = desk();
        time.runFor(Duration.ofMinutes(20));
        desk.recover();
        assertThat(bob()).isEqualTo(Presence.CLOSED);
        time.runFor(Duration.ofSeconds(1));
        assertThat(desk.size()).isZero();
    }

    @Test
    void aChangeIsAnEventOfTheAccount() {
        publish(BOB, null, AWAY, 600);
        publish(BOB, "t1", Presence.CLOSED, 600);
        publish(BOB, "t2", null, 600);
        publish(BOB, "t3", null, 0);
        assertThat(store.events(new EventQuery(ACCOUNT, null, 0, 100)))
                .extracting(StoredEvent::event)
                .extracting(event -> event.sequence() + " " + event.type().text() + " " + event.data())
                .containsExactly(
                        "0 presence.changed {user=bob, realm=office.example.net, status=open, activities=away,"
                                + " note=back soon}",
                        "1 presence.changed {user=bob, realm=office.example.net, status=closed}",
                        "2 presence.changed {user=bob, realm=office.example.net, status=none}");
    }

    @Test
    void beyondTheLimitsTheFirstPublicationOfAUserIsRefused() {
        limits = new PresenceLimits(3, 2, 10, 60, 3_600, Duration.ofSeconds(5));
        desk = desk();
        assertThat(publish(BOB, null, AWAY, 600)).isInstanceOf(Published.Accepted.class);
        publish(new Watched(ACCOUNT, "d", "b"), null, AWAY, 600);
        Watched third = new Watched(ACCOUNT, "d", "c");
        assertThat(publish(third, null, AWAY, 600)).as("of the account").isEqualTo(new Published.Refused(503, 0));
        assertThat(publish(BOB, "t1", null, 600)).as("who is in goes on").isInstanceOf(Published.Accepted.class);
        Watched other = new Watched(Samples.sid("AC", 2), "e", "a");
        assertThat(publish(other, null, AWAY, 600)).isInstanceOf(Published.Accepted.class);
        assertThat(publish(new Watched(Samples.sid("AC", 2), "e", "b"), null, AWAY, 600))
                .as("in all")
                .isEqualTo(new Published.Refused(503, 0));
        assertThat(desk.refused()).isEqualTo(2);
        time.runFor(Duration.ofMinutes(20));
        assertThat(publish(third, null, AWAY, 600)).as("there is room again").isInstanceOf(Published.Accepted.class);
    }
}
