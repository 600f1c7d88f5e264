package org.offhook.adapters.httpclient;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/// A server on loopback that does to each connection whatever a test wants, however rude.
final class OddServer implements Closeable {

    /// What happens on one connection. The socket is closed when it returns or throws.
    interface Manners {
        void serve(Talk talk) throws Exception;
    }

    private final ServerSocket server;
    private final AtomicInteger connections = new AtomicInteger();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    private OddServer(ServerSocket server, Manners manners) {
        this.server = server;
        Thread.ofVirtual().start(() -> accept(manners));
    }

    static OddServer plain(Manners manners) throws IOException {
        return on("127.0.0.1", 0, manners);
    }

    static OddServer on(String address, int port, Manners manners) throws IOException {
        ServerSocket server = new ServerSocket();
        server.bind(new InetSocketAddress(InetAddress.ofLiteral(address), port));
        return new OddServer(server, manners);
    }

    static OddServer tls(SSLContext context, Manners manners) throws IOException {
        return new OddServer(
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1")),
                manners);
    }

    /// Answers every request on every connection with these bytes.
    static OddServer answering(String answer) throws IOException {
        return plain(talk -> {
            while (!talk.request().isEmpty()) {
                talk.say(answer);
            }
        });
    }

    int port() {
        return server.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    private void accept(Manners manners) {
        try {
            while (true) {
                Socket socket = server.accept();
                connections.incrementAndGet();
                open.add(socket);
                Thread.ofVirtual().start(() -> {
                    try (socket) {
                        manners.serve(new Talk(socket, closing));
                    } catch (Exception broken) {
                        // The client went away, which is what many tests are about.
                        assert broken != null;
                    }
                });
            }
        } catch (IOException closed) {
            assert server.isClosed();
        }
    }

    @Override
    public void close() throws IOException {
        closing.countDown();
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    record Talk(Socket socket, CountDownLatch closing) {

        /// Reads one request with its body (by Content-Length); empty at the end of the connection.
        String request() throws IOException {
            InputStream in = socket.getInputStream();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            int matched = 0;
            while (matched < 4) {
                int one = in.read();
                if (one < 0) {
                    return "";
                }
                bytes.write(one);
                matched = one == "\r\n\r\n".charAt(matched) ? matched + 1 : one == '\r' ? 1 : 0;
            }
            String head = bytes.toString(ISO_8859_1);
            int at = head.indexOf("Content-Length: ");
            if (at < 0) {
                return head;
            }
            int length = Integer.parseInt(head.substring(at + 16, head.indexOf('\r', at)));
            return head + new String(in.readNBytes(length), ISO_8859_1);
        }

        void say(String text) throws IOException {
            say(text.getBytes(ISO_8859_1));
        }

        void say(byte[] bytes) throws IOException {
            OutputStream out = socket.getOutputStream();
            out.write(bytes);
            out.flush();
        }

        /// Says nothing until the other end or the test is gone.
        void fallSilent() throws IOException, InterruptedException {
            if (socket.getInputStream().read() >= 0) {
                closing.await();
            }
        }
    }
}
