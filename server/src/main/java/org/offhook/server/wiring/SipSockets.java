package org.offhook.server.wiring;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.offhook.adapters.httpserver.SocketDoor;
import org.offhook.adapters.sipnet.SipServer;
import org.offhook.adapters.sipnet.SocketLink;

/// SIP over the WebSockets of the HTTP port (RFC 7118).
record SipSockets(SipServer server) implements SocketDoor {

    static final String PATH = "/sip";

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public String protocol() {
        return "sip";
    }

    @Override
    public int longest() {
        return server.limits().wire().messageBytes();
    }

    @Override
    public Duration idle() {
        return server.limits().idle();
    }

    @Override
    public int queued() {
        return server.limits().queued();
    }

    @Override
    public @Nullable Visitor enter(InetSocketAddress remote, boolean secure, Voice voice) {
        SocketLink link = server.join(remote, secure, voice::send, voice::close);
        return link == null ? null : new Joined(link);
    }

    private record Joined(SocketLink link) implements Visitor {

        @Override
        public void received(byte[] message) {
            link.received(message);
        }

        @Override
        public void gone() {
            link.gone();
        }
    }
}
