package org.offhook.adapters.sipnet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.offhook.core.signalling.net.Told;
import org.offhook.core.time.Clock;

/// Tells everybody the address of the interface that packets to them leave by, as the routes of this machine say: what
/// a listener on all addresses needs. An answer is kept for a while, for routes seldom change. Safe from any thread.
public final class Facing implements Told {

    private static final long KEPT = Duration.ofSeconds(30).toNanos();
    private static final int MOST = 10_000;

    /// Any port: nothing is sent.
    private static final int PORT = 9;

    private final Clock clock;
    private final Map<String, Answer> answers = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Answer> eldest) {
            return size() > MOST;
        }
    };

    private record Answer(@Nullable String address, long until) {}

    public Facing(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized @Nullable String to(String peer) {
        long now = clock.nanos();
        Answer answer = answers.get(peer);
        if (answer == null || answer.until - now < 0) {
            answer = new Answer(asked(peer), now + KEPT);
            answers.put(peer, answer);
        }
        return answer.address;
    }

    /// A datagram socket that is connected has looked up its route, and sent nothing.
    private static @Nullable String asked(String peer) {
        try (DatagramChannel channel = DatagramChannel.open()) {
            channel.connect(new InetSocketAddress(InetAddress.ofLiteral(peer), PORT));
            InetAddress local = ((InetSocketAddress) channel.getLocalAddress()).getAddress();
            String text = local.getHostAddress();
            int scope = text.indexOf('%');
            return local.isAnyLocalAddress() ? null : scope < 0 ? text : text.substring(0, scope);
        } catch (IOException | IllegalArgumentException noRoute) {
            return null;
        }
    }
}
