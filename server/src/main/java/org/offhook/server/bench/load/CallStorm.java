package org.offhook.server.bench.load;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Callers that call at a rate whatever becomes of their calls: INVITE, and after the 200 at once ACK and BYE. They
/// send again what is not answered, as RFC 3261 §17.1 asks, and give up after ten seconds. A process of its own, so
/// that it has a core of its own; it spends a few microseconds on a message where SIPp spends tens.
public final class CallStorm {

    private static final long T1 = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);
    private static final int BUFFER = 4 << 20;
    private static final int AT_ONCE = 64;
    private static final String NAME = "storm-";

    static final String SDP = """
            v=0
            o=- 1 1 IN IP4 127.0.0.1
            s=-
            c=IN IP4 127.0.0.1
            t=0 0
            m=audio 9000 RTP/AVP 0
            a=rtpmap:0 PCMU/8000
            """.replace("\n", "\r\n");

    /// How far a call has come.
    private static final byte CALLING = 1;

    private static final byte PROCEEDING = 2;
    private static final byte LEAVING = 3;
    private static final byte OVER = 4;

    /// What came of a run.
    ///
    /// @param lost    calls that were not answered in time
    /// @param seconds until the last call was completed, but at least for as long as was called
    /// @param busy    the part of the time in which the callers had something to do: near 1 they were the limit
    /// @param p50     milliseconds from the INVITE to the 200: half are faster
    public record Result(
            long completed, long refused, long lost, double seconds, double busy, double p50, double p99) {}

    /// A message that is sent again unless it was answered.
    private record Due(int call, byte state, long at, long pause, byte[] bytes) {}

    private final DatagramChannel channel = DatagramChannel.open();
    private final ByteBuffer in = ByteBuffer.allocateDirect(65_536);
    private final byte[] states;
    private final long[] begun;
    private final String us;
    private final String them;
    private final Callees callees;
    /// From the INVITE to the 200, in nanoseconds; 0 when there was none.
    private final long[] setUps;
    /// By how long they wait: each is in order.
    private final List<Queue<Due>> dues = new ArrayList<>();

    private long completed;
    private long refused;
    private long lost;
    private long idle;
    private long lastCompleted;

    private CallStorm(int port, String number, int calls, int answering) throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER);
        channel.setOption(StandardSocketOptions.SO_SNDBUF, BUFFER);
        channel.bind(new InetSocketAddress(here, 0)).connect(new InetSocketAddress(here, port));
        channel.configureBlocking(false);
        us = "127.0.0.1:" + ((InetSocketAddress) channel.getLocalAddress()).getPort();
        them = "sip:" + number + "@127.0.0.1:" + port;
        states = new byte[calls];
        begun = new long[calls];
        setUps = new long[calls];
        callees = new Callees(answering);
        for (int i = 0; i < 5; i++) {
            dues.add(new ArrayDeque<>());
        }
    }

    /// Runs it as a process on the core for loads.
    ///
    /// @param number what is called
    /// @param rate   calls a second
    /// @param answering the port of phones that answer; 0 for any
    public static Result run(Peers peers, int port, String number, int rate, int seconds, int answering)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("taskset", "-c", Peers.LOAD_CORE));
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of("-XX:+UseSerialGC", "-Xmx1g", "-cp", System.getProperty("java.class.path")));
        words.addAll(List.of(CallStorm.class.getName(), Integer.toString(port), number));
        words.addAll(List.of(Integer.toString(rate), Integer.toString(seconds), Integer.toString(answering)));
        String[] told =
                peers.output("storm-" + rate, words, seconds + 60L).strip().split(" ", -1);
        return new Result(
                Long.parseLong(told[0]),
                Long.parseLong(told[1]),
                Long.parseLong(told[2]),
                Double.parseDouble(told[3]),
                Double.parseDouble(told[4]),
                Double.parseDouble(told[5]),
                Double.parseDouble(told[6]));
    }

    /// Port, number, calls a second, seconds, port of those who answer.
    static void main(String[] words) throws IOException {
        int rate = Integer.parseInt(words[2]);
        int seconds = Integer.parseInt(words[3]);
        int answering = Integer.parseInt(words[4]);
        CallStorm storm = new CallStorm(Integer.parseInt(words[0]), words[1], rate * seconds, answering);
        try (PrintWriter out =
                new PrintWriter(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)) {
            out.println(storm.call(rate));
        }
    }

    /// @return the fields of a [Result], with spaces in between
    private String call(int rate) throws IOException {
        long start = System.nanoTime();
        int next = 0;
        while (completed + refused + lost < states.length) {
            long now = System.nanoTime();
            int wanted = (int) Math.min(states.length, (now - start) / 1e9 * rate);
            for (int i = 0; i < AT_ONCE && next < wanted; i++) {
                begin(next++, System.nanoTime());
            }
            boolean heard = hear() || callees.hear();
            boolean repeated = again(now);
            if (!heard && !repeated && next == wanted) {
                LockSupport.parkNanos(100_000);
                idle += System.nanoTime() - now;
            }
        }
        double calling = (double) states.length / rate;
        double seconds = Math.max(calling, (lastCompleted - start) / 1e9);
        double whole = (System.nanoTime() - start) / 1e9;
        return completed + " " + refused + " " + lost + " " + seconds + " " + (1 - idle / 1e9 / whole) + " "
                + percentile(0.5) + " " + percentile(0.99);
    }

    /// In milliseconds.
    private double percentile(double part) {
        long[] known = Arrays.stream(setUps).filter(time -> time > 0).sorted().toArray();
        return known.length == 0 ? Double.NaN : known[(int) (part * (known.length - 1))] / 1e6;
    }

    private void begin(int call, long now) throws IOException {
        states[call] = CALLING;
        begun[call] = now;
        byte[] invite = bytes("INVITE " + them + " SIP/2.0\r\n" + head(call, 'i', "", "1 INVITE") + "Contact: <sip:"
                + us + ">\r\nContent-Type: application/sdp\r\nContent-Length: " + SDP.length() + "\r\n\r\n" + SDP);
        send(new Due(call, CALLING, now + T1, T1, invite));
    }

    private String head(int call, char branch, String tag, String cseq) {
        return "Via: SIP/2.0/UDP " + us + ";branch=z9hG4bK" + call + branch + "\r\nFrom: <sip:bench@" + us + ">;tag=f"
                + call + "\r\nTo: <" + them + ">" + tag + "\r\nCall-ID: " + NAME + call + "\r\nCSeq: " + cseq
                + "\r\nMax-Forwards: 70\r\n";
    }

    /// Reads some of what has come; whether there was anything.
    private boolean hear() throws IOException {
        for (int i = 0; i < AT_ONCE; i++) {
            if (channel.read(in.clear()) <= 0) {
                return i > 0;
            }
            in.flip();
            byte[] heard = new byte[in.remaining()];
            in.get(heard);
            heard(new String(heard, StandardCharsets.ISO_8859_1), System.nanoTime());
        }
        return true;
    }

    private void heard(String message, long now) throws IOException {
        int call = Integer.parseInt(field(message, "\r\nCall-ID: " + NAME));
        int status = Integer.parseInt(message.substring(8, 11));
        boolean invite = field(message, "\r\nCSeq: ").endsWith("INVITE");
        if (status < 200) {
            states[call] = states[call] == CALLING ? PROCEEDING : states[call];
        } else if (invite) {
            answered(call, status, message, now);
        } else if (states[call] == LEAVING) {
            states[call] = OVER;
            completed++;
            lastCompleted = now;
        }
    }

    private void answered(int call, int status, String message, long now) throws IOException {
        String to = field(message, "\r\nTo: ");
        String tag = to.substring(to.lastIndexOf(";tag="));
        boolean first = states[call] < LEAVING;
        String ack = head(call, status == 200 ? 'a' : 'i', tag, "1 ACK") + "Content-Length: 0\r\n\r\n";
        send(bytes("ACK " + them + " SIP/2.0\r\n" + ack));
        if (first && status == 200) {
            states[call] = LEAVING;
            setUps[call] = now - begun[call];
            byte[] bye =
                    bytes("BYE " + them + " SIP/2.0\r\n" + head(call, 'b', tag, "2 BYE") + "Content-Length: 0\r\n\r\n");
            send(new Due(call, LEAVING, now + T1, T1, bye));
        } else if (first) {
            states[call] = OVER;
            refused++;
        }
    }

    private static String field(String message, String name) {
        int from = message.indexOf(name) + name.length();
        return message.substring(from, message.indexOf("\r\n", from));
    }

    /// Sends again what is due; whether anything was.
    private boolean again(long now) throws IOException {
        boolean any = false;
        for (Queue<Due> queue : dues) {
            for (Due due = queue.peek(); due != null && due.at <= now; due = queue.peek()) {
                queue.remove();
                any = true;
                if (now - begun[due.call] > PATIENCE && states[due.call] != OVER) {
                    states[due.call] = OVER;
                    lost++;
                } else if (states[due.call] == due.state) {
                    send(new Due(due.call, due.state, now + 2 * due.pause, 2 * due.pause, due.bytes));
                } else if (states[due.call] == PROCEEDING) {
                    // Nothing is sent again, but the caller's patience ends.
                    remember(new Due(due.call, due.state, now + 2 * due.pause, 2 * due.pause, due.bytes));
                }
            }
        }
        return any;
    }

    private void send(Due due) throws IOException {
        remember(due);
        send(due.bytes);
    }

    private void remember(Due due) {
        dues.get(Math.min(dues.size() - 1, Long.numberOfTrailingZeros(due.pause / T1)))
                .add(due);
    }

    private void send(byte[] bytes) throws IOException {
        channel.write(ByteBuffer.wrap(bytes));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
