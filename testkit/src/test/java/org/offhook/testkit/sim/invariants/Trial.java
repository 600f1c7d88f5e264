package org.offhook.testkit.sim.invariants;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.offhook.core.calls.Call;
import org.offhook.core.calls.CallStatus;
import org.offhook.core.calls.Direction;
import org.offhook.core.events.Event;
import org.offhook.core.events.EventType;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.store.Change;
import org.offhook.core.store.Store;
import org.offhook.testkit.fakes.AppRequest;
import org.offhook.testkit.fakes.FakeApp;
import org.offhook.testkit.fakes.FakePhone;
import org.offhook.testkit.fakes.FakeWeb;
import org.offhook.testkit.kernel.Timeline;
import org.offhook.testkit.network.Address;
import org.offhook.testkit.network.Packet;
import org.offhook.testkit.store.MemoryStore;
import org.offhook.testkit.transcript.Transcript;

/// One law, and a scene in which it can be broken.
final class Trial implements Scene {

    static final Sid ALICE = sid(SidType.ACCOUNT, 1);
    static final Sid BOB = sid(SidType.ACCOUNT, 2);
    static final Sid CALL = sid(SidType.CALL, 1);
    static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    static final Address PLATFORM = new Address("10.0.0.1", 5060);

    final List<String> found = new ArrayList<>();
    final List<String> scripts = new ArrayList<>();
    final List<String> webComplaints = new ArrayList<>();
    final List<FakePhone> phones = new ArrayList<>();
    final FakeApp app;
    Store store = new MemoryStore();
    Duration elapsed = Duration.ZERO;
    int openMedia;

    private final Invariant law;

    Trial(Invariant law) {
        this.law = law;
        Timeline timeline = Timeline.seeded(1);
        this.app = new FakeWeb(timeline, new Transcript(timeline)).app("http://alice.example");
    }

    static Sid sid(SidType type, int number) {
        return new Sid(type.prefix() + "%032x".formatted(number));
    }

    static Call call(CallStatus status) {
        boolean talked = status == CallStatus.IN_PROGRESS || status == CallStatus.COMPLETED;
        return new Call(
                CALL,
                ALICE,
                null,
                "+15550201",
                "+15550100",
                null,
                null,
                Direction.INBOUND,
                status,
                null,
                NOON,
                NOON,
                talked ? NOON : null,
                status.terminal() ? NOON.plusSeconds(5) : null,
                0,
                null,
                null,
                List.of(),
                0,
                null,
                null);
    }

    /// The platform commits a call.
    Trial put(Call call) {
        Change change = Change.put(Call.KIND, call);
        store.commit(change);
        return see(new Observation.Committed(change));
    }

    /// The platform commits an event about the call.
    Trial event(int sequence, EventType type) {
        return event(sequence, type, NOON);
    }

    Trial event(int sequence, EventType type, Instant time) {
        Event event = new Event(sid(SidType.EVENT, sequence), ALICE, CALL, sequence, time, type, Map.of());
        return see(new Observation.Committed(Change.append(event)));
    }

    /// The application of Alice is asked.
    Trial asked(Sid by, String... parameters) {
        Map<String, List<String>> form = new LinkedHashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            form.put(parameters[i], List.of(parameters[i + 1]));
        }
        URI url = URI.create(app.url("/voice"));
        return see(new Observation.Asked(app, new AppRequest(elapsed, by, "POST", url, Map.of(), form)));
    }

    /// The platform sends a response to an INVITE.
    Trial responds(int status) {
        String text = "SIP/2.0 " + status + " So\r\nVia: SIP/2.0/UDP 10.0.1.1;branch=z9hG4bK1\r\nCall-ID: 1\r\n"
                + "CSeq: 1 INVITE\r\nContent-Length: 0\r\n\r\n";
        byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return see(new Observation.Sent(new Packet(PLATFORM, new Address("10.0.1.1", 5060), bytes)));
    }

    Trial see(Observation observation) {
        law.see(observation, this, found::add);
        return this;
    }

    Trial look() {
        law.look(this, found::add);
        return this;
    }

    Trial finish() {
        law.finish(this, found::add);
        return this;
    }

    @Override
    public Duration elapsed() {
        return elapsed;
    }

    @Override
    public Store store() {
        return store;
    }

    @Override
    public List<String> scripts() {
        return scripts;
    }

    @Override
    public int openMedia() {
        return openMedia;
    }

    @Override
    public int legs() {
        return 0;
    }

    @Override
    public Address platform() {
        return PLATFORM;
    }

    @Override
    public List<FakePhone> phones() {
        return phones;
    }

    @Override
    public List<String> webComplaints() {
        return webComplaints;
    }

    @Override
    public @Nullable Sid ownerOf(String host) {
        return ALICE;
    }
}
