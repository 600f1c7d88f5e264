package org.offhook.adapters.streams;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.exception.BadPayloadException;
import org.eclipse.jetty.websocket.core.exception.MessageTooLargeException;
import org.eclipse.jetty.websocket.core.exception.ProtocolException;
import org.eclipse.jetty.websocket.core.exception.UpgradeException;
import org.jspecify.annotations.Nullable;
import org.offhook.core.streams.StreamSockets.Ending;

/// From what Jetty throws to what the developer is told (contract §24, 319xx).
final class Failures {

    private Failures() {}

    /// There will be no connection. One that was to be secure and ends without an answer ends in the handshake:
    /// who speaks no TLS closes when it does not understand.
    static Ending connecting(URI url, Throwable failure) {
        boolean secure = "wss".equalsIgnoreCase(url.getScheme());
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case SocketTimeoutException _, TimeoutException _ -> {
                    return late(url);
                }
                case UnknownHostException unknown -> {
                    return new Ending(31904, "The stream's host cannot be reached: " + unknown.getMessage() + ".");
                }
                case ConnectException _ -> {
                    return new Ending(31902, url + " refused the stream's connection.");
                }
                case SSLException tls -> {
                    return new Ending(31910, "TLS with " + url + " failed: " + tls.getMessage());
                }
                case UpgradeException upgrade
                when upgrade.getResponseStatusCode() > 0 -> {
                    return new Ending(
                            31920,
                            url + " answered with HTTP status " + upgrade.getResponseStatusCode()
                                    + " where a WebSocket was asked for.");
                }
                case EOFException _, ClosedChannelException _, SocketException _
                when secure -> {
                    return new Ending(31910, "TLS with " + url + " failed: the connection ended before it was secure.");
                }
                default -> {}
            }
        }
        return new Ending(31920, url + " did not become a WebSocket: " + failure);
    }

    static Ending late(URI url) {
        return new Ending(31901, url + " did not take the stream's connection in time.");
    }

    /// The connection does not work any more.
    static Ending broken(Throwable failure) {
        return switch (failure) {
            case ProtocolException wrong -> protocol(wrong);
            case BadPayloadException wrong -> protocol(wrong);
            case MessageTooLargeException wrong -> protocol(wrong);
            default -> new Ending(31903, "The stream's connection broke: " + failure.getMessage());
        };
    }

    private static Ending protocol(Throwable wrong) {
        return new Ending(31924, "The application broke the WebSocket protocol: " + wrong.getMessage());
    }

    /// The application has closed it.
    static Ending closed(CloseStatus status) {
        return switch (status.getCode()) {
            case CloseStatus.NORMAL, CloseStatus.SHUTDOWN, CloseStatus.NO_CODE -> Ending.GOOD;
            case CloseStatus.NO_CLOSE -> new Ending(31903, "The stream's connection broke without a goodbye.");
            default ->
                new Ending(
                        31921,
                        "The application closed the stream with code " + status.getCode()
                                + (status.getReason() == null ? "" : ": " + status.getReason()) + ".");
        };
    }
}
