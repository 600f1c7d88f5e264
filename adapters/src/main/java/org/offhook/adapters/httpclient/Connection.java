package org.offhook.adapters.httpclient;

import java.io.Closeable;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ContentLengthStrategy;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.DefaultContentLengthStrategy;
import org.apache.hc.core5.http.impl.io.ChunkedInputStream;
import org.apache.hc.core5.http.impl.io.ContentLengthInputStream;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParser;
import org.apache.hc.core5.http.impl.io.IdentityInputStream;
import org.apache.hc.core5.http.impl.io.SessionInputBufferImpl;
import org.apache.hc.core5.http.message.MessageSupport;
import org.jspecify.annotations.Nullable;
import org.offhook.core.web.ByteBudget;
import org.offhook.core.web.WebRequest;
import org.offhook.core.web.WebResult;

/// One HTTP/1.1 connection, used by one exchange at a time.
final class Connection implements Closeable {

    private static final int BUFFER = 8_192;
    private static final int MOST_INTERIM = 8;
    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int FIRST_FINAL = 200;

    private final Origin origin;
    private final Socket base;
    private final Socket socket;
    private final EndMark in;
    private final HttpLimits limits;
    private final ByteBudget bodies;
    private final Http1Config config;
    private final SessionInputBufferImpl buffer;
    private final DefaultHttpResponseParser parser;
    private boolean reusable;
    private long idleNanos;

    /// @param base   the TCP socket
    /// @param socket the same, or TLS over it
    /// @param bodies what all exchanges together may have in memory
    Connection(Origin origin, Socket base, Socket socket, HttpLimits limits, ByteBudget bodies) throws IOException {
        this.origin = origin;
        this.base = base;
        this.socket = socket;
        this.in = new EndMark(socket.getInputStream());
        this.limits = limits;
        this.bodies = bodies;
        this.config = Http1Config.custom()
                .setMaxLineLength(limits.headerLine())
                .setMaxHeaderCount(limits.headers())
                .build();
        this.buffer = new SessionInputBufferImpl(BUFFER, limits.headerLine());
        this.parser = new DefaultHttpResponseParser(config);
    }

    Origin origin() {
        return origin;
    }

    /// Sends the request and reads the whole answer.
    ///
    /// @throws StaleConnection when the server had closed this connection before it saw the request
    WebResult.Answered exchange(WebRequest request) throws ExchangeFailure, StaleConnection {
        boolean used = reusable;
        reusable = false;
        long before = buffer.getMetrics().getBytesTransferred();
        try (Charge charge = new Charge(bodies, request.account())) {
            // The deadline of the whole exchange closes the socket; a time-out of its own costs a timer per read.
            Duration read = request.limits().read();
            boolean sooner = read.compareTo(request.limits().total()) < 0;
            socket.setSoTimeout(sooner ? Math.max(1, Math.toIntExact(read.toMillis())) : 0);
            socket.getOutputStream().write(RequestWriter.bytes(request, origin));
            ClassicHttpResponse head = readHead();
            return readAnswer(request, head, charge);
        } catch (HttpException violation) {
            throw violation(violation);
        } catch (IOException failure) {
            boolean nothingCame = buffer.getMetrics().getBytesTransferred() == before;
            if (used && nothingCame && !(failure instanceof SocketTimeoutException)) {
                throw new StaleConnection();
            }
            boolean framing = !nothingCame
                    && (failure instanceof ConnectionClosedException
                            || failure instanceof EOFException
                            || failure instanceof MalformedChunkCodingException
                            || failure instanceof MessageConstraintException);
            throw framing ? violation(failure) : Failures.talking(origin, failure);
        }
    }

    private ExchangeFailure violation(Exception how) {
        return new ExchangeFailure(11206, origin + " does not speak HTTP properly: " + Failures.text(how));
    }

    private ClassicHttpResponse readHead() throws IOException, HttpException, ExchangeFailure {
        for (int interim = 0; interim < MOST_INTERIM; interim++) {
            @Nullable ClassicHttpResponse head = parser.parse(buffer, in);
            if (head == null || in.ended) {
                throw new ConnectionClosedException("closed before the end of the answer's head");
            }
            if (head.getVersion().greaterEquals(HttpVersion.HTTP_2) || head.getCode() == SWITCHING_PROTOCOLS) {
                throw violation(new HttpException("answer with " + head.getVersion() + " " + head.getCode()));
            }
            if (head.getCode() >= FIRST_FINAL) {
                return head;
            }
        }
        throw violation(new HttpException("interim answers without end"));
    }

    private WebResult.Answered readAnswer(WebRequest request, ClassicHttpResponse head, Charge charge)
            throws IOException, HttpException, ExchangeFailure {
        int most = Answers.isSound(head)
                ? request.limits().mostSound()
                : request.limits().most();
        idleNanos = KeepAlive.nanos(head, limits.idle());
        if (!MessageSupport.canResponseHaveBody(request.method(), head)) {
            reusable = KeepAlive.wanted(head) && !buffer.hasBufferedData();
            return Answers.answer(head, new byte[0], false);
        }
        long length = DefaultContentLengthStrategy.INSTANCE.determineLength(head);
        if (length > most) {
            throw Answers.tooLarge(origin, most);
        }
        InputStream framed;
        if (length == ContentLengthStrategy.CHUNKED) {
            framed = new ChunkedInputStream(buffer, in, config);
        } else if (length >= 0) {
            framed = new ContentLengthInputStream(buffer, in, length);
        } else {
            framed = new IdentityInputStream(buffer, in);
        }
        boolean compressed = Answers.isCompressed(head);
        byte[] body = compressed
                ? Answers.inflate(origin, framed, most, limits.gzipRatio(), charge)
                : Answers.read(origin, framed, most, charge);
        // Bytes behind the answer would be read as the next one.
        boolean whole = length != ContentLengthStrategy.UNDEFINED && framed.read() < 0 && !buffer.hasBufferedData();
        reusable = whole && KeepAlive.wanted(head);
        return Answers.answer(head, body, compressed);
    }

    /// Whether another exchange may follow on this connection.
    boolean reusable() {
        return reusable;
    }

    /// How long the server is thought to keep it open from now on, in nanoseconds.
    long idleNanos() {
        return idleNanos;
    }

    /// Whether bytes lie there that nobody asked for.
    boolean chatters() {
        try {
            return base.getInputStream().available() > 0;
        } catch (IOException broken) {
            return true;
        }
    }

    /// Closes the TCP socket; never blocks.
    @Override
    public void close() {
        closeQuietly(base);
    }

    static void closeQuietly(Closeable resource) {
        try {
            resource.close();
        } catch (IOException _) {
            // It is gone either way.
        }
    }

    /// Remembers that the end was met: the parser takes a head that breaks off for a whole one.
    private static final class EndMark extends FilterInputStream {
        private boolean ended;

        EndMark(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = in.read(into, offset, length);
            ended |= read < 0;
            return read;
        }
    }

    /// The server closed an idle connection at the moment we used it (RFC 9112 §9.3.1): the request was not
    /// answered and may be sent again on a new connection.
    static final class StaleConnection extends Exception {
        private static final long serialVersionUID = 1;

        StaleConnection() {
            super(null, null, false, false);
        }
    }
}
