package org.offhook.media.shard;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.offhook.core.time.Clock;

/// A shard, its network and the phones that talk to it, all in one clock that the test turns.
final class World {
    private static final long MILLISECOND = 1_000_000L;

    final MemorySockets network = new MemorySockets(100);
    final MediaShard shard;
    final ShardMedia media;
    private final List<Phone> phones = new ArrayList<>();
    private final Random random = new Random(17);
    private int delivered;
    private long nanos = 120_000_000_000L;

    World() {
        this(MediaSettings.DEFAULT);
    }

    World(MediaSettings settings) {
        Clock clock = new Clock() {
            @Override
            public Instant now() {
                return Instant.EPOCH.plusNanos(nanos);
            }

            @Override
            public long nanos() {
                return nanos;
            }
        };
        shard = new MediaShard(network, clock, new AtomicLong(random.nextLong())::incrementAndGet, settings, bug -> {
            throw bug;
        });
        media = new ShardMedia(shard, 1);
    }

    Phone phone(String codecs) {
        Phone phone = new Phone(this, "198.51.100." + (phones.size() + 1), 4_000 + 2 * phones.size(), codecs);
        phones.add(phone);
        return phone;
    }

    /// A phone that takes µ-law and telephone events.
    Phone phone() {
        return phone("0 101");
    }

    /// Lets time pass: every 5 ms phones send what is due, the shard ticks, and phones get what it sent.
    void run(int milliseconds) {
        for (int ms = 0; ms < milliseconds; ms += 5) {
            nanos += 5 * MILLISECOND;
            for (Phone phone : phones) {
                phone.tick(nanos / MILLISECOND);
            }
            shard.tick(nanos);
            for (; delivered < network.sent.size(); delivered++) {
                MemorySockets.Datagram datagram = network.sent.get(delivered);
                for (Phone phone : phones) {
                    phone.receive(datagram);
                }
            }
        }
    }
}
