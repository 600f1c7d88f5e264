package org.offhook.media.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.offhook.core.media.MediaEvent;
import org.offhook.core.media.MediaSession;
import org.offhook.core.media.MediaSession.Encryption;
import org.offhook.core.media.MediaSession.Negotiation;
import org.offhook.media.net.Peer;

/// Two encrypted legs whose packets go through the hands of a test.
class EncryptedLegTest {

    private final World world = new World();
    private final List<MediaEvent> told = new ArrayList<>();
    private final MediaSession caller = world.media.open(told::add).orElseThrow();
    private final MediaSession callee = world.media.open(told::add).orElseThrow();
    private int carried;
    private String offer;
    private String answer;

    private void agree(Encryption callers, Encryption callees) {
        caller.encrypt(callers);
        callee.encrypt(callees);
        offer = caller.offer();
        answer = ((Negotiation.Agreed) callee.answer(offer)).sdp();
        assertThat(caller.accept(answer)).isInstanceOf(Negotiation.Agreed.class);
    }

    /// Lets time pass and carries packets over.
    ///
    /// @param hands what becomes of each of the caller's packets
    private void run(int milliseconds, UnaryOperator<byte[]> hands) {
        int callees = Phone.portIn(answer);
        for (int ms = 0; ms < milliseconds; ms += 5) {
            world.run(5);
            for (; carried < world.network.sent.size(); carried++) {
                MemorySockets.Datagram packet = world.network.sent.get(carried);
                boolean toCallee = packet.to().port() / 2 == callees / 2;
                byte[] bytes = toCallee ? hands.apply(packet.bytes()) : packet.bytes();
                world.network.arrive(packet.from(), packet.to().port(), bytes);
            }
        }
    }

    private double heardBy(MediaSession session) {
        return session.statistics().packetsReceived();
    }

    @Test
    void whatOneLegEncryptsTheOtherOpens() {
        agree(Encryption.REQUIRED, Encryption.REQUIRED);
        assertThat(offer).contains("RTP/SAVP");
        run(3_000, UnaryOperator.identity());
        assertThat(heardBy(callee)).isGreaterThan(90);
        assertThat(world.shard.totals().unauthentic()).isZero();
        assertThat(world.network.sent)
                .allSatisfy(packet -> assertThat(packet.bytes().length).isNotEqualTo(172));
    }

    @Test
    void whoMayEncryptDoesAndWhoCannotIsHeardInTheClear() {
        agree(Encryption.OFFERED, Encryption.NONE);
        assertThat(answer).doesNotContain("crypto");
        run(1_500, UnaryOperator.identity());
        assertThat(heardBy(callee)).isGreaterThan(40);
        assertThat(world.network.sent)
                .anySatisfy(packet -> assertThat(packet.bytes()).hasSize(172));
    }

    /// TRUST 2.4, 22: a hundred bad packets.
    @Test
    void packetsWithAWrongTagAreCountedAndTheCallGoesOn() {
        agree(Encryption.REQUIRED, Encryption.REQUIRED);
        run(2_000, bytes -> {
            byte[] bad = Arrays.copyOf(bytes, bytes.length);
            bad[bad.length - 1] ^= 1;
            return bad;
        });
        run(1_000, UnaryOperator.identity());
        assertThat(world.shard.totals().unauthentic()).isGreaterThan(90);
        double before = heardBy(callee);
        run(2_000, UnaryOperator.identity());
        assertThat(heardBy(callee)).isGreaterThan(before + 80);
    }

    /// TRUST 2.4, 24: the tag is checked before a source is believed.
    @Test
    void aStrangerWithoutTheKeyIsNotLearned() {
        agree(Encryption.REQUIRED, Encryption.REQUIRED);
        Peer stranger = new Peer("203.0.113.9", 6_666);
        byte[] guess = new byte[182];
        guess[0] = (byte) 0x80;
        for (int i = 0; i < 10; i++) {
            guess[3] = (byte) i;
            world.network.arrive(stranger, Phone.portIn(answer), guess.clone());
            world.run(5);
        }
        assertThat(world.network.sent).noneMatch(packet -> packet.to().equals(stranger));
        run(2_000, UnaryOperator.identity());
        assertThat(heardBy(callee)).isGreaterThan(50);
        assertThat(world.shard.totals().unauthentic()).isGreaterThanOrEqualTo(10);
    }

    @Test
    void aSecondOfferKeepsTheKeysAndTheStreamGoesOn() {
        agree(Encryption.REQUIRED, Encryption.REQUIRED);
        run(1_500, UnaryOperator.identity());
        String first = answer;
        offer = caller.offer();
        answer = ((Negotiation.Agreed) callee.answer(offer)).sdp();
        assertThat(answer).isEqualTo(first);
        caller.accept(answer);
        double before = heardBy(callee);
        run(2_000, UnaryOperator.identity());
        assertThat(heardBy(callee)).isGreaterThan(before + 80);
        assertThat(world.shard.totals().unauthentic()).isZero();
    }

    @Test
    void anEncryptedLegIsBridgedToAPlainOne() {
        agree(Encryption.REQUIRED, Encryption.REQUIRED);
        Phone phone = world.phone().call();
        callee.bridge(phone.session);
        caller.play(Sound.tone(440, 2_000));
        run(2_500, UnaryOperator.identity());
        assertThat(Sound.strength(Arrays.copyOf(Sound.last(phone.sound(), 1_000), 4_000), 440))
                .isGreaterThan(5_000);
    }
}
