package org.offhook.testkit.router;

import java.time.Duration;
import java.util.function.Consumer;
import org.offhook.core.ids.Sid;
import org.offhook.core.media.Audio;
import org.offhook.core.media.Sounds;
import org.offhook.core.time.Scheduler.Cancellable;
import org.offhook.testkit.fakes.FakeVoice;
import org.offhook.testkit.kernel.Timeline;

/// Speech at 15 characters a second; files of two seconds, unless their name says that they are missing.
final class TestSounds implements Sounds {

    static final Duration FILE = Duration.ofSeconds(2);

    private final Timeline timeline;

    TestSounds(Timeline timeline) {
        this.timeline = timeline;
    }

    @Override
    public Cancellable get(Sid account, Source source, Consumer<Result> whenDone) {
        return timeline.after(Duration.ofMillis(5), "a sound is ready", () -> whenDone.accept(result(source)));
    }

    private static Result result(Source source) {
        return switch (source) {
            case Source.Speech(var utterance) -> sound(FakeVoice.lengthOf(utterance.text()), utterance.text());
            case Source.File(var url)
            when url.toString().contains("missing") -> new Result.Failed(13420, url + " is not a sound");
            case Source.File(var url) -> sound(FILE, url.toString());
            case Source.Bytes bytes -> sound(FILE, bytes.caption());
        };
    }

    private static Result sound(Duration length, String caption) {
        return new Result.Ready(Audio.silence(length).captioned(caption));
    }
}
