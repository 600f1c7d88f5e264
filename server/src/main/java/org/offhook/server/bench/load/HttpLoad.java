package org.offhook.server.bench.load;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// One request, sent again and again over connections that stay open. A client of its own, because one that
/// costs as much as what it measures would only measure itself.
public final class HttpLoad {

    private static final int HEAD = 64 * 1024;
    private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);

    private final int port;
    private final byte[] request;
    private final int expected;
    private final int connections;

    /// @param port        on loopback
    /// @param request     the whole request, headers and body
    /// @param expected    the status of a success
    /// @param connections at the same time
    public HttpLoad(int port, String request, int expected, int connections) {
        this.port = port;
        this.request = request.getBytes(StandardCharsets.UTF_8);
        this.expected = expected;
        this.connections = connections;
    }

    /// What came of a run.
    ///
    /// @param millis how long each answer took, rising
    public record Result(int failed, double seconds, double serverMs, double[] millis) {

        public double perUnit() {
            return serverMs / millis.length;
        }

        double rate() {
            return millis.length / seconds;
        }

        double quantile(double share) {
            return millis[(int) Math.min(millis.length - 1L, Math.round(share * millis.length))];
        }

        public String remark() {
            return String.format(
                    Locale.ROOT,
                    "%.0f/s, %d failed, p50 %.2f ms, p99 %.2f ms, worst %.2f ms",
                    rate(),
                    failed,
                    quantile(0.5),
                    quantile(0.99),
                    millis[millis.length - 1]);
        }
    }

    /// @param requests in all
    /// @param rate     requests a second, or 0 for one after the other on each connection. With a rate the time of
    ///                 an answer begins when its request was due, not when there was a connection free for it.
    public Result run(int requests, int rate, ProcessHandle server) throws IOException, InterruptedException {
        double[] millis = new double[requests];
        AtomicInteger next = new AtomicInteger();
        AtomicInteger failed = new AtomicInteger();
        double before = ProcessCpu.milliseconds(server);
        long begun = System.nanoTime();
        try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                all.add(threads.submit(() -> {
                    work(millis, next, failed, begun, rate);
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } catch (ExecutionException failure) {
            throw new IOException("the load broke off", failure);
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        double cpu = ProcessCpu.milliseconds(server) - before;
        Arrays.sort(millis);
        return new Result(failed.get(), seconds, cpu, millis);
    }

    private void work(double[] millis, AtomicInteger next, AtomicInteger failed, long begun, int rate)
            throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream(), HEAD);
            for (int n = next.getAndIncrement(); n < millis.length; n = next.getAndIncrement()) {
                long due = rate == 0 ? System.nanoTime() : begun + n * 1_000_000_000L / rate;
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                socket.getOutputStream().write(request);
                if (answer(in) != expected) {
                    failed.incrementAndGet();
                }
                millis[n] = (System.nanoTime() - due) / 1e6;
            }
        }
    }

    /// Reads one answer with a Content-Length.
    ///
    /// @return its status
    private static int answer(InputStream in) throws IOException {
        int status = 0;
        int length = 0;
        for (byte[] line = line(in); line.length > 0; line = line(in)) {
            if (status == 0) {
                status = Integer.parseInt(new String(line, 9, 3, StandardCharsets.US_ASCII));
            } else if (startsWith(line, LENGTH)) {
                length = Integer.parseInt(
                        new String(line, LENGTH.length, line.length - LENGTH.length, StandardCharsets.US_ASCII)
                                .strip());
            }
        }
        in.skipNBytes(length);
        return status;
    }

    private static boolean startsWith(byte[] line, byte[] name) {
        if (line.length < name.length) {
            return false;
        }
        for (int i = 0; i < name.length; i++) {
            if (Character.toLowerCase(line[i]) != name[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] line(InputStream in) throws IOException {
        byte[] line = new byte[512];
        int n = 0;
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the server closed the connection");
            }
            if (c != '\r') {
                line = n == line.length ? Arrays.copyOf(line, 2 * n) : line;
                line[n++] = (byte) c;
            }
        }
        return Arrays.copyOf(line, n);
    }
}
