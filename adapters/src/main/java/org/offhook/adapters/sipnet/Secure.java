package org.offhook.adapters.sipnet;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.offhook.core.signalling.net.Flow;

/// TLS over sockets that are open (RFC 3261 §26.3.1): what we show to those who connect, and what others must
/// show when we connect.
///
/// @param own   null: nobody can connect by TLS
/// @param must  whether a server that cannot have the port for TLS must not start
/// @param trust whom we believe
public record Secure(@Nullable Supplier<SSLContext> own, boolean must, Supplier<SSLContext> trust) {

    /// Shakes hands with one who connected. May block for as long as the socket's time-out, each time it reads.
    Socket accepted(Socket raw) throws IOException {
        Supplier<SSLContext> shown = own;
        if (shown == null) {
            throw new IOException("no certificate");
        }
        SSLSocket secure = (SSLSocket) shown.get().getSocketFactory().createSocket(raw, null, true);
        secure.startHandshake();
        return secure;
    }

    /// Shakes hands with one we connected to. Its certificate must be of an authority that we trust and have
    /// the name that the flow demands, or the address.
    Socket opened(Socket raw, Flow flow) throws IOException {
        String name = flow.peer().isEmpty() ? flow.address() : flow.peer();
        int port = ((InetSocketAddress) raw.getRemoteSocketAddress()).getPort();
        SSLSocket secure = (SSLSocket) trust.get().getSocketFactory().createSocket(raw, name, port, true);
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        return secure;
    }
}
