package org.offhook.core.web;

import org.jspecify.annotations.Nullable;

/// A URL of the application and how to ask it. The URL may be an RFC 6570 template and may carry connection
/// overrides in its fragment (contract §3); it is kept as the customer wrote it.
///
/// @param method `GET` or `POST`
public record Hook(String url, String method) {

    /// A hook, or null when there is no URL.
    public static @Nullable Hook of(@Nullable String url, @Nullable String method) {
        return url == null || url.isEmpty()
                ? null
                : new Hook(url, method == null || method.isEmpty() ? "POST" : method);
    }
}
