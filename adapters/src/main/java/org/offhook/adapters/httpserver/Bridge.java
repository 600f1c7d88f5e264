package org.offhook.adapters.httpserver;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.offhook.api.http.Headers;
import org.offhook.api.http.Response.Body;
import org.offhook.api.http.Response.Wake;
import org.offhook.core.script.Mailbox;
import org.offhook.core.script.Scripts;

/// Between Jetty's requests and the API's.
final class Bridge extends Handler.Abstract {

    private static final int COPY_BYTES = 64 * 1024;
    private static final long MOST_SKIPPED = 16L << 20;

    private final Function<org.offhook.api.http.Request, org.offhook.api.http.Response> app;
    private final Scripts scripts;
    private final Set<Mailbox<Wake>> live = ConcurrentHashMap.newKeySet();

    Bridge(Function<org.offhook.api.http.Request, org.offhook.api.http.Response> app, Scripts scripts) {
        this.app = app;
        this.scripts = scripts;
    }

    /// Ends all live answers.
    void end() {
        live.forEach(mailbox -> mailbox.put(Wake.GONE));
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        byte[] body = read(request);
        org.offhook.api.http.Response answer = app.apply(convert(request, body));
        response.setStatus(answer.status());
        answer.headers().forEach((name, value) -> response.getHeaders().add(name, value));
        if (body.length > org.offhook.api.http.Request.LONGEST_BODY) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
            Content.Source source = request;
            callback = Callback.from(() -> skip(source), callback);
        }
        switch (answer.body()) {
            case Body.Empty() -> response.write(true, null, callback);
            case Body.Bytes(byte[] bytes) -> {
                response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
                response.write(true, ByteBuffer.wrap(bytes), callback);
            }
            case Body.File file -> send(file, request, response, callback);
            case Body.Live(var story) -> {
                if (request.getMethod().equals("HEAD")) {
                    response.write(true, null, callback);
                } else {
                    tell(story, response, callback);
                }
            }
        }
        return true;
    }

    /// At most one byte more than a body may have, which is enough to know that it is too long.
    private static byte[] read(Request request) throws IOException {
        int most = org.offhook.api.http.Request.LONGEST_BODY + 1;
        if (request.getLength() == 0) {
            return new byte[0];
        }
        if (request.getLength() >= most) {
            return new byte[most];
        }
        try (InputStream in = Content.Source.asInputStream(request)) {
            return in.readNBytes(most);
        }
    }

    /// Reads on after the answer to a body that is too long, and throws it away: who is still sending when the
    /// connection closes loses the answer with it (RFC 9112 §9.6). Bounded; how long it may take is bounded as
    /// for any
    /// request.
    private static void skip(Content.Source body) {
        try (InputStream in = Content.Source.asInputStream(body)) {
            byte[] piece = new byte[COPY_BYTES];
            long left = MOST_SKIPPED;
            for (int n = in.read(piece); n >= 0 && left > 0; n = in.read(piece)) {
                left -= n;
            }
        } catch (IOException gone) {
            // The client has left before it sent everything; so be it.
        }
    }

    private static org.offhook.api.http.Request convert(Request request, byte[] body) {
        List<Map.Entry<String, String>> fields = new ArrayList<>();
        for (HttpField field : request.getHeaders()) {
            String value = field.getValue();
            fields.add(Map.entry(field.getName(), value == null ? "" : value));
        }
        String query = request.getHttpURI().getQuery();
        String path = request.getHttpURI().getPath();
        return new org.offhook.api.http.Request(
                request.getMethod(),
                path == null ? "" : path,
                query == null ? "" : query,
                Headers.of(fields),
                body,
                request.isSecure() ? "https" : "http",
                Request.getRemoteAddr(request));
    }

    private static void send(Body.File file, Request request, Response response, Callback callback) throws IOException {
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, file.length());
        try (InputStream in = file.stream()) {
            if (!request.getMethod().equals("HEAD")) {
                OutputStream out = Content.Sink.asOutputStream(response);
                byte[] piece = new byte[COPY_BYTES];
                for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                    out.write(piece, 0, n);
                }
            }
        }
        response.write(true, null, callback);
    }

    private void tell(
            BiConsumer<org.offhook.api.http.Response.Sink, Mailbox<Wake>> story, Response response, Callback callback) {
        OutputStream out = Content.Sink.asOutputStream(response);
        scripts.<Wake>start("http-live", mailbox -> {
            live.add(mailbox);
            try {
                out.flush();
                story.accept(
                        bytes -> {
                            out.write(bytes);
                            out.flush();
                        },
                        mailbox);
                out.close();
                callback.succeeded();
            } catch (IOException | RuntimeException failure) {
                callback.failed(failure);
            } finally {
                live.remove(mailbox);
            }
        });
    }
}
