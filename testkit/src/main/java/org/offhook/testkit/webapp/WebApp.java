package org.offhook.testkit.webapp;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.offhook.testkit.peers.Waiting;

/// A web application on a port of 127.0.0.1 that speaks plain HTTP/1.1. What it answers is said per path; paths
/// nobody spoke of get 404.
///
/// It is written on sockets so that it can also answer as no decent server does, and so that it notices a
/// visitor who leaves before the answer.
public final class WebApp implements AutoCloseable {

    private static final int LONGEST_HEAD = 64 << 10;

    private final ServerSocket listener;
    private final Map<String, Function<Visit, Reply>> pages = new ConcurrentHashMap<>();
    private final List<Visit> visits = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private WebApp(ServerSocket listener) {
        this.listener = listener;
    }

    public static WebApp start() {
        try {
            WebApp app = new WebApp(new ServerSocket(0, 200, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().name("web-app").start(app::accept);
            return app;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// From now on the path is answered so.
    public WebApp at(String path, Function<Visit, Reply> page) {
        pages.put(path, page);
        return this;
    }

    public WebApp at(String path, Reply reply) {
        return at(path, _ -> reply);
    }

    /// The absolute URL of a path.
    public String url(String pathAndQuery) {
        return "http://127.0.0.1:" + port() + pathAndQuery;
    }

    public int port() {
        return listener.getLocalPort();
    }

    /// All requests to the path until now, in the order of their arrival.
    public List<Visit> visits(String path) {
        return visits.stream().filter(visit -> visit.path().equals(path)).toList();
    }

    public List<Visit> visits() {
        return List.copyOf(visits);
    }

    /// The n-th request to a path, counted from 1, once it has come.
    public Visit awaitVisit(String path, int n, Duration limit) {
        try {
            return Waiting.forValue("visit " + n + " of " + path, limit, () -> {
                List<Visit> found = visits(path);
                return found.size() >= n ? found.get(n - 1) : null;
            });
        } catch (AssertionError failure) {
            throw new AssertionError(failure.getMessage() + "; there were " + visits, failure);
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                open.add(socket);
                Thread.ofVirtual().name("web-visit").start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (answer(socket, in)) {
                // The next request on the same connection.
            }
        } catch (IOException gone) {
            // The visitor has left; the visit knows it.
        } finally {
            open.remove(socket);
        }
    }

    /// @return whether another request may follow
    private boolean answer(Socket socket, InputStream in) throws IOException {
        String line = line(in);
        if (line.isEmpty()) {
            return false;
        }
        Map<String, String> headers = new HashMap<>();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        String[] words = line.split(" ", -1);
        Visit visit = new Visit(words[0], "http://" + headers.get("host") + words[1], headers, body);
        visits.add(visit);
        Function<Visit, Reply> page = pages.getOrDefault(visit.path(), _ -> Reply.of(404, "text/plain", "no page"));
        return write(page.apply(visit), visit, socket, in);
    }

    private static boolean write(Reply reply, Visit visit, Socket socket, InputStream in) throws IOException {
        OutputStream out = socket.getOutputStream();
        switch (reply) {
            case Reply.Whole whole -> {
                StringBuilder head = new StringBuilder("HTTP/1.1 " + whole.status() + " Status\r\n");
                head.append("Content-Type: ").append(whole.type()).append("\r\n");
                head.append("Content-Length: ").append(whole.body().length).append("\r\n");
                whole.headers().forEach(header -> head.append(header).append("\r\n"));
                out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
                out.write(whole.body());
                out.flush();
                return true;
            }
            case Reply.Never() -> {
                try {
                    while (in.read() >= 0) {
                        // Nothing more is expected from somebody who waits.
                    }
                } finally {
                    visit.left();
                }
                return false;
            }
            case Reply.Endless(String type, byte[] piece) -> {
                try {
                    out.write(("HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
                    while (true) {
                        out.write(piece);
                    }
                } finally {
                    visit.left();
                }
            }
            case Reply.Torn() -> {
                out.write("HTTP/1.1 200 OK\r\nContent-Ty".getBytes(StandardCharsets.ISO_8859_1));
                return false;
            }
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
            if (line.length() > LONGEST_HEAD) {
                throw new IOException("head too long");
            }
        }
        return line.toString();
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
