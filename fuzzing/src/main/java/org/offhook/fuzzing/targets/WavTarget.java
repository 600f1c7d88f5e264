package org.offhook.fuzzing.targets;

import org.offhook.core.media.AudioDecoder.Decoded;
import org.offhook.fuzzing.Promise;
import org.offhook.fuzzing.Target;
import org.offhook.media.codec.WavDecoder;
import org.offhook.protocols.wav.WavRead;
import org.offhook.protocols.wav.WavReader;

/// WAV files: samples are found within the file, whatever its header claims, and become sound or a reason.
public final class WavTarget implements Target {

    @Override
    public String name() {
        return "wav";
    }

    /// The filter between two rates that do not divide each other has tables of up to 4 MB.
    @Override
    public long memory() {
        return 8_000_000;
    }

    @Override
    public void check(byte[] input) {
        if (WavReader.read(input) instanceof WavRead.Wav wav) {
            Promise.holds(wav.offset() >= 0 && wav.length() >= 0, "samples lie somewhere");
            Promise.holds((long) wav.offset() + wav.length() <= input.length, "samples end within the file");
            Promise.holds(wav.length() % wav.frameBytes() == 0, "samples are whole");
        }
        switch (WavDecoder.decode(input, "")) {
            case Decoded.Sound sound ->
                Promise.holds(sound.audio().duration().toSeconds() <= WavDecoder.LONGEST, "not too long");
            case Decoded.Unplayable unplayable ->
                Promise.holds(!unplayable.reason().isEmpty(), "there is a reason");
        }
    }
}
