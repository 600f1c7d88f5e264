package org.offhook.adapters.httpserver;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.jspecify.annotations.Nullable;

/// One connection. Jetty calls it with one message at a time; it is public for Jetty alone.
public final class SocketConnection implements Session.Listener.AutoDemanding, SocketDoor.Voice {

    private final SocketDoor door;
    private final InetSocketAddress remote;
    private final boolean secure;
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile @Nullable Session session;
    private volatile SocketDoor.@Nullable Visitor visitor;

    SocketConnection(SocketDoor door, InetSocketAddress remote, boolean secure) {
        this.door = door;
        this.remote = remote;
        this.secure = secure;
    }

    @Override
    public void onWebSocketOpen(Session open) {
        open.setMaxTextMessageSize(door.longest());
        open.setMaxBinaryMessageSize(door.longest());
        open.setMaxFrameSize(door.longest());
        open.setIdleTimeout(door.idle());
        session = open;
        SocketDoor.Visitor entered = door.enter(remote, secure, this);
        visitor = entered;
        if (entered == null) {
            open.close(StatusCode.TRY_AGAIN_LATER, "no room", Callback.NOOP);
        }
    }

    @Override
    public void onWebSocketText(String message) {
        received(message.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void onWebSocketBinary(ByteBuffer message, Callback callback) {
        byte[] bytes = new byte[message.remaining()];
        message.get(bytes);
        received(bytes);
        callback.succeed();
    }

    private void received(byte[] bytes) {
        SocketDoor.Visitor known = visitor;
        if (known != null) {
            known.received(bytes);
        }
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        // The close that follows tells the visitor.
    }

    @Override
    public void onWebSocketClose(int status, String reason, Callback callback) {
        SocketDoor.Visitor known = visitor;
        visitor = null;
        if (known != null) {
            known.gone();
        }
        callback.succeed();
    }

    @Override
    public boolean send(byte[] message) {
        Session open = session;
        if (open == null || !open.isOpen()) {
            return false;
        }
        if (waiting.incrementAndGet() > door.queued()) {
            open.disconnect();
            return false;
        }
        Callback written = Callback.from(waiting::decrementAndGet, _ -> open.disconnect());
        String text = SocketDoor.text(message);
        if (text == null) {
            open.sendBinary(ByteBuffer.wrap(message), written);
        } else {
            open.sendText(text, written);
        }
        return true;
    }

    @Override
    public void close() {
        Session open = session;
        if (open != null) {
            open.close(StatusCode.NORMAL, null, Callback.NOOP);
        }
    }
}
