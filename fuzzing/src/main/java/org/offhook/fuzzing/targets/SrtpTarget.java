package org.offhook.fuzzing.targets;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.offhook.fuzzing.Promise;
import org.offhook.fuzzing.Target;
import org.offhook.protocols.rtp.RtpPacket;
import org.offhook.protocols.srtp.CryptoSuite;
import org.offhook.protocols.srtp.SrtpReceiver;
import org.offhook.protocols.srtp.SrtpSender;

/// SRTP: what nobody with the key has written is refused and changes nothing; what was protected is opened once,
/// to what it was.
public final class SrtpTarget implements Target {

    /// Whose packets these bytes are not.
    private static final byte[] THEIRS = key(1);

    private static final byte[] OURS = key(2);

    @Override
    public String name() {
        return "srtp";
    }

    @Override
    public void check(byte[] input) {
        for (CryptoSuite suite : CryptoSuite.values()) {
            SrtpReceiver receiver = new SrtpReceiver(suite, THEIRS);
            ByteBuffer strange = room(input);
            Promise.holds(receiver.open(strange, input.length) < 0, "no stranger's packet is opened");
            Promise.holds(receiver.openControl(strange, input.length) < 0, "no stranger's report is opened");
            Promise.holds(Arrays.equals(input, first(strange, input.length)), "what is refused is not changed");
            packet(suite, input);
            report(suite, input);
        }
    }

    private static void packet(CryptoSuite suite, byte[] input) {
        ByteBuffer bytes = room(input);
        if (!new RtpPacket().wrap(bytes, 0, input.length)) {
            return;
        }
        int length = new SrtpSender(suite, OURS).protect(bytes, 0, input.length);
        byte[] sealed = first(bytes, length);
        SrtpReceiver receiver = new SrtpReceiver(suite, OURS);
        sealed[input.length / 2] ^= 1;
        Promise.holds(receiver.open(room(sealed), length) < 0, "a changed packet is refused");
        Promise.same(input.length, receiver.open(bytes, length));
        Promise.holds(Arrays.equals(input, first(bytes, input.length)), "a packet is opened to what it was");
        sealed[input.length / 2] ^= 1;
        Promise.holds(receiver.open(room(sealed), length) < 0, "a packet is opened once");
    }

    private static void report(CryptoSuite suite, byte[] input) {
        if (input.length < 8) {
            return;
        }
        ByteBuffer bytes = room(input);
        int length = new SrtpSender(suite, OURS).protectControl(bytes, 0, input.length);
        byte[] sealed = first(bytes, length);
        SrtpReceiver receiver = new SrtpReceiver(suite, OURS);
        Promise.same(input.length, receiver.openControl(bytes, length));
        Promise.holds(Arrays.equals(input, first(bytes, input.length)), "a report is opened to what it was");
        Promise.holds(receiver.openControl(room(sealed), length) < 0, "a report is opened once");
    }

    private static ByteBuffer room(byte[] bytes) {
        return ByteBuffer.allocate(bytes.length + SrtpSender.GROWTH).put(0, bytes);
    }

    private static byte[] first(ByteBuffer bytes, int length) {
        byte[] first = new byte[length];
        bytes.get(0, first);
        return first;
    }

    private static byte[] key(int filled) {
        byte[] key = new byte[CryptoSuite.KEY_AND_SALT];
        Arrays.fill(key, (byte) filled);
        return key;
    }
}
