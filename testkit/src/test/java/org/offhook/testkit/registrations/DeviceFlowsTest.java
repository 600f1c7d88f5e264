package org.offhook.testkit.registrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.offhook.core.events.EventLog;
import org.offhook.core.events.EventQuery;
import org.offhook.core.events.StoredEvent;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.Sids;
import org.offhook.core.registrations.Registered;
import org.offhook.core.registrations.RegistrationDesk;
import org.offhook.core.signalling.event.Watched;
import org.offhook.core.signalling.net.Flow;
import org.offhook.core.signalling.net.Transport;
import org.offhook.core.signalling.register.Bindings.Accepted;
import org.offhook.core.signalling.register.Domain;
import org.offhook.core.store.Query;
import org.offhook.core.time.Scheduler;
import org.offhook.core.trunks.Registrations.Binding;
import org.offhook.protocols.sip.SipRequest;
import org.offhook.protocols.sip.registrar.RegistrarLimits;
import org.offhook.protocols.sip.wire.ParseResult;
import org.offhook.protocols.sip.wire.SipParser;
import org.offhook.protocols.sip.wire.WireLimits;
import org.offhook.testkit.contracts.Samples;
import org.offhook.testkit.kernel.Timeline;
import org.offhook.testkit.store.MemoryStore;

/// Devices that register by several connections (RFC 5626), and what ends with a connection.
final class DeviceFlowsTest {

    private static final Sid ACCOUNT = Samples.sid("AC", 1);
    private static final Domain HOME = new Domain("offhook", "offhook", ACCOUNT, true, true, true);

    private final Timeline time = Timeline.seeded(5);
    private final MemoryStore store = new MemoryStore();
    private final List<Watched> told = new ArrayList<>();
    private int starts;
    private RegistrationDesk desk = desk();
    private int cseq;

    /// RFC 5626: a device that came by two connections is one device with two ways to it.
    @Test
    void theFlowsOfADeviceAreTriedOneAfterTheOther() {
        register("a", flow(1), "600", tcp(7));
        register("b", flow(2), "900", tcp(8));

        assertThat(desk.find("alice"))
                .extracting(binding -> binding.device() + " " + binding.route())
                .containsExactly(
                        "<urn:uuid:1> sip:192.0.2.66:5066;transport=tcp;connection=8",
                        "<urn:uuid:1> sip:192.0.2.66:5066;transport=tcp;connection=7");

        register("c", flow(1), "900", tcp(9));
        assertThat(row().places())
                .extracting(place -> place.flow() + " " + place.source())
                .containsExactly(
                        "1 sip:192.0.2.66:5066;transport=tcp;connection=9",
                        "2 sip:192.0.2.66:5066;transport=tcp;connection=8");
    }

    @Test
    void aFlowEndsWithItsConnection() {
        register("a", flow(1), "600", tcp(7));
        register("b", flow(2), "600", tcp(8));
        desk.lost(tcp(7));

        assertThat(desk.find("alice"))
                .singleElement()
                .extracting(Binding::route)
                .asString()
                .endsWith("=8");
        assertThat(row().places()).hasSize(1);
        assertThat(logged()).last().isEqualTo("2 registration.removed sip:alice@10.0.0.5;ob connection lost");
        desk.lost(tcp(7));
        desk.lost(tcp(8));
        assertThat(desk.size()).isZero();
    }

    /// A phone without flows may be reached by another connection; one behind a WebSocket never.
    @Test
    void aPlainBindingOutlivesItsConnectionUnlessThatWasAWebSocket() {
        register("a", "<sip:alice@10.0.0.5>", "600", tcp(7));
        register("b", "<sip:alice@browser.invalid;transport=ws>", "600", new Flow(Transport.WS, "192.0.2.1", 9, 8));
        desk.lost(tcp(7));
        desk.lost(new Flow(Transport.WS, "192.0.2.1", 9, 8));

        assertThat(desk.find("alice"))
                .singleElement()
                .extracting(Binding::contact)
                .isEqualTo("sip:alice@10.0.0.5");
    }

    @Test
    void flowsAreThereAfterARestart() {
        register("a", flow(1), "600", tcp(7));
        desk = desk();
        desk.recover();
        register("b", flow(1), "600", tcp(9));

        assertThat(desk.find("alice"))
                .singleElement()
                .extracting(Binding::route)
                .asString()
                .endsWith("=9");
        assertThat(logged()).hasSize(1);
    }

    private static String flow(int number) {
        return "<sip:alice@10.0.0.5;ob>;reg-id=" + number + ";+sip.instance=\"<urn:uuid:1>\"";
    }

    private static Flow tcp(long connection) {
        return new Flow(Transport.TCP, "192.0.2.66", 5066, connection);
    }

    private Registered row() {
        return store.list(Registered.KIND, Query.of(ACCOUNT)).getFirst();
    }

    /// That of a new process: the timers of former ones are gone.
    private RegistrationDesk desk() {
        int process = ++starts;
        Sids sids = new Sids(new SplittableRandom(process));
        Scheduler timers = (delay, task) -> time.after(delay, () -> {
            if (process == starts) {
                task.run();
            }
        });
        EventLog log = new EventLog(store, sids);
        return new RegistrationDesk(store, log, time, timers, sids, HOME, RegistrarLimits.DEFAULT, told::add);
    }

    private List<String> logged() {
        return store.events(new EventQuery(ACCOUNT, null, 0, 100)).stream()
                .map(StoredEvent::event)
                .map(event -> event.sequence() + " " + event.type().text() + " "
                        + event.data().get("contact") + " " + event.data().getOrDefault("cause", ""))
                .toList();
    }

    private Accepted register(String callId, String contact, String expires, Flow source) {
        SipRequest request =
                request(callId, "Contact: " + contact + "\r\nExpires: " + expires + "\r\nSupported: outbound\r\n");
        return desk.register(HOME, "alice", request, source)
                .toCompletableFuture()
                .join();
    }

    private SipRequest request(String callId, String more) {
        String text = "REGISTER sip:offhook SIP/2.0\r\n"
                + "Via: SIP/2.0/UDP 10.0.0.5;branch=z9hG4bK" + ++cseq + "\r\n"
                + "From: <sip:alice@offhook>;tag=1\r\nTo: <sip:alice@offhook>\r\n"
                + "Call-ID: " + callId + "\r\nCSeq: " + cseq + " REGISTER\r\nMax-Forwards: 70\r\n"
                + more + "Content-Length: 0\r\n\r\n";
        ParseResult parsed = new SipParser(WireLimits.DEFAULT).parse(text.getBytes(StandardCharsets.UTF_8));
        return (SipRequest) ((ParseResult.Parsed) parsed).message();
    }
}
