package org.offhook.adapters.httpserver;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/// What is answered when a request does not get as far as the API: broken HTTP, oversized headers, a stop. In
/// the shape of the API's own errors, and without a word about what the server is made of.
final class PlainErrors extends ErrorHandler {

    private static final int CODE_BASE = 20_000;

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json; charset=utf-8");
        response.write(true, ByteBuffer.wrap(body(status)), callback);
        return true;
    }

    private static byte[] body(int status) {
        int code = CODE_BASE + status;
        return ("{\"code\":" + code + ",\"message\":\"" + HttpStatus.getMessage(status)
                        + "\",\"more_info\":\"https://www.twilio.com/docs/errors/" + code + "\",\"status\":" + status
                        + "}")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
