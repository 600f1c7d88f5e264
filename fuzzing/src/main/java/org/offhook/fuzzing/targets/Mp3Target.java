package org.offhook.fuzzing.targets;

import java.nio.file.Path;
import java.time.Duration;
import org.offhook.adapters.audiofile.Ffmpeg;
import org.offhook.adapters.audiofile.FileDecoder;
import org.offhook.core.media.AudioDecoder.Decoded;
import org.offhook.fuzzing.Promise;
import org.offhook.fuzzing.Target;

/// MP3 and other sound files that are decoded in this process: sound or a reason. There is no ffmpeg here; what
/// would be left to it is refused.
public final class Mp3Target implements Target {

    private final FileDecoder decoder =
            new FileDecoder(new Ffmpeg("no-such-program", Path.of("."), Duration.ofSeconds(1)));

    @Override
    public String name() {
        return "mp3";
    }

    /// The decoder lays out its tables anew for each file.
    @Override
    public long memory() {
        return 16_000_000;
    }

    @Override
    public void check(byte[] input) {
        switch (decoder.decode(input, "audio/mpeg", "")) {
            case Decoded.Sound sound -> Promise.holds(sound.audio().duration().toSeconds() <= 3_600, "an hour at most");
            case Decoded.Unplayable unplayable ->
                Promise.holds(!unplayable.reason().isEmpty(), "there is a reason");
        }
    }
}
