package org.offhook.media.shard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offhook.core.media.MediaSession.Negotiation;
import org.offhook.media.net.Peer;
import org.offhook.protocols.stun.StunAttribute;
import org.offhook.protocols.stun.StunKind;
import org.offhook.protocols.stun.StunMessage;
import org.offhook.protocols.stun.StunWriter;

/// A far end with ICE: its checks are answered, it chooses where sound goes, and nobody else does.
final class IceLegTest {
    private static final String THEIRS = "a=ice-ufrag:Wh3n\r\na=ice-pwd:thePasswordOfTheFarEndIsLong\r\na=rtcp-mux\r\n";
    private static final Peer HOME = new Peer("203.0.113.5", 6_000);
    private static final Peer AWAY = new Peer("203.0.113.77", 7_000);
    private static final byte[] TRANSACTION = "transactions".getBytes(UTF_8);
    private static final byte[] HIGH = {0x6e, 0, 1, -1};
    private static final byte[] LOW = {0x64, 0, 1, -1};

    private final World world = new World();
    private final Phone phone = world.phone();
    private String ours = "";

    @BeforeEach
    void call() {
        ours = answer(THEIRS);
        phone.session.play(Sound.tone(500, 60_000));
        world.run(100);
    }

    @Test
    void theAnswerIsThatOfALiteAgentWithItsAddress() {
        assertThat(ours)
                .contains("a=ice-lite\r\n", "a=rtcp-mux\r\n")
                .contains("a=candidate:1 1 udp 2130706431 " + MemorySockets.HOST + " " + phone.port + " typ host\r\n");
        assertThat(found("ice-ufrag")).hasSizeGreaterThanOrEqualTo(4);
        assertThat(found("ice-pwd")).hasSizeGreaterThanOrEqualTo(22);
    }

    @Test
    void nothingIsSentBeforeAPlaceIsNominated() {
        check(HOME, false, HIGH);
        world.run(500);

        assertThat(sentTo(HOME)).hasSize(1);
        assertThat(world.network.sent).allMatch(datagram -> datagram.to().equals(HOME));
    }

    @Test
    void aCheckIsAnsweredWithTheAddressThatItCameFrom() {
        check(HOME, false, HIGH);

        StunMessage answer =
                Objects.requireNonNull(StunMessage.read(sentTo(HOME).getFirst()));
        assertThat(answer.kind()).isEqualTo(StunKind.SUCCESS);
        assertThat(answer.transaction()).isEqualTo(TRANSACTION);
        assertThat(answer.isSignedWith(found("ice-pwd").getBytes(UTF_8))).isTrue();
        assertThat(answer.value(StunAttribute.XOR_MAPPED_ADDRESS)).isPresent();
    }

    @Test
    void soundGoesWhereTheFarEndNominates() {
        check(HOME, true, HIGH);
        world.run(1_000);

        assertThat(sentTo(HOME)).hasSizeGreaterThan(45);
    }

    @Test
    void ofAllThatIsNominatedTheHighestPriorityCounts() {
        check(AWAY, true, LOW);
        check(HOME, true, HIGH);
        check(AWAY, true, LOW);
        world.network.sent.clear();
        world.run(500);

        assertThat(world.network.sent)
                .isNotEmpty()
                .allMatch(datagram -> datagram.to().equals(HOME));
    }

    @Test
    void whoDoesNotKnowThePasswordGetsNoAnswerAndChoosesNothing() {
        byte[] key = "a password of somebody else".getBytes(UTF_8);
        arrive(AWAY, request("Wh3n", true, HIGH).sign(key).toBytes());
        arrive(
                AWAY,
                request("0ther", true, HIGH)
                        .sign(found("ice-pwd").getBytes(UTF_8))
                        .toBytes());
        arrive(AWAY, request("Wh3n", true, HIGH).toBytes());
        arrive(AWAY, new StunWriter(StunKind.REQUEST, TRANSACTION).toBytes());
        arrive(
                AWAY,
                new StunWriter(StunKind.SUCCESS, TRANSACTION)
                        .sign(found("ice-pwd").getBytes(UTF_8))
                        .toBytes());
        world.run(500);

        assertThat(world.network.sent).isEmpty();
    }

    @Test
    void whoWasNotCheckedIsNotHeard() {
        check(HOME, true, HIGH);
        phone.from = AWAY;
        phone.press("7");
        world.run(1_000);
        assertThat(phone.events).isEmpty();

        phone.from = HOME;
        phone.press("8");
        world.run(1_000);
        assertThat(phone.events).hasSize(1);
    }

    @Test
    void withoutChecksForHalfAMinuteNothingIsSentUntilOneComes() {
        check(HOME, true, HIGH);
        world.run(32_000);
        world.network.sent.clear();
        world.run(500);
        assertThat(world.network.sent).isEmpty();

        check(HOME, true, HIGH);
        world.run(500);
        assertThat(sentTo(HOME)).hasSizeGreaterThan(20);
    }

    @Test
    void aRestartHasOtherCredentialsAndANewOfferOfOursHasThemToo() {
        String before = found("ice-pwd");
        assertThat(answer(THEIRS)).contains(before);
        assertThat(phone.session.offer()).contains(before, "a=ice-lite\r\n", "a=rtcp-mux\r\n");
        ours = answer(THEIRS.replace("Wh3n", "An0n"));
        assertThat(ours).doesNotContain(before);
    }

    @Test
    void anUnspecifiedAddressIsNoHold() {
        String offer = phone.sdp("sendrecv").replaceFirst("c=IN IP4 [0-9.]+", "c=IN IP4 0.0.0.0") + THEIRS;

        assertThat(((Negotiation.Agreed) phone.session.answer(offer)).onHold()).isFalse();
    }

    @Test
    void whoHasNoIceOrTwoPortsGetsNone() {
        assertThat(answer("")).doesNotContain("ice");
        assertThat(answer(THEIRS.replace("a=rtcp-mux\r\n", ""))).doesNotContain("ice");
        assertThat(answer(THEIRS.replace("Wh3n", "W"))).doesNotContain("ice");
    }

    private String answer(String attributes) {
        String sdp = ((Negotiation.Agreed) phone.session.answer(phone.sdp("sendrecv") + attributes)).sdp();
        phone.port = Phone.portIn(sdp);
        return sdp;
    }

    private String found(String attribute) {
        Matcher matcher = Pattern.compile("a=" + attribute + ":(\\S+)").matcher(ours);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private StunWriter request(String theirs, boolean nominating, byte[] priority) {
        StunWriter request = new StunWriter(StunKind.REQUEST, TRANSACTION)
                .attribute(StunAttribute.USERNAME, (found("ice-ufrag") + ":" + theirs).getBytes(UTF_8))
                .attribute(StunAttribute.PRIORITY, priority)
                .attribute(StunAttribute.ICE_CONTROLLING, new byte[8]);
        return nominating ? request.attribute(StunAttribute.USE_CANDIDATE, new byte[0]) : request;
    }

    private void check(Peer from, boolean nominating, byte[] priority) {
        arrive(
                from,
                request("Wh3n", nominating, priority)
                        .sign(found("ice-pwd").getBytes(UTF_8))
                        .toBytes());
    }

    private void arrive(Peer from, byte[] datagram) {
        world.network.arrive(from, phone.port, datagram);
        world.run(5);
    }

    private List<byte[]> sentTo(Peer peer) {
        return world.network.sent.stream()
                .filter(datagram -> datagram.to().equals(peer))
                .map(MemorySockets.Datagram::bytes)
                .toList();
    }
}
