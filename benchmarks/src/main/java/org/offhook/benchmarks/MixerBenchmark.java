package org.offhook.benchmarks;

import java.util.concurrent.TimeUnit;
import org.offhook.media.mix.Mixer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// A frame of 20 ms mixed for everybody in a conference, each without their own voice.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MixerBenchmark {

    private static final int FRAME = 160;

    @Param({"3", "100"})
    @SuppressWarnings("NullAway.Init")
    private int members;

    private final short[] voice = new short[FRAME];
    private final short[] heard = new short[FRAME];
    private final Mixer mixer = new Mixer(FRAME);

    @Benchmark
    public short[] frame() {
        mixer.clear();
        for (int i = 0; i < members; i++) {
            voice[i % FRAME] = (short) (i * 7);
            mixer.add(voice);
        }
        for (int i = 0; i < members; i++) {
            mixer.allBut(voice, heard);
        }
        return heard;
    }
}
