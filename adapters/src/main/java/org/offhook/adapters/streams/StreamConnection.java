package org.offhook.adapters.streams;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;
import org.jspecify.annotations.Nullable;
import org.offhook.core.streams.StreamSockets.Ending;
import org.offhook.core.streams.StreamSockets.Link;
import org.offhook.core.streams.StreamSockets.Socket;
import org.offhook.core.time.Scheduler;

/// One connection: the link's messages go out one at a time, the next when the former is with the system; frames
/// that come are put together to messages. Several may end it; the first one tells the link why.
final class StreamConnection implements FrameHandler, Socket {

    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final Link link;
    private final Pump pump;
    private final Scheduler scheduler;
    private final AtomicReference<@Nullable CoreSession> session = new AtomicReference<>();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final AtomicBoolean sending = new AtomicBoolean();
    private final TextMessages texts;
    private volatile boolean closing;
    private volatile boolean saidGoodbye;

    /// With what the application closed; null while it has not.
    private volatile @Nullable CloseStatus closed;

    /// @param longest characters in one message
    StreamConnection(Link link, int longest, Pump pump, Scheduler scheduler) {
        this.link = link;
        this.pump = pump;
        this.scheduler = scheduler;
        this.texts = new TextMessages(longest);
    }

    @Override
    public void ready() {
        if (scheduled.compareAndSet(false, true)) {
            pump.add(this::send);
        }
    }

    @Override
    public void close() {
        closing = true;
        if (session.get() == null) {
            end(Ending.GOOD);
        } else {
            ready();
        }
    }

    boolean isOpen() {
        return session.get() != null;
    }

    /// It has not come about, or is over.
    void end(Ending how) {
        if (ended.compareAndSet(false, true)) {
            link.ended(closing ? Ending.GOOD : how);
            CoreSession open = session.get();
            if (open != null) {
                open.abort();
            }
        }
    }

    private void send() {
        scheduled.set(false);
        CoreSession open = session.get();
        while (open != null && !saidGoodbye && sending.compareAndSet(false, true)) {
            String message = link.next();
            if (message == null) {
                sending.set(false);
                if (closing) {
                    sayGoodbye(open);
                }
                return;
            }
            open.sendFrame(new Frame(OpCode.TEXT, message), Callback.from(this::sent, this::broken), false);
        }
    }

    private void sent() {
        sending.set(false);
        if (!pump.here()) {
            ready();
        }
    }

    private void sayGoodbye(CoreSession open) {
        saidGoodbye = true;
        open.close(CloseStatus.NORMAL, null, Callback.NOOP);
        scheduler.after(FAREWELL, () -> end(Ending.GOOD));
    }

    /// What could not be sent any more because the application closed is no failure.
    private void broken(Throwable cause) {
        CloseStatus status = closed;
        end(status == null ? Failures.broken(cause) : Failures.closed(status));
    }

    @Override
    public void onOpen(CoreSession opened, Callback callback) {
        session.set(opened);
        callback.succeeded();
        if (ended.get()) {
            opened.abort();
            return;
        }
        link.opened();
        ready();
        opened.demand();
    }

    @Override
    public void onFrame(Frame frame, Callback callback) {
        CoreSession open = session.get();
        if (open == null) {
            throw new IllegalStateException("a frame before the connection was open");
        }
        switch (frame.getOpCode()) {
            case OpCode.TEXT, OpCode.CONTINUATION -> {
                String message = texts.take(frame);
                if (message != null) {
                    link.received(message);
                }
            }
            case OpCode.PING -> open.sendFrame(new Frame(OpCode.PONG, copy(frame)), Callback.NOOP, false);
            case OpCode.CLOSE -> closed = CloseStatus.getCloseStatus(frame);
            default -> {}
        }
        callback.succeeded();
        if (frame.getOpCode() != OpCode.CLOSE) {
            open.demand();
        }
    }

    private static ByteBuffer copy(Frame ping) {
        return ByteBuffer.allocate(ping.getPayloadLength())
                .put(ping.getPayload().slice())
                .flip();
    }

    /// Before it is open, whoever connects is told too, and knows the reason better.
    @Override
    public void onError(Throwable cause, Callback callback) {
        if (isOpen()) {
            broken(cause);
        }
        callback.succeeded();
    }

    @Override
    public void onClosed(CloseStatus status, Callback callback) {
        if (isOpen()) {
            end(Failures.closed(status));
        }
        callback.succeeded();
    }
}
