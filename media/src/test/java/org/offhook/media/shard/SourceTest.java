package org.offhook.media.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.offhook.core.media.MediaSession.MediaStatistics;
import org.offhook.core.media.MediaSession.Negotiation;
import org.offhook.media.net.Peer;
import org.offhook.protocols.rtp.RtpPacket;

/// Whose packets a leg takes.
class SourceTest {
    private static final Peer FOREIGN = new Peer("203.0.113.66", 6_666);

    private final World world = new World();

    @Test
    void ofAPubliclyDescribedFarEndNoOtherHostIsEverHeard() {
        Phone phone = world.phone().call();
        phone.sending = false;
        sendFrom(FOREIGN, phone, 100);
        assertThat(statistics(phone).packetsReceived()).isZero();
        assertThat(statistics(phone).foreign()).isGreaterThan(40);
        assertNothingLeftFor(FOREIGN);
        assertDescribedIsHeard(phone);
    }

    @Test
    void behindANatTheSourceIsLearnedFromASteadyStreamInTheWindow() {
        Phone phone = natted();
        Peer nat = new Peer("203.0.113.7", 7_777);
        sendFrom(nat, phone, 60);
        assertThat(statistics(phone).packetsReceived()).isGreaterThan(40);
        assertThat(statistics(phone).remote()).isEqualTo("203.0.113.7:7777");
        assertThat(world.network.sent.getLast().to()).isEqualTo(nat);
        long before = statistics(phone).packetsReceived();
        sendFrom(FOREIGN, phone, 60);
        assertThat(statistics(phone).packetsReceived()).isEqualTo(before);
    }

    @Test
    void afterTheWindowNoOtherHostIsLearned() {
        Phone phone = natted();
        world.run(600);
        sendFrom(FOREIGN, phone, 100);
        assertThat(statistics(phone).packetsReceived()).isZero();
        assertNothingLeftFor(FOREIGN);
        assertDescribedIsHeard(phone);
    }

    @Test
    void aStreamThatIsNotSteadyIsNotLearned() {
        Phone phone = natted();
        for (int i = 0; i < 100; i++) {
            phone.send(packet(phone.ssrc, i * 77), FOREIGN);
            world.run(5);
        }
        world.run(1_000);
        assertThat(statistics(phone).packetsReceived()).isZero();
        assertNothingLeftFor(FOREIGN);
    }

    @Test
    void theDescribedAddressWinsOverOneThatIsOnTrial() {
        Phone phone = natted();
        sendFrom(FOREIGN, phone, 15);
        phone.sending = true;
        world.run(20);
        int sent = world.network.sent.size();
        sendFrom(FOREIGN, phone, 100);
        assertThat(statistics(phone).remote()).isEqualTo(phone.from.host() + ":" + phone.from.port());
        assertThat(world.network.sent.stream().skip(sent)).noneMatch(d -> d.to().equals(FOREIGN));
    }

    @Test
    void anotherPortOfTheDescribedHostIsHeardAfterItsProof() {
        Phone phone = world.phone().call();
        phone.sending = false;
        world.run(2_000);
        Peer port = new Peer(phone.address.host(), 9_000);
        sendFrom(port, phone, 100);
        assertThat(statistics(phone).packetsReceived()).isGreaterThan(80);
        assertThat(statistics(phone).remote()).endsWith(":9000");
    }

    @Test
    void onceTheSourceIsKnownAForeignOneWithTheRightNumbersIsNotHeard() {
        Phone phone = world.phone().call();
        world.run(1_000);
        long before = statistics(phone).packetsReceived();
        for (int i = 0; i < 50; i++) {
            phone.send(packet(phone.ssrc, phone.sequence), FOREIGN);
            phone.send(packet(phone.ssrc, phone.sequence), new Peer(phone.address.host(), 9_000));
            world.run(20);
        }
        assertThat(statistics(phone).packetsReceived() - before).isBetween(90L, 110L);
        assertNothingLeftFor(FOREIGN);
    }

    @Test
    void aNewDescriptionMovesTheSource() {
        Phone phone = world.phone().call();
        world.run(1_000);
        Phone moved = world.phone();
        assertThat(phone.session.answer(moved.sdp("sendrecv"))).isNotNull();
        moved.port = phone.port;
        phone.sending = false;
        world.run(1_000);
        assertThat(statistics(phone).remote()).isEqualTo(moved.address.host() + ":" + moved.address.port());
        assertThat(moved.heard).hasSizeGreaterThan(40);
    }

    /// A phone whose description names an address that means nothing here.
    private Phone natted() {
        Phone phone = world.phone();
        String sdp = phone.sdp("sendrecv").replace(phone.address.host(), "192.168.1.20");
        var agreed = (Negotiation.Agreed) phone.session.answer(sdp);
        phone.port = Phone.portIn(agreed.sdp());
        phone.sending = false;
        phone.from = new Peer("192.168.1.20", phone.address.port());
        world.run(5);
        return phone;
    }

    private void sendFrom(Peer source, Phone phone, int packets) {
        for (int i = 0; i < packets; i++) {
            phone.send(packet(phone.ssrc, i), source);
            world.run(20);
        }
    }

    private void assertDescribedIsHeard(Phone phone) {
        phone.sending = true;
        world.run(2_000);
        assertThat(statistics(phone).packetsReceived()).isGreaterThan(40);
    }

    private void assertNothingLeftFor(Peer peer) {
        assertThat(world.network.sent).noneMatch(d -> d.to().host().equals(peer.host()));
    }

    /// Statistics are published once a second.
    private MediaStatistics statistics(Phone phone) {
        world.run(1_000);
        return phone.session.statistics();
    }

    private static byte[] packet(int ssrc, int sequence) {
        ByteBuffer bytes = ByteBuffer.allocate(172);
        RtpPacket.writeHeader(bytes, 0, false, 0, sequence, sequence * 160, ssrc);
        return bytes.array();
    }
}
