package org.offhook.core.sounds;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.offhook.core.media.Audio;
import org.offhook.core.media.Sounds.Source;
import org.offhook.core.speech.Utterance;
import org.offhook.core.time.Scheduler.Cancellable;

class SpeechTest {

    private final Parrot first = new Parrot("first", "en");
    private final Parrot second = new Parrot("second", "en");
    private final Parrot german = new Parrot("german", "de");

    @Test
    void aTextIsSpokenOnceAndThenKept() {
        Studio studio = new Studio(first);
        assertThat(studio.say("Hello").audio().length()).isEqualTo(5);
        assertThat(studio.say("Hello").audio().length()).isEqualTo(5);
        assertThat(studio.say("  Hello\n").audio().length()).isEqualTo(5);
        assertThat(first.asked).hasSize(1);
    }

    @Test
    void anotherVoiceOrLanguageIsAnotherSound() {
        Studio studio = new Studio(first, german);
        studio.say("Hello");
        Listener woman = new Listener();
        studio.layer.get(Studio.ALICE, new Source.Speech(new Utterance("Hello", "en-US", "woman")), woman);
        Listener inGerman = new Listener();
        studio.layer.get(Studio.ALICE, new Source.Speech(new Utterance("Hello", "de-DE", "man")), inGerman);
        studio.finishWork();
        assertThat(woman.audio().caption()).isEqualTo("first");
        assertThat(inGerman.audio().caption()).isEqualTo("german");
        assertThat(first.asked).hasSize(2);
    }

    @Test
    void whoAsksForTheSameAtTheSameTimeIsServedByOneEffort() {
        Studio studio = new Studio(first);
        Listener one = new Listener();
        Listener two = new Listener();
        studio.ask("Hello", one);
        studio.ask("Hello", two);
        assertThat(studio.pendingWork()).isEqualTo(1);
        studio.finishWork();
        assertThat(one.audio()).isSameAs(two.audio());
    }

    @Test
    void whoCancelsHearsNothingAndTheOthersStillDo() {
        Studio studio = new Studio(first);
        Listener one = new Listener();
        Listener two = new Listener();
        Cancellable wish = studio.ask("Hello", one);
        studio.ask("Hello", two);
        wish.cancel();
        wish.cancel();
        studio.finishWork();
        assertThat(one.heard).isEmpty();
        assertThat(two.audio().length()).isEqualTo(5);
    }

    @Test
    void theFirstEngineThatSpeaksTheLanguageSpeaks() {
        Studio studio = new Studio(german, first, second);
        assertThat(studio.say("Hello").audio().caption()).isEqualTo("first");
        assertThat(german.asked).isEmpty();
        assertThat(second.asked).isEmpty();
    }

    @Test
    void aLanguageThatNobodySpeaksSaysWhatToDo() {
        Studio studio = new Studio(german);
        Listener listener = studio.say("Hello");
        assertThat(listener.code()).isEqualTo(13520);
        assertThat(listener.message()).contains("en-US", "espeak-ng");
    }

    @Test
    void anotherEngineStepsInForOneThatFailsWhichThenRests() {
        Studio studio = new Studio(first, second);
        first.ill = true;
        assertThat(studio.say("Hello").audio().caption()).isEqualTo("second");
        assertThat(studio.say("World").audio().caption()).isEqualTo("second");
        assertThat(first.asked).hasSize(1);

        first.ill = false;
        studio.pass(SoundLimits.DEFAULT.engineRest().plus(Duration.ofMillis(1)));
        assertThat(studio.say("Hello").audio().caption())
                .as("what another engine said was not kept")
                .isEqualTo("first");
    }

    @Test
    void aTextThatNobodyCanSayPutsNoEngineToRest() {
        Studio studio = new Studio(first, second);
        assertThat(studio.say("!!!").code()).isEqualTo(13520);
        assertThat(studio.say("Hello").audio().caption()).isEqualTo("first");
    }

    @Test
    void theLastEngineNeverRests() {
        Studio studio = new Studio(first);
        first.ill = true;
        assertThat(studio.say("Hello").code()).isEqualTo(13520);
        first.ill = false;
        assertThat(studio.say("Hello").audio().length()).isEqualTo(5);
    }

    @Test
    void noTextAndTooMuchTextHaveTheirCodes() {
        Studio studio = new Studio(first);
        assertThat(studio.say(" \n\u0000 ").code()).isEqualTo(13520);
        assertThat(studio.say("a".repeat(4_096)).audio().length()).isEqualTo(4_096);
        assertThat(studio.say("a".repeat(4_097)).code()).isEqualTo(13521);
        assertThat(studio.say("\u00e4".repeat(2_049)).code()).isEqualTo(13521);
    }

    @Test
    void anEngineThatCrashesIsAFailureAndNotTheEnd() {
        Studio studio = new Studio(first);
        assertThat(studio.say("crash").code()).isEqualTo(13520);
        assertThat(studio.say("Hello").audio().length()).isEqualTo(5);
    }

    @Test
    void speechIsTheSameAfterARestartWithoutBeingMadeAgain() {
        Map<String, Audio> disk = new HashMap<>();
        PromptStore store = new PromptStore() {
            @Override
            public Optional<Audio> find(String engine, Utterance utterance) {
                return Optional.ofNullable(disk.get(engine + utterance));
            }

            @Override
            public void keep(String engine, Utterance utterance, Audio audio) {
                disk.put(engine + utterance, audio);
            }
        };
        Audio before =
                new Studio(SoundLimits.DEFAULT, store, first).say("Hello").audio();
        assertThat(new Studio(SoundLimits.DEFAULT, store, first).say("Hello").audio())
                .isSameAs(before);
        assertThat(first.asked).hasSize(1);
    }

    @Test
    void whenTheWorkersAreFullTheWishIsRefused() {
        Studio studio = new Studio(first);
        studio.full = true;
        assertThat(studio.say("Hello").code()).isEqualTo(11200);
        studio.full = false;
        assertThat(studio.say("Hello").audio().length()).isEqualTo(5);
    }
}
