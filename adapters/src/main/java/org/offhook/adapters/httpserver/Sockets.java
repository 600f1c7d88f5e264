package org.offhook.adapters.httpserver;

import java.net.InetSocketAddress;
import java.util.List;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.websocket.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;
import org.jspecify.annotations.Nullable;

/// WebSockets of the listener, in front of everything else.
final class Sockets {

    private Sockets() {}

    /// @param next what is not a WebSocket for one of the doors
    static Handler before(Server server, List<SocketDoor> doors, Handler next) {
        if (doors.isEmpty()) {
            return next;
        }
        WebSocketUpgradeHandler upgrade = WebSocketUpgradeHandler.from(
                server,
                container -> doors.forEach(door -> container.addMapping(
                        door.path(), (request, response, callback) -> open(door, request, response, callback))));
        upgrade.setHandler(next);
        return upgrade;
    }

    private static @Nullable Object open(
            SocketDoor door,
            ServerUpgradeRequest request,
            ServerUpgradeResponse response,
            org.eclipse.jetty.util.Callback callback) {
        if (!request.hasSubProtocol(door.protocol())) {
            String wanted = "offer the sub-protocol " + door.protocol();
            Response.writeError(request, response, callback, HttpStatus.BAD_REQUEST_400, wanted);
            return null;
        }
        response.setAcceptedSubProtocol(door.protocol());
        InetSocketAddress remote =
                (InetSocketAddress) request.getConnectionMetaData().getRemoteSocketAddress();
        return new SocketConnection(door, remote, request.isSecure());
    }
}
