package org.offhook.media.shard;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.offhook.core.media.SoundSource;
import org.offhook.media.path.Outbound;
import org.offhook.media.shard.Player.Keys;
import org.offhook.media.shard.Player.Sound;
import org.offhook.media.tone.Tones;
import org.offhook.protocols.rtp.TelephoneEventSender;

/// What a leg itself says to its far end: sounds, keys as telephone events or, to a far end that takes none, as
/// tones; and while there are neither, what its source has.
final class Voice {
    /// Frames that `w` and `W` wait: 0.5 s and 1 s.
    private static final int SHORT_PAUSE = 25;

    private static final int LONG_PAUSE = 50;

    private final Outbound outbound;
    private final Player player;
    private final TelephoneEventSender sender = new TelephoneEventSender();
    private int pause;
    private @Nullable SoundSource source;
    private boolean flowing;

    /// Whether the sender is busy, kept here so that most frames need not look at it.
    private boolean pressing;

    Voice(Outbound outbound, Player.Done done) {
        this.outbound = outbound;
        this.player = new Player(done);
    }

    void say(Player.Item item) {
        player.add(item);
    }

    /// Presses a key, for nobody who waits for it.
    void press(char key) {
        player.add(new Keys(0, String.valueOf(key)));
    }

    void source(@Nullable SoundSource newSource) {
        source = newSource;
        flowing = false;
    }

    void stop() {
        player.stop();
        pause = 0;
    }

    /// Whether there is anything to say.
    boolean busy() {
        return pressing || player.current() != null;
    }

    /// Sends the next frame, if there is anything to say.
    ///
    /// @param frame filled with what the far end hears: nothing, while a key goes out as an event
    /// @return false when there was nothing
    boolean frame(short[] frame, int clock) {
        if (pressing) {
            event(frame, clock);
            return true;
        }
        switch (player.current()) {
            case Sound sound -> sound(sound, frame, clock);
            case Keys keys when outbound.takesEvents() -> press(keys, frame, clock);
            case Keys keys -> sound(player.instead(keys, Tones.keys(keys.keys())), frame, clock);
            case null -> {
                return flow(frame, clock);
            }
        }
        return true;
    }

    private boolean flow(short[] frame, int clock) {
        flowing = source != null && source.read(frame);
        if (flowing) {
            outbound.frame(frame, Leg.FRAME, clock);
        }
        return flowing;
    }

    private void sound(Sound sound, short[] frame, int clock) {
        player.read(sound, frame);
        outbound.frame(frame, Leg.FRAME, clock);
    }

    /// Begins the next of the keys, or goes on waiting.
    private void press(Keys keys, short[] frame, int clock) {
        Arrays.fill(frame, (short) 0);
        if (pause > 0) {
            pause--;
            outbound.silence(Leg.FRAME, clock);
            return;
        }
        char key = player.nextKey(keys);
        switch (key) {
            case 0 -> player.finish(true);
            case 'w' -> pause = SHORT_PAUSE;
            case 'W' -> pause = LONG_PAUSE;
            default -> {
                sender.press(key, outbound.eventTimestamp(clock), Leg.FRAME * outbound.eventTicks());
                event(frame, clock);
            }
        }
    }

    private void event(short[] frame, int clock) {
        Arrays.fill(frame, (short) 0);
        outbound.event(sender, Leg.FRAME, clock);
        pressing = sender.busy();
    }
}
