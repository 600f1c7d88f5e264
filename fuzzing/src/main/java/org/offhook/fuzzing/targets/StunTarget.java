package org.offhook.fuzzing.targets;

import java.nio.charset.StandardCharsets;
import org.offhook.fuzzing.Promise;
import org.offhook.fuzzing.Target;
import org.offhook.protocols.stun.Binding;
import org.offhook.protocols.stun.StunKind;
import org.offhook.protocols.stun.StunMessage;

/// STUN: what is read is answered by a message, little longer than itself; nobody is taken for somebody who
/// knows the key.
public final class StunTarget implements Target {

    private static final byte[] KEY = "a key that nobody has".getBytes(StandardCharsets.UTF_8);
    private static final byte[] ADDRESS = new byte[16];

    /// By how much an answer may be longer: an IPv6 address, the reason of a refusal, a fingerprint.
    private static final int GROWTH = 64;

    @Override
    public String name() {
        return "stun";
    }

    @Override
    public void check(byte[] input) {
        StunMessage message = StunMessage.read(input);
        if (message == null) {
            return;
        }
        Promise.holds(!message.isSignedWith(KEY), "nobody signs with a key that he does not know");
        for (int type = 0; type <= 0xff; type++) {
            message.value(type);
            message.value(0x8000 | type);
        }
        byte[] answer = Binding.answer(message, ADDRESS, 5060, null);
        Promise.holds(
                (answer != null) == (message.kind() == StunKind.REQUEST && message.isBinding()),
                "requests about binding are answered, and only those");
        if (answer != null) {
            StunMessage read = StunMessage.read(answer);
            Promise.holds(read != null && read.kind() != StunKind.REQUEST, "an answer is a message, and no request");
            Promise.holds(answer.length <= input.length + GROWTH, "an answer is little longer than its request");
        }
    }
}
