package org.offhook.core.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What came of an exchange.
public sealed interface WebResult {

    /// The server answered, with whatever status.
    ///
    /// @param headers names in lower case
    record Answered(int status, Map<String, List<String>> headers, byte[] body) implements WebResult {

        /// The first value of a header, or null.
        ///
        /// @param name in lower case
        public @Nullable String header(String name) {
            List<String> values = headers.get(name);
            return values == null || values.isEmpty() ? null : values.getFirst();
        }
    }

    /// There was no whole answer. The code (contract §24) says how far it came, which is what a retry rule asks
    /// (`rp`, contract §3):
    ///
    /// | code | |
    /// |---|---|
    /// | 11100 | not a URL, method or header that can be sent |
    /// | 11210 | no such host, or one that the [DestinationPolicy] refuses |
    /// | 11201 | connect time-out: name, connection or TLS handshake not within `connect` |
    /// | 11202 | connection refused |
    /// | 11220, 11235–11237 | TLS; certificate for another host, out of date, of an unknown authority |
    /// | 11200 | read time-out: nothing came for `read`; also when the account has too many exchanges waiting |
    /// | 11203 | not complete within `total` |
    /// | 11205 | the connection broke or was closed |
    /// | 11206 | the answer is not HTTP, or not framed as it says |
    /// | 11750 | the body is larger than `most`, or unpacks to far more than was sent |
    ///
    /// @param message one line for the developer
    record Failed(int code, String message) implements WebResult {}
}
