package org.offhook.core.verbs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EchoLineTest {

    private final EchoLine line = new EchoLine();
    private final short[] heard = new short[2];

    private void says(int sample) {
        line.frame(new short[] {(short) sample, (short) -sample}, new short[] {99, 99});
    }

    @Test
    void whatIsSaidIsSaidBackInItsOrderAndOnce() {
        says(1);
        says(2);
        assertThat(line.read(heard)).isTrue();
        assertThat(heard).containsExactly((short) 1, (short) -1);
        assertThat(line.read(heard)).isTrue();
        assertThat(heard).containsExactly((short) 2, (short) -2);
        assertThat(line.read(heard)).isFalse();
    }

    @Test
    void aFrameThatIsUsedAgainByTheShardIsNotTheEcho() {
        short[] reused = {7, 7};
        line.frame(reused, reused);
        reused[0] = 0;
        assertThat(line.read(heard)).isTrue();
        assertThat(heard).containsExactly((short) 7, (short) 7);
    }

    @Test
    void theEchoFallsBehindByATenthOfASecondAtMost() {
        for (int i = 1; i <= 50; i++) {
            says(i);
        }
        assertThat(line.read(heard)).isTrue();
        assertThat(heard[0]).isEqualTo((short) 46);
    }
}
