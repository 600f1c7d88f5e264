package org.offhook.media.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offhook.core.media.MediaEvent;
import org.offhook.core.media.MediaSession.Negotiation;

/// Hold in all its forms (RFC 3264 §8.4): what either side hears while it lasts, and that both hear each other when
/// it is over. A phone that goes on sending what it said it would not is not heard.
class HoldTest {
    private static final int MINUTE = 60_000;
    private static final String UNSPECIFIED = "0.0.0.0";

    private final World world = new World();
    private final Phone anna = world.phone().call();
    private final Phone bert = world.phone().call();

    @BeforeEach
    void talk() {
        anna.say(Sound.tone(500, MINUTE));
        bert.say(Sound.tone(900, MINUTE));
        anna.session.bridge(bert.session);
        world.run(1_000);
    }

    @ParameterizedTest
    @CsvSource({
        // form, address, Anna hears Bert, Bert hears Anna
        "sendonly, as before, false, true",
        "recvonly, as before, true, false",
        "inactive, as before, false, false",
        "sendrecv, 0.0.0.0, false, true",
        "sendonly, 0.0.0.0, false, true",
        "inactive, 0.0.0.0, false, false"
    })
    void eachFormOfHoldSilencesWhomItSays(String direction, String address, boolean annaHears, boolean bertHears) {
        hold(direction, address);
        assertHears(anna, 900, annaHears);
        assertHears(bert, 500, bertHears);
        assertThat(world.network.sent).noneMatch(sent -> sent.to().host().equals(UNSPECIFIED));

        anna.offer("sendrecv");
        world.run(1_000);
        assertHears(anna, 900, true);
        assertHears(bert, 500, true);
    }

    @Test
    void whenBothHoldTheCallIsBackOnlyWhenBothAre() {
        hold("sendonly", "as before");
        bert.offer("sendonly");
        world.run(1_000);
        assertHears(anna, 900, false);
        assertHears(bert, 500, false);
        anna.offer("sendrecv");
        world.run(1_000);
        assertHears(anna, 900, true);
        assertHears(bert, 500, false);
        bert.offer("sendrecv");
        world.run(1_000);
        assertHears(bert, 500, true);
    }

    /// A phone that comes back on another port, as one that stood behind a music server does.
    @Test
    void whoComesBackFromElsewhereIsHeard() {
        hold("sendrecv", UNSPECIFIED);
        Phone other = world.phone();
        anna.sending = false;
        anna.session.answer(other.sdp("sendrecv"));
        anna.from = other.address;
        anna.sending = true;
        world.run(1_000);
        assertHears(bert, 500, true);
    }

    @Test
    void whoHoldsIsNotTakenForGone() {
        hold("inactive", "as before");
        anna.sending = false;
        world.run(MINUTE);
        assertThat(anna.events).noneMatch(MediaEvent.Silent.class::isInstance);
    }

    private void hold(String direction, String address) {
        String own = "c=IN IP4 " + anna.address.host();
        String sdp = anna.sdp(direction);
        String offer = address.equals(UNSPECIFIED) ? sdp.replace(own, "c=IN IP4 " + UNSPECIFIED) : sdp;
        assertThat(anna.session.answer(offer))
                .isInstanceOfSatisfying(
                        Negotiation.Agreed.class,
                        agreed -> assertThat(agreed.onHold()).isTrue());
        world.run(1_000);
    }

    /// Of the last half second.
    private void assertHears(Phone phone, int frequency, boolean does) {
        int before = phone.sound().length;
        world.run(500);
        short[] all = phone.sound();
        short[] heard = Arrays.copyOfRange(all, before, all.length);
        if (does) {
            assertThat(Sound.strength(heard, frequency)).isGreaterThan(5_000);
        } else {
            assertThat(Sound.loudest(heard)).isLessThan(100);
        }
    }
}
