package org.offhook.core.webhooks;

import org.jspecify.annotations.Nullable;
import org.offhook.core.web.Hook;

/// Hooks as documents write them.
public final class Hooks {

    private Hooks() {}

    /// The hook with its URL seen from `base`; templates stay what they are.
    ///
    /// @param base the URL of the document it stands in, or null
    /// @return null when that makes no URL
    public static @Nullable Hook absolute(@Nullable String base, Hook hook) {
        if (hook.url().indexOf('{') >= 0 && Urls.isAbsolute(hook.url())) {
            return hook;
        }
        String url = Urls.resolve(base, hook.url());
        return url == null ? null : new Hook(url, hook.method());
    }
}
