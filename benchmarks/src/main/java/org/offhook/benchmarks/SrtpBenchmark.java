package org.offhook.benchmarks;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.offhook.protocols.srtp.CryptoSuite;
import org.offhook.protocols.srtp.SrtpReceiver;
import org.offhook.protocols.srtp.SrtpSender;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// What it costs to encrypt a packet of 20 ms of G.711 and to open it again.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SrtpBenchmark {

    private static final int LENGTH = 172;

    private final byte[] master = new byte[CryptoSuite.KEY_AND_SALT];
    private final SrtpSender sender = new SrtpSender(CryptoSuite.AES_CM_128_HMAC_SHA1_80, master);
    private final SrtpReceiver receiver = new SrtpReceiver(CryptoSuite.AES_CM_128_HMAC_SHA1_80, master);
    private final ByteBuffer packet = ByteBuffer.allocateDirect(2_048);
    private int sequence;

    @Benchmark
    public int sealAndOpen() {
        packet.put(0, (byte) 0x80).putShort(2, (short) sequence++);
        return receiver.open(packet, sender.protect(packet, 0, LENGTH));
    }
}
