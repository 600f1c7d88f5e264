package org.offhook.core.streams;

import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;
import org.offhook.core.media.MediaSession.Track;
import org.offhook.core.media.SoundSource;
import org.offhook.core.media.Tap;
import org.offhook.core.streams.StreamSockets.Ending;
import org.offhook.core.streams.StreamSockets.Link;
import org.offhook.core.streams.StreamSockets.Socket;

/// One stream of a call: what the leg's tap hears becomes messages, and messages become what the leg says.
///
/// The media shard and the script only add to queues; messages are made by the thread that sends them. Sound
/// that a slow application does not take is left out, oldest first; the timestamps show it. Keys and marks are
/// never left out.
public final class StreamTalk implements Link, Tap {

    private static final int FRAME_MS = 20;

    /// Keys and marks that wait to be sent; an application that is so far behind hears no more of them.
    private static final int MOST_WORDS = 50_000;

    private static final int DISCARDED = 31931;
    private static final int OVERFLOW = 31930;

    private final StreamOrder order;
    private final StreamLimits limits;
    private final StreamCounters counters;
    private final Consumer<News> news;
    private final StreamMessages messages;
    private final @Nullable Speaker speaker;
    private final Heard inbound = new Heard("inbound");
    private final Heard outbound = new Heard("outbound");
    private final Queue<Frame> sound = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waitingFrames = new AtomicInteger();
    private final int mostFrames;
    private final Queue<Word> words = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waitingWords = new AtomicInteger();
    private final Set<Integer> warned = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Socket socket;
    private volatile Stage stage = Stage.CONNECTING;
    private volatile boolean stopping;
    private long frames;

    /// What the script hears of a stream.
    public sealed interface News {

        record Opened() implements News {}

        /// The developer is to see this; each code at most once.
        record Problem(int code, String message) implements News {}

        /// The last word.
        record Ended(Ending how) implements News {}
    }

    private enum Stage {
        CONNECTING,
        GREETING,
        STARTING,
        TALKING,
        STOPPED
    }

    private sealed interface Word {
        record Key(char key) implements Word {}

        record Mark(String name) implements Word {}
    }

    /// @param news told from any thread; must not block
    public StreamTalk(StreamOrder order, Sid account, Sid call, StreamTools tools, Consumer<News> news) {
        this.order = order;
        this.limits = tools.limits();
        this.counters = tools.counters();
        this.news = news;
        int tracks = order.track() == Track.BOTH ? 2 : 1;
        this.mostFrames = Math.toIntExact(limits.backlog().toMillis() / FRAME_MS * tracks);
        this.messages = new StreamMessages(order.sid(), account, call);
        this.speaker = order.speaks() ? new Speaker(limits, this::played) : null;
    }

    /// One direction of the call.
    private static final class Heard {
        private final String name;
        private long chunks;

        Heard(String name) {
            this.name = name;
        }
    }

    private record Frame(String track, long chunk, long timestamp, short[] samples) {}

    /// What the call hears of the application; null when it does not.
    public @Nullable SoundSource speaker() {
        return speaker;
    }

    /// Connects.
    public void begin(StreamSockets sockets, StreamSockets.Handshake handshake) {
        counters.began();
        socket = sockets.open(handshake, this);
    }

    /// A key that the far end has pressed.
    public void pressed(char key) {
        say(new Word.Key(key));
    }

    /// Tells the application that it is over, and hangs up.
    public void stop() {
        stopping = true;
        Socket connection = socket;
        if (connection != null) {
            connection.close();
        }
    }

    private void played(String mark) {
        say(new Word.Mark(mark));
    }

    private void say(Word word) {
        if (waitingWords.incrementAndGet() > MOST_WORDS) {
            waitingWords.decrementAndGet();
            return;
        }
        words.add(word);
        wake();
    }

    private void wake() {
        Socket connection = socket;
        if (connection != null) {
            connection.ready();
        }
    }

    // From the media shard

    @Override
    public void frame(short[] theirs, short[] ours) {
        if (stopping) {
            return;
        }
        long timestamp = frames++ * FRAME_MS;
        if (order.track() != Track.OUTBOUND) {
            add(inbound, theirs, timestamp);
        }
        if (order.track() != Track.INBOUND) {
            add(outbound, ours, timestamp);
        }
        wake();
    }

    private void add(Heard track, short[] samples, long timestamp) {
        track.chunks++;
        if (waitingFrames.incrementAndGet() > mostFrames && sound.poll() != null) {
            waitingFrames.decrementAndGet();
            counters.frameLost();
            warn(DISCARDED, "The application takes the sound of the stream too slowly; some of it is left out.");
        }
        sound.add(new Frame(track.name, track.chunks, timestamp, samples.clone()));
    }

    // From the connection

    @Override
    public void opened() {
        stage = Stage.GREETING;
        news.accept(new News.Opened());
    }

    @Override
    public @Nullable String next() {
        return switch (stage) {
            case CONNECTING, STOPPED -> null;
            case GREETING -> {
                stage = Stage.STARTING;
                yield StreamMessages.CONNECTED;
            }
            case STARTING -> {
                stage = Stage.TALKING;
                yield messages.start(tracks(), order.parameters());
            }
            case TALKING -> talk();
        };
    }

    private List<String> tracks() {
        return switch (order.track()) {
            case INBOUND -> List.of(inbound.name);
            case OUTBOUND -> List.of(outbound.name);
            case BOTH -> List.of(inbound.name, outbound.name);
        };
    }

    private @Nullable String talk() {
        Word word = words.poll();
        if (word != null) {
            waitingWords.decrementAndGet();
            return switch (word) {
                case Word.Key(char key) -> messages.dtmf(key);
                case Word.Mark(String name) -> messages.mark(name);
            };
        }
        Frame frame = sound.poll();
        if (frame != null) {
            waitingFrames.decrementAndGet();
            return messages.media(frame.track, frame.chunk, frame.timestamp, frame.samples);
        }
        if (!stopping) {
            return null;
        }
        stage = Stage.STOPPED;
        return messages.stop();
    }

    @Override
    public void received(String text) {
        Speaker ours = speaker;
        switch (AppMessage.read(text, order.sid())) {
            case AppMessage.Wrong(int code, String message) -> warn(code, message);
            case AppMessage _
            when ours == null ->
                warn(AppMessage.INVALID, "The stream is one-way; only Connect takes messages of the application.");
            case AppMessage.Media(byte[] ulaw) -> {
                if (!ours.add(ulaw)) {
                    counters.refused(ulaw.length);
                    overflow();
                }
            }
            case AppMessage.Mark(String name) -> {
                if (!ours.mark(name)) {
                    overflow();
                }
            }
            case AppMessage.Clear() -> ours.clear();
        }
    }

    private void overflow() {
        warn(
                OVERFLOW,
                "The application is more than " + limits.buffer().toSeconds()
                        + " s ahead of what the call has heard; the rest is left out.");
    }

    @Override
    public void ended(Ending how) {
        stage = Stage.STOPPED;
        counters.ended(how.code() == 0);
        news.accept(new News.Ended(how));
    }

    private void warn(int code, String message) {
        if (warned.add(code)) {
            news.accept(new News.Problem(code, message));
        }
    }
}
