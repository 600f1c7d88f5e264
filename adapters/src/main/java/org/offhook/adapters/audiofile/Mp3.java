package org.offhook.adapters.audiofile;

import java.io.ByteArrayInputStream;
import javazoom.jl.decoder.Bitstream;
import javazoom.jl.decoder.BitstreamException;
import javazoom.jl.decoder.Decoder;
import javazoom.jl.decoder.DecoderException;
import javazoom.jl.decoder.Header;
import javazoom.jl.decoder.SampleBuffer;
import org.jspecify.annotations.Nullable;
import org.offhook.core.media.Audio;
import org.offhook.core.media.AudioDecoder.Decoded;
import org.offhook.media.codec.Resampler;
import org.offhook.media.codec.Samples;
import org.offhook.media.codec.WavDecoder;

/// MPEG audio by JLayer, frame by frame. A broken frame is left out; a file in which nothing can be decoded is
/// no sound.
final class Mp3 {
    /// Broken frames in a row after which the rest is given up.
    private static final int MOST_BROKEN = 50;

    private static final int TAG_HEADER = 10;

    private final Bitstream bitstream;
    private final Decoder decoder = new Decoder();
    private final Samples out = new Samples(Audio.RATE);
    private short[] mono = new short[1_152];
    private Resampler.@Nullable Stream resampler;
    private int rate;

    private Mp3(byte[] bytes) {
        int start = behindTags(bytes);
        this.bitstream = new Bitstream(new ByteArrayInputStream(bytes, start, bytes.length - start));
    }

    static Decoded decode(byte[] bytes, String caption) {
        return new Mp3(bytes).decode(caption);
    }

    /// Where the sound begins: behind the ID3v2 tags (ID3v2.4 §3.1). JLayer would make room for as many bytes as
    /// a tag claims to have, up to 256 MB.
    private static int behindTags(byte[] bytes) {
        int at = 0;
        while (bytes.length - at >= 3 && bytes[at] == 'I' && bytes[at + 1] == 'D' && bytes[at + 2] == '3') {
            if (bytes.length - at < TAG_HEADER) {
                return bytes.length;
            }
            int size = 0;
            for (int i = 6; i < TAG_HEADER; i++) {
                size = size << 7 | (bytes[at + i] & 0x7f);
            }
            int footer = (bytes[at + 5] & 0x10) != 0 ? TAG_HEADER : 0;
            at = Math.min(bytes.length, at + TAG_HEADER + size + footer);
        }
        return at;
    }

    private Decoded decode(String caption) {
        int broken = 0;
        while (broken < MOST_BROKEN) {
            try {
                Header header = bitstream.readFrame();
                if (header == null) {
                    break;
                }
                take((SampleBuffer) decoder.decodeFrame(header, bitstream));
                broken = 0;
            } catch (BitstreamException | DecoderException | RuntimeException e) {
                // JLayer runs over the ends of its tables when a frame lies about itself.
                broken++;
            }
            bitstream.closeFrame();
            if (out.count() > WavDecoder.LONGEST * Audio.RATE) {
                return new Decoded.Unplayable("longer than " + WavDecoder.LONGEST + " seconds");
            }
        }
        if (resampler == null) {
            return new Decoded.Unplayable("MP3 file without sound");
        }
        resampler.finish();
        return new Decoded.Sound(new Audio(out.toArray(), caption));
    }

    /// Takes a frame; the rate of the first is the file's, and a frame of another rate is noise.
    private void take(SampleBuffer buffer) {
        if (resampler == null) {
            rate = buffer.getSampleFrequency();
            resampler = new Resampler(rate, Audio.RATE).stream(out);
        }
        int channels = buffer.getChannelCount();
        if (buffer.getSampleFrequency() != rate || channels < 1) {
            return;
        }
        int count = buffer.getBufferLength() / channels;
        if (mono.length < count) {
            mono = new short[count];
        }
        short[] interleaved = buffer.getBuffer();
        for (int i = 0; i < count; i++) {
            int sum = interleaved[i * channels];
            if (channels > 1) {
                sum = (sum + interleaved[i * channels + 1]) / 2;
            }
            mono[i] = (short) sum;
        }
        resampler.push(mono, count);
    }
}
