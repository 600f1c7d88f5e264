package org.offhook.testkit.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.offhook.testkit.peers.Waiting;

/// A mail server (RFC 5321) that takes everything, unless it is told to answer otherwise. With a certificate it offers
/// STARTTLS, with a password it demands AUTH PLAIN.
public final class SmtpPeer implements AutoCloseable {

    private final ServerSocket listener;
    private final List<Mail> mails = new CopyOnWriteArrayList<>();
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private volatile @Nullable SSLContext certificate;
    private volatile @Nullable String password;

    private SmtpPeer(ServerSocket listener) {
        this.listener = listener;
    }

    public static SmtpPeer start() {
        return start(0);
    }

    /// @param port where one was before, or is to be; 0 for any
    public static SmtpPeer start(int port) {
        try {
            return on(new ServerSocket(port, 50, InetAddress.getLoopbackAddress()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @param listener bound, such as one that speaks TLS; closed with the server
    public static SmtpPeer on(ServerSocket listener) {
        SmtpPeer peer = new SmtpPeer(listener);
        Thread.ofVirtual().name("smtp-peer").start(peer::accept);
        return peer;
    }

    /// Offers STARTTLS, and takes no mail before it.
    public SmtpPeer secured(SSLContext shown) {
        certificate = shown;
        return this;
    }

    /// Takes no mail before this user has come with this password.
    public SmtpPeer demands(String user, String secret) {
        password = "\0" + user + "\0" + secret;
        return this;
    }

    /// @param command the beginning of a command, such as `RCPT TO:<nobody@`, or `.` for what ends a mail
    /// @param answer  such as `550 5.1.1 No such user`; empty: as usual
    public SmtpPeer answers(String command, String answer) {
        answers.put(command, answer);
        return this;
    }

    public int port() {
        return listener.getLocalPort();
    }

    /// What it has taken, oldest first.
    public List<Mail> mails() {
        return List.copyOf(mails);
    }

    /// Waits until it has taken so many.
    public List<Mail> awaitMails(int count, Duration limit) {
        Waiting.until(count + " mails", limit, () -> mails.size() >= count);
        return mails();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                Thread.ofVirtual().name("smtp-peer-talk").start(() -> talk(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void talk(Socket socket) {
        try (socket) {
            new Talk(socket).greet();
        } catch (IOException gone) {
            // The client left, or this server was closed.
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// One connection.
    private final class Talk {
        private BufferedReader in;
        private OutputStream out;
        private Socket socket;
        private final List<String> commands = new ArrayList<>();
        private boolean secure;
        private boolean known;

        Talk(Socket socket) throws IOException {
            this.socket = socket;
            this.secure = socket instanceof SSLSocket;
            this.in = reader(socket);
            this.out = socket.getOutputStream();
        }

        private static BufferedReader reader(Socket socket) throws IOException {
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }

        void greet() throws IOException {
            say("220 peer.example ESMTP");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                commands.add(line);
                String word = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
                String special = special(line);
                if (!special.isEmpty()) {
                    say(special);
                } else if (word.equals("QUIT")) {
                    say("221 Bye");
                    return;
                } else if (word.equals("STARTTLS") && certificate != null) {
                    secure(certificate);
                } else if (word.equals("DATA")) {
                    say("354 Go on");
                    take();
                } else {
                    say(answer(word, line));
                }
            }
        }

        private String special(String line) {
            return answers.entrySet().stream()
                    .filter(entry -> line.startsWith(entry.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse("");
        }

        private String answer(String word, String line) {
            return switch (word) {
                case "EHLO" ->
                    "250-peer.example\r\n"
                            + (certificate != null && !secure ? "250-STARTTLS\r\n" : "")
                            + (password == null ? "" : "250-AUTH PLAIN\r\n")
                            + "250 8BITMIME";
                case "AUTH" -> {
                    known = plain(line).endsWith(String.valueOf(password));
                    yield known ? "235 Welcome" : "535 5.7.8 Wrong password";
                }
                case "MAIL" ->
                    (certificate != null && !secure) || (password != null && !known)
                            ? "530 5.7.0 First say who"
                            : "250 Ok";
                case "RCPT", "RSET", "NOOP", "HELO" -> "250 Ok";
                default -> "502 Not here";
            };
        }

        /// Who wants to be whom, and its password, with NUL between them (RFC 4616).
        private String plain(String line) {
            String coded = line.substring("AUTH PLAIN ".length());
            return new String(Base64.getDecoder().decode(coded), StandardCharsets.UTF_8);
        }

        private void take() throws IOException {
            List<String> lines = new ArrayList<>();
            for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
                lines.add(line.startsWith(".") ? line.substring(1) : line);
            }
            String special = special(".");
            if (special.isEmpty()) {
                mails.add(new Mail(List.copyOf(commands), List.copyOf(lines)));
            }
            say(special.isEmpty() ? "250 Taken" : special);
        }

        private void secure(SSLContext shown) throws IOException {
            say("220 Go on");
            SSLSocket wrapped =
                    (SSLSocket) shown.getSocketFactory().createSocket(socket, "peer.example", socket.getPort(), true);
            wrapped.setUseClientMode(false);
            socket = wrapped;
            in = reader(wrapped);
            out = wrapped.getOutputStream();
            secure = true;
        }

        private void say(String line) throws IOException {
            out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }
}
