package org.offhook.adapters.httpclient;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.ProtocolException;
import org.jspecify.annotations.Nullable;
import org.offhook.core.web.WebResult;

/// Bodies within their bounds, and answers as the port has them.
final class Answers {

    private static final int CHUNK = 8_192;

    private Answers() {}

    static boolean isCompressed(ClassicHttpResponse head) {
        @Nullable Header encoding = head.getFirstHeader("Content-Encoding");
        @Nullable String name = encoding == null ? null : encoding.getValue();
        return name != null
                && (name.strip().equalsIgnoreCase("gzip") || name.strip().equalsIgnoreCase("x-gzip"));
    }

    static boolean isSound(ClassicHttpResponse head) {
        @Nullable Header type = head.getFirstHeader("Content-Type");
        @Nullable String name = type == null ? null : type.getValue();
        return name != null && name.stripLeading().regionMatches(true, 0, "audio/", 0, "audio/".length());
    }

    /// Reads all of a body, and no more than one byte too many.
    static byte[] read(Origin origin, InputStream framed, int most, Charge charge) throws IOException, ExchangeFailure {
        byte[] first = framed.readNBytes(Math.min(most, CHUNK));
        if (first.length < CHUNK && first.length < most) {
            return first;
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream(2 * CHUNK);
        body.writeBytes(first);
        byte[] chunk = new byte[CHUNK];
        for (int read = framed.read(chunk); read >= 0; read = framed.read(chunk)) {
            body.write(chunk, 0, read);
            if (body.size() > most) {
                throw tooLarge(origin, most);
            }
            charge.grownTo(body.size());
        }
        return body.toByteArray();
    }

    /// Reads all of a gzip body. Two bounds: its size, and how much larger than its compressed form it may be.
    static byte[] inflate(Origin origin, InputStream framed, int most, int ratio, Charge charge)
            throws IOException, ProtocolException, ExchangeFailure {
        Counter compressed = new Counter(framed);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] chunk = new byte[CHUNK];
        try (GZIPInputStream plain = new GZIPInputStream(compressed, CHUNK)) {
            for (int read = plain.read(chunk); read >= 0; read = plain.read(chunk)) {
                body.write(chunk, 0, read);
                if (body.size() > most || body.size() > ratio * (compressed.count + CHUNK)) {
                    throw tooLarge(origin, most);
                }
                charge.grownTo(body.size());
            }
        } catch (ZipException malformed) {
            throw new ProtocolException("a body that is not gzip: " + malformed.getMessage());
        }
        return body.toByteArray();
    }

    static ExchangeFailure tooLarge(Origin origin, int most) {
        return new ExchangeFailure(11750, "the answer of " + origin + " is larger than " + most + " bytes");
    }

    /// @param unpacked whether the body is no longer as the head describes it
    static WebResult.Answered answer(ClassicHttpResponse head, byte[] body, boolean unpacked) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (Header header : head.getHeaders()) {
            String name = header.getName().toLowerCase(Locale.ROOT);
            boolean stale = unpacked && (name.equals("content-encoding") || name.equals("content-length"));
            if (!stale) {
                String value = header.getValue();
                headers.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(value == null ? "" : value);
            }
        }
        return new WebResult.Answered(head.getCode(), headers, body);
    }

    /// Counts what passes; its closing leaves the connection alone.
    private static final class Counter extends FilterInputStream {
        private long count;

        Counter(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int one = in.read();
            count += one < 0 ? 0 : 1;
            return one;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = in.read(into, offset, length);
            count += Math.max(read, 0);
            return read;
        }

        @Override
        public void close() {}
    }
}
