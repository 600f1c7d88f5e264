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

    /// There was no whole answer.
    ///
    /// @param code    contract §24: 11200, 11201, 11202, 11203, 11205, 11206, 11210, 11220, 11235–11237, 11750
    /// @param message one line for the developer
    record Failed(int code, String message) implements WebResult {}
}
