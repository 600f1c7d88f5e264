package org.offhook.adapters.sipnet;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.offhook.core.limits.Throttle;
import org.offhook.core.time.Clock;
import org.offhook.protocols.stun.Binding;
import org.offhook.protocols.stun.StunMessage;

/// Answers the binding requests by which phones keep their way through a NAT open and see that it is (RFC 5626
/// §3.5.2). Whoever forges a sender gains nothing: an answer is longer than its request by 32 bytes at most, and
/// there are only so many in a second.
final class KeepAlives {

    /// The mapped address, of IPv6, and the fingerprint.
    private static final int LONGER = 32;

    private final DatagramChannel channel;
    private final Throttle throttle;
    private final LongAdder answered = new LongAdder();
    private final LongAdder dropped = new LongAdder();

    /// @param perSecond answers in a second
    KeepAlives(DatagramChannel channel, int perSecond, Clock clock) {
        this.channel = channel;
        this.throttle = new Throttle(perSecond, clock);
    }

    /// Whether a datagram is none of SIP's; a request among such is answered.
    boolean takes(byte[] datagram, InetSocketAddress from) {
        if (!StunMessage.looksLike(ByteBuffer.wrap(datagram), 0, datagram.length)) {
            return false;
        }
        byte[] answer = answer(datagram, from);
        if (answer != null && send(answer, from)) {
            answered.increment();
        } else {
            dropped.increment();
        }
        return true;
    }

    private byte @Nullable [] answer(byte[] datagram, InetSocketAddress from) {
        if (!throttle.take()) {
            return null;
        }
        StunMessage request = StunMessage.read(datagram);
        byte[] answer = request == null
                ? null
                : Binding.answer(request, from.getAddress().getAddress(), from.getPort(), null);
        return answer == null || answer.length > datagram.length + LONGER ? null : answer;
    }

    private boolean send(byte[] answer, InetSocketAddress to) {
        try {
            return to.getPort() != 0 && channel.send(ByteBuffer.wrap(answer), to) > 0;
        } catch (IOException _) {
            return false; // No way back there.
        }
    }

    long answered() {
        return answered.sum();
    }

    /// What was too much, too long, or no request.
    long dropped() {
        return dropped.sum();
    }
}
