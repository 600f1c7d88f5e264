package org.offhook.api.http;

/// Answers one route.
@FunctionalInterface
public interface Handler {

    /// May block for as long as the store does. What it throws is a bug or broken I/O.
    Response handle(Exchange exchange);
}
