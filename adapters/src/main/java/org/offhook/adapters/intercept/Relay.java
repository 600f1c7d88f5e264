package org.offhook.adapters.intercept;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/// Carries bytes between two connections until one of them is over.
final class Relay {

    private static final int PIECE = 16 * 1024;

    private Relay() {}

    /// Blocks. Both are closed afterwards.
    static void between(Socket client, Socket server) throws IOException {
        try (client;
                server) {
            Thread answers = Thread.ofVirtual().name("proxy-answers").start(() -> copy(server, client));
            try {
                copy(client, server);
                answers.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// The end of one direction is the end of both, but for what the server still has to say: HTTP clients keep
    /// their side open until they have their answer.
    private static void copy(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] piece = new byte[PIECE];
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                out.write(piece, 0, n);
                out.flush();
            }
            to.shutdownOutput();
        } catch (IOException over) {
            close(from);
            close(to);
        }
    }

    static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // It is closed either way.
        }
    }
}
