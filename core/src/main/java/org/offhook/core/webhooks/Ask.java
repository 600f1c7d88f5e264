package org.offhook.core.webhooks;

import org.jspecify.annotations.Nullable;
import org.offhook.core.tenancy.Account;
import org.offhook.core.web.Hook;

/// A question to the application: what now?
///
/// @param account    whose application; its token signs
/// @param hook       who is asked; a relative URL is relative to `base`
/// @param base       the URL of the document that named the hook, or null
/// @param fallback   who is asked when the hook fails, with ErrorCode and ErrorUrl; or null
/// @param parameters the state of the call or message
/// @param cookies    of this visitor
public record Ask(
        Account account,
        Hook hook,
        @Nullable String base,
        @Nullable Hook fallback,
        Parameters parameters,
        CookieJar cookies) {}
