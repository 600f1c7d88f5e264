package org.offhook.adapters.httpclient;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// From what Java throws to what the developer is told (contract §24).
final class Failures {

    private Failures() {}

    /// While connecting to one address.
    static ExchangeFailure connecting(Origin origin, IOException failure) {
        return switch (failure) {
            case SocketTimeoutException _ ->
                new ExchangeFailure(11201, origin + " did not accept the connection in time");
            case ConnectException _ -> new ExchangeFailure(11202, origin + " refused the connection");
            default -> new ExchangeFailure(11205, "no connection to " + origin + ": " + text(failure));
        };
    }

    /// While TLS begins.
    static ExchangeFailure securing(Origin origin, IOException failure) {
        if (failure instanceof SocketTimeoutException) {
            return new ExchangeFailure(11201, origin + " did not finish the TLS handshake in time");
        }
        if (has(failure, CertificateExpiredException.class) || has(failure, CertificateNotYetValidException.class)) {
            return new ExchangeFailure(11236, "the certificate of " + origin + " is not valid today");
        }
        if (has(failure, CertPathBuilderException.class) || has(failure, CertPathValidatorException.class)) {
            return new ExchangeFailure(11237, "the certificate of " + origin + " is not signed by a known authority");
        }
        // What remains of the certificate checks is the comparison with the host name.
        if (has(failure, CertificateException.class)) {
            return new ExchangeFailure(11235, "the certificate of " + origin + " is for another host name");
        }
        if (failure instanceof SSLException) {
            return new ExchangeFailure(11220, "TLS handshake with " + origin + " failed: " + text(failure));
        }
        return new ExchangeFailure(11220, origin + " broke off the TLS handshake: " + text(failure));
    }

    /// While request and answer are under way.
    static ExchangeFailure talking(Origin origin, IOException failure) {
        if (failure instanceof SocketTimeoutException) {
            return new ExchangeFailure(11200, origin + " sent nothing for too long");
        }
        return new ExchangeFailure(11205, "the connection to " + origin + " broke: " + text(failure));
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> type) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    static String text(Throwable failure) {
        @Nullable String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
