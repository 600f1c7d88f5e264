package org.offhook.core.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offhook.protocols.g711.G711;

/// What an application has sent, read by the media shard frame by frame.
final class SpeakerTest {

    private static final int FRAME = 160;

    private final List<String> marks = new ArrayList<>();
    private final Speaker speaker = new Speaker(StreamLimits.STANDARD, marks::add);

    private static byte[] sound(int samples, int level) {
        byte[] ulaw = new byte[samples];
        Arrays.fill(ulaw, G711.toUlaw((short) level));
        return ulaw;
    }

    /// What is heard until there is nothing for a while; null for a frame in which there is nothing.
    private List<short[]> hear(int frames) {
        List<short[]> heard = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            short[] frame = new short[FRAME];
            if (speaker.read(frame)) {
                heard.add(frame);
            }
        }
        return heard;
    }

    @Test
    void piecesOfAnyLengthAreHeardInOrderWithoutGaps() {
        speaker.add(sound(100, 1_000));
        speaker.add(sound(0, 0));
        speaker.add(sound(500, 2_000));

        List<short[]> heard = hear(10);

        assertThat(heard).hasSize(4);
        assertThat(heard.getFirst()[99]).isBetween((short) 900, (short) 1_100);
        assertThat(heard.getFirst()[100]).isBetween((short) 1_800, (short) 2_200);
        assertThat(heard.getLast()[119]).isBetween((short) 1_800, (short) 2_200);
        assertThat(heard.getLast()[120]).isZero();
    }

    @Test
    void theFirstPacketAfterSilenceWaitsForTheNextSoThatThereAreNoGaps() {
        speaker.add(sound(FRAME, 1_000));
        assertThat(hear(1)).isEmpty();
        speaker.add(sound(FRAME, 1_000));
        assertThat(hear(1)).isEmpty();

        assertThat(hear(3)).hasSize(2);
    }

    @Test
    void aMarkIsToldWhenTheSoundBeforeItHasBeenHeardAndNotBefore() {
        speaker.mark("begin");
        speaker.add(sound(FRAME * 4, 1_000));
        speaker.mark("middle");
        speaker.add(sound(FRAME * 2, 1_000));
        speaker.mark("end");

        hear(1);
        assertThat(marks).containsExactly("begin");
        hear(2);
        assertThat(marks).containsExactly("begin");
        hear(1);
        assertThat(marks).containsExactly("begin", "middle");
        hear(2);
        assertThat(marks).containsExactly("begin", "middle", "end");
    }

    @Test
    void clearForgetsTheSoundAtOnceAndTellsTheMarks() {
        speaker.add(sound(FRAME * 100, 1_000));
        speaker.mark("one");
        speaker.add(sound(FRAME, 1_000));
        speaker.mark("two");
        assertThat(hear(2)).hasSize(2);

        speaker.clear();

        assertThat(marks).containsExactly("one", "two");
        assertThat(hear(5)).isEmpty();
        speaker.add(sound(FRAME * 3, 1_000));
        assertThat(hear(5)).hasSize(3);
    }

    @Test
    void moreThanTheBufferHoldsIsRefusedUntilSomeHasBeenHeard() {
        StreamLimits small = StreamLimits.STANDARD.with(4, Duration.ofSeconds(1));
        Speaker bounded = new Speaker(small, marks::add);

        assertThat(bounded.add(sound(8_000, 1_000))).isTrue();
        assertThat(bounded.add(sound(1, 1_000))).isFalse();
        bounded.read(new short[FRAME]);
        assertThat(bounded.add(sound(FRAME, 1_000))).isTrue();
        bounded.clear();
        assertThat(bounded.add(sound(8_000, 1_000))).isTrue();
    }
}
