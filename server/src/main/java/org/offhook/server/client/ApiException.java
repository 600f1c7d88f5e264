package org.offhook.server.client;

/// The server refused, or cannot be reached. The message is one line for people.
public final class ApiException extends RuntimeException {

    ApiException(String line) {
        super(line);
    }

    ApiException(String line, Throwable cause) {
        super(line, cause);
    }
}
