package org.offhook.server.sdk;

import com.twilio.http.NetworkHttpClient;
import com.twilio.http.Request;
import com.twilio.http.Response;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Call;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.offhook.testkit.peers.OffhookProcess;
import org.offhook.testkit.peers.Waiting;

/// What the tests with the official client libraries share: how the one for Java is led here, and documents
/// that need no web application because they are their own URL.
final class Sdk {

    static final Duration PATIENCE = Duration.ofSeconds(40);

    /// Is answered and stays.
    static final String STAYS = data("<Response><Pause length=\"120\"/></Response>");

    /// Of every kind a few.
    static final String POOL =
            "[\"+14155550000-+14155550099\", \"+18005550100-+18005550109\", \"mobile:+46700000000\"]";

    private Sdk() {}

    /// A client of this server as this account, or as one of its keys.
    static TwilioRestClient client(OffhookProcess server, String user, String password) {
        return new TwilioRestClient.Builder(user, password)
                .httpClient(new Here("http://127.0.0.1:" + server.httpPort()))
                .build();
    }

    static TwilioRestClient client(OffhookProcess server) {
        return client(server, OffhookProcess.ACCOUNT, OffhookProcess.TOKEN);
    }

    static String data(String document) {
        return "data:text/xml,"
                + document.replace("\"", "%22")
                        .replace(" ", "%20")
                        .replace("<", "%3C")
                        .replace(">", "%3E");
    }

    /// The call, once it is in this status.
    static Call await(TwilioRestClient client, String sid, Call.Status status) {
        return Waiting.forValue("call " + sid + " is " + status, PATIENCE, () -> {
            Call call = Call.fetcher(sid).fetch(client);
            return call.getStatus() == status ? call : null;
        });
    }

    /// The folder with the client for Node.
    static Path node() {
        Path folder = Path.of("src/test/sdk").toAbsolutePath();
        if (!Files.isDirectory(folder.resolve("node_modules/twilio"))) {
            throw new AssertionError(
                    "the npm package twilio is missing: run npm ci in " + folder + ", or ./verify, which does");
        }
        return folder;
    }

    /// The library knows one host only: every request is sent here instead, as its vendor recommends.
    private static final class Here extends NetworkHttpClient {

        private final String base;

        Here(String base) {
            this.base = base;
        }

        @Override
        public Response makeRequest(Request request) {
            String url = request.getUrl().replaceFirst("https://([a-z]+)\\.twilio\\.com", base + prefix(request));
            Request here = new Request(request.getMethod(), url);
            here.setAuth(request.getUsername(), request.getPassword());
            request.getQueryParams().forEach((name, values) -> values.forEach(v -> here.addQueryParam(name, v)));
            request.getPostParams().forEach((name, values) -> values.forEach(v -> here.addPostParam(name, v)));
            request.getHeaderParams().forEach((name, values) -> values.forEach(v -> here.addHeaderParam(name, v)));
            return super.makeRequest(here);
        }

        /// Products other than the first have paths of their own.
        private static String prefix(Request request) {
            String url = request.getUrl();
            return url.contains("/2010-04-01") ? "" : "/" + url.substring("https://".length(), url.indexOf('.'));
        }
    }
}
