package org.offhook.adapters.httpclient;

import org.offhook.core.web.WebResult;

/// Ends an exchange with an error of the catalogue (contract §24). Carries no stack trace: it is an outcome,
/// not a bug.
final class ExchangeFailure extends Exception {

    private static final long serialVersionUID = 1;

    private final int code;
    private final String reason;

    ExchangeFailure(int code, String reason) {
        super(reason, null, false, false);
        this.code = code;
        this.reason = reason;
    }

    WebResult.Failed result() {
        return new WebResult.Failed(code, reason);
    }
}
