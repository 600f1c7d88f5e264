package org.offhook.adapters.intercept;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a client asks of a proxy: `CONNECT host:port` (RFC 9110 §9.3.6).
///
/// @param host in lower case, an IPv6 address without brackets
record ConnectHead(String host, int port) {

    /// Request line and headers.
    static final int LONGEST = 8 * 1024;

    private static final Pattern LINE =
            Pattern.compile("CONNECT (?:\\[([0-9A-Fa-f:.]{2,45})]|([0-9A-Za-z._-]{1,253})):([0-9]{1,5}) HTTP/1\\.[01]");
    private static final int HIGHEST_PORT = 65_535;

    /// Reads up to the empty line and not one byte further: what follows is for the other end.
    ///
    /// @return empty when it is something else than a CONNECT
    /// @throws IOException when it ends before, or is longer than [#LONGEST]
    static Optional<ConnectHead> read(InputStream in) throws IOException {
        byte[] head = new byte[LONGEST];
        int length = 0;
        for (int c = in.read(); c >= 0; c = in.read()) {
            head[length++] = (byte) c;
            if (c == '\n' && endsHead(head, length)) {
                return parse(new String(head, 0, length, StandardCharsets.ISO_8859_1));
            }
            if (length == LONGEST) {
                throw new IOException("the request's head is longer than " + LONGEST + " bytes");
            }
        }
        throw new IOException("the client left before it had asked for anything");
    }

    private static boolean endsHead(byte[] head, int length) {
        return length >= 4 && head[length - 2] == '\r' && head[length - 3] == '\n' && head[length - 4] == '\r';
    }

    private static Optional<ConnectHead> parse(String head) {
        Matcher line = LINE.matcher(head.substring(0, head.indexOf('\r')));
        if (!line.matches()) {
            return Optional.empty();
        }
        int port = Integer.parseInt(line.group(3));
        if (port < 1 || port > HIGHEST_PORT) {
            return Optional.empty();
        }
        String host = line.group(1) != null ? line.group(1) : line.group(2);
        return Optional.of(new ConnectHead(host.toLowerCase(Locale.ROOT), port));
    }
}
