package org.offhook.adapters.httpclient;

import java.time.Duration;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.jspecify.annotations.Nullable;

/// Whether and for how long a connection lasts after an answer.
final class KeepAlive {

    private static final HttpCoreContext NO_CONTEXT = HttpCoreContext.create();
    private static final String TIMEOUT = "timeout=";
    private static final int LONGEST_NUMBER = 6;

    private KeepAlive() {}

    /// RFC 9112 §9.3.
    static boolean wanted(ClassicHttpResponse head) {
        return DefaultConnectionReuseStrategy.INSTANCE.keepAlive(null, head, NO_CONTEXT)
                && nanos(head, Duration.ofDays(1)) > 0;
    }

    /// `Keep-Alive: timeout=5` of the answer less a second for the way, and at most `longest`; in nanoseconds.
    static long nanos(ClassicHttpResponse head, Duration longest) {
        @Nullable Header header = head.getFirstHeader("Keep-Alive");
        if (header == null || header.getValue() == null) {
            return longest.toNanos();
        }
        String value = header.getValue();
        int at = value.indexOf(TIMEOUT);
        int end = at + TIMEOUT.length();
        while (at >= 0 && end < value.length() && Character.isDigit(value.charAt(end))) {
            end++;
        }
        int digits = end - at - TIMEOUT.length();
        if (at < 0 || digits == 0 || digits > LONGEST_NUMBER) {
            return longest.toNanos();
        }
        int seconds = Integer.parseInt(value.substring(at + TIMEOUT.length(), end));
        return Math.min(longest.toNanos(), Duration.ofSeconds(seconds - 1L).toNanos());
    }
}
