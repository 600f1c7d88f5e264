package org.offhook.testkit.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// Ports of 127.0.0.1 that are free now, over UDP and TCP. They lie below those that the kernel hands out by
/// itself, so that a connection made in between does not take one away.
///
/// Tests of several processes run on one machine. Each process takes its ports from slices of its own, which it
/// holds by locks on files, and goes round in them, so that a port that was given stays free until somebody opens
/// it: many are opened late, as those for sound are.
public final class Ports {

    private static final int LOWEST = 12_000;
    private static final int SLICE = 1_000;
    private static final int SLICES = 20;
    /// That one process holds at most.
    private static final int HELD = 4;

    private static final List<Slice> OWN = new ArrayList<>(List.of(Slice.ofOurs()));
    private static int slice;
    private static int next;

    private Ports() {}

    /// @param lock kept open: the system gives it up with the process
    private record Slice(int first, @Nullable FileChannel lock) {

        static Slice ofOurs() {
            Slice own = take();
            int any = ThreadLocalRandom.current().nextInt(SLICES);
            return own == null ? new Slice(LOWEST + any * SLICE, null) : own;
        }

        static @Nullable Slice take() {
            int start = ThreadLocalRandom.current().nextInt(SLICES);
            for (int i = 0; i < SLICES; i++) {
                int number = (start + i) % SLICES;
                FileChannel lock = lock(number);
                if (lock != null) {
                    return new Slice(LOWEST + number * SLICE, lock);
                }
            }
            return null;
        }

        private static @Nullable FileChannel lock(int number) {
            Path file = Path.of(System.getProperty("java.io.tmpdir"), "offhook-ports-" + number);
            try {
                FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                if (channel.tryLock() != null) {
                    return channel;
                }
                channel.close();
                return null;
            } catch (IOException | OverlappingFileLockException notOurs) {
                return null;
            }
        }
    }

    public static int free() {
        return block(1);
    }

    /// Finds `count` free ports in a row, the first one even (RFC 3550 §11).
    ///
    /// @return the first
    public static synchronized int block(int count) {
        int whole = count + (count & 1);
        for (int tries = 0; tries < HELD * SLICE; tries++) {
            if (next + whole > SLICE) {
                turn();
            }
            int first = OWN.get(slice).first + next;
            if (allFree(first, count)) {
                next += whole;
                return first;
            }
            next += 2;
        }
        throw new IllegalStateException("no " + count + " free ports in a row");
    }

    /// On to a slice that nobody has, or round to the first.
    private static void turn() {
        @Nullable Slice more = OWN.size() < HELD ? Slice.take() : null;
        if (more != null) {
            OWN.add(more);
        }
        slice = (slice + 1) % OWN.size();
        next = 0;
    }

    private static boolean allFree(int first, int count) {
        for (int port = first; port < first + count; port++) {
            if (!isFree(port)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isFree(int port) {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try (ServerSocket tcp = new ServerSocket();
                DatagramSocket udp = new DatagramSocket(null)) {
            tcp.bind(address);
            udp.bind(address);
            return true;
        } catch (java.net.BindException taken) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
