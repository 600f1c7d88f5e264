package org.offhook.server.logging;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;

/// Stack traces as text.
public final class Traces {

    /// Characters of one trace; a recursion that overflowed the stack would fill the log.
    private static final int MOST = 16_384;

    private Traces() {}

    public static String of(Throwable failure) {
        return full(new ThrowableProxy(failure));
    }

    static String full(IThrowableProxy failure) {
        String text = ThrowableProxyUtil.asString(failure);
        return text.length() <= MOST ? text : text.substring(0, MOST) + "…";
    }
}
