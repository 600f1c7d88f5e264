package org.offhook.core.sounds;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.offhook.core.ids.Sid;
import org.offhook.core.media.Audio;
import org.offhook.core.sounds.SoundCache.Kept;
import org.offhook.core.speech.Utterance;

class SoundCacheTest {

    private static final int SOUND = 2 * 4_744 + 512;

    private final SoundCache cache = new SoundCache(10 * SOUND);

    @Test
    void whatWasNotUsedForLongestMakesRoom() {
        for (int i = 0; i < 10; i++) {
            cache.put(key(i), sound(4_744));
        }
        assertThat(cache.bytes()).isEqualTo(10 * SOUND);
        cache.find(key(0));
        cache.put(key(10), sound(4_744));

        assertThat(cache.bytes()).isLessThanOrEqualTo(9 * SOUND);
        assertThat(cache.find(key(0))).isNotNull();
        assertThat(cache.find(key(10))).isNotNull();
        assertThat(cache.find(key(1))).isNull();
        assertThat(cache.find(key(2))).isNull();
        assertThat(cache.find(key(3))).isNotNull();
    }

    /// Two accounts ask for one URL: what one was given for its password is not the other's.
    @Test
    void aFileIsKeptForTheAccountAndThePasswordThatFetchedIt() {
        Sid one = Sid.parse("AC" + "1".repeat(32)).orElseThrow();
        Sid other = Sid.parse("AC" + "2".repeat(32)).orElseThrow();
        URI open = URI.create("https://app.example.net/hello.wav");
        URI guarded = URI.create("https://user:secret@app.example.net/hello.wav");
        cache.put(new SoundKey.Fetched(one, guarded), sound(100));
        assertThat(cache.find(new SoundKey.Fetched(one, guarded))).isNotNull();
        assertThat(cache.find(new SoundKey.Fetched(other, guarded))).isNull();
        assertThat(cache.find(new SoundKey.Fetched(one, open))).isNull();
    }

    @Test
    void replacingAndRemovingKeepTheCountRight() {
        cache.put(key(1), sound(100));
        cache.put(key(1), sound(200));
        assertThat(cache.bytes()).isEqualTo(2 * 200 + 512);
        cache.remove(key(1));
        cache.remove(key(1));
        assertThat(cache.bytes()).isZero();
    }

    @Test
    void aSoundThatWouldPushOutAllOthersIsNotKept() {
        cache.put(key(1), sound(100));
        cache.put(key(2), sound(5 * 4_744));
        assertThat(cache.find(key(2))).isNull();
        assertThat(cache.find(key(1))).isNotNull();
    }

    @Test
    void manyThreadsLeaveItWithinItsBounds() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int thread = 0; thread < 4; thread++) {
                int seed = thread;
                threads.submit(() -> {
                    for (int i = 0; i < 20_000; i++) {
                        int which = (i * 31 + seed * 17) % 40;
                        if (cache.find(key(which)) == null) {
                            cache.put(key(which), sound(1_000 + which * 50));
                        }
                    }
                });
            }
        }
        long counted = 0;
        for (int i = 0; i < 40; i++) {
            Kept kept = cache.find(key(i));
            counted += kept == null ? 0 : 2L * kept.audio().length() + 512;
        }
        assertThat(cache.bytes()).isEqualTo(counted);
        cache.put(key(41), sound(1));
        assertThat(cache.bytes()).isLessThanOrEqualTo(10 * SOUND);
    }

    private static SoundKey key(int number) {
        return new SoundKey.Spoken(new Utterance("text " + number, "en", "man"));
    }

    private static Kept sound(int samples) {
        return new Kept(new Audio(new short[samples], ""), null, 0);
    }
}
