package org.offhook.core.webhooks;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.offhook.core.tenancy.Account;
import org.offhook.core.time.Clock;
import org.offhook.core.web.Web;
import org.offhook.core.web.WebRequest;
import org.offhook.core.web.WebResult;
import org.offhook.core.web.WebResult.Answered;

/// Fetches one URL as a browser would (contract §3): redirects, retries, cookies, authentication and cache, all
/// within one total time. Each request is signed for the URL it goes to.
///
/// A redirect with 301, 302 or 303 goes on as a GET, with 307 or 308 as it was; either way it carries the
/// parameters, because every request carries the whole state (CALL-2).
final class Fetcher {

    /// Documents (contract §22) and sounds (TRUST §2.5, media bombs) in bytes.
    static final int MOST = 64 * 1024;

    static final int MOST_SOUND = 16 * 1024 * 1024;

    private static final int MOST_REDIRECTS = 10;
    private static final int HTTP_FAILURE = 11200;
    private static final int OUT_OF_TIME = 11203;
    private static final int TOO_MANY_REDIRECTS = 11215;
    private static final int BAD_URL = 11100;

    private final Clock clock;
    private final AnswerCache cache;

    Fetcher(Clock clock, AnswerCache cache) {
        this.clock = clock;
        this.cache = cache;
    }

    /// @param url        absolute, `http`, `https` or `data`
    /// @param token      for I-Twilio-Idempotency-Token: the same for every try of one logical request
    record Order(Account account, String url, String method, Parameters parameters, CookieJar cookies, String token) {}

    Fetched fetch(Order order, Exchange exchange, Witness witness) {
        if (Urls.isData(order.url())) {
            return inline(order.url());
        }
        Connection connection = Connection.of(Urls.fragment(order.url()));
        return new Visit(order, connection, exchange, witness).run();
    }

    private static Fetched inline(String url) {
        DataUrl data = DataUrl.parse(url);
        return data == null
                ? new Fetched.Bad(url, BAD_URL, "The data: URL cannot be read.", 0, null)
                : new Fetched.Good(
                        new Answered(200, Map.of("content-type", List.of(data.type())), data.content()), url);
    }

    /// One logical request with its redirects and retries.
    private final class Visit {
        private final Order order;
        private final Connection connection;
        private final Exchange exchange;
        private final Witness witness;
        private final long deadline;
        private String url;
        private String method;
        private @Nullable String authorization;
        private int retries;
        private Witness.@Nullable Exchanged last;

        Visit(Order order, Connection connection, Exchange exchange, Witness witness) {
            this.order = order;
            this.connection = connection;
            this.exchange = exchange;
            this.witness = witness;
            this.deadline = clock.nanos() + connection.total().toNanos();
            this.url = order.url();
            this.method = order.method();
            this.authorization = Urls.basic(url);
            this.retries = connection.retries();
        }

        Fetched run() {
            for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
                URI wire = Urls.wire(url);
                if (wire == null) {
                    return bad(BAD_URL, url + " is not an http or https URL.", 0);
                }
                URI target = method.equals("GET") ? Urls.with(wire, missing(wire)) : wire;
                WebResult result = send(target);
                if (result instanceof WebResult.Failed(int code, String message)) {
                    return bad(code, message, 0);
                }
                Answered answer = (Answered) result;
                String location = answer.header("location");
                if (!isRedirect(answer.status()) || location == null) {
                    return answer.status() / 100 == 2
                            ? new Fetched.Good(answer, url)
                            : bad(
                                    HTTP_FAILURE,
                                    "The server answered with status " + answer.status() + ".",
                                    answer.status());
                }
                follow(wire, location, answer.status());
            }
            return bad(TOO_MANY_REDIRECTS, "There were more than " + MOST_REDIRECTS + " redirects.", 0);
        }

        /// Parameters for the query, unless a redirect has already put them there.
        private Parameters missing(URI wire) {
            String query = wire.getRawQuery();
            return query != null && query.contains(order.parameters().encoded()) ? Parameters.NONE : order.parameters();
        }

        private void follow(URI from, String location, int status) {
            String target = Objects.requireNonNullElse(Urls.resolve(url, location), location);
            URI wire = Urls.wire(target);
            if (wire == null || !Urls.sameOrigin(from, wire) || Urls.basic(target) != null) {
                authorization = Urls.basic(target);
            }
            boolean keepsMethod = status == 307 || status == 308;
            if (!keepsMethod) {
                method = "GET";
            }
            url = target;
        }

        private WebResult send(URI target) {
            AnswerCache.Key key = new AnswerCache.Key(order.account().sid(), target, authorization);
            boolean get = method.equals("GET");
            String cookies = order.cookies().header(target, clock.now());
            AnswerCache.Entry kept = get && cookies == null ? cache.find(key) : null;
            if (kept != null && kept.isFresh(clock.now())) {
                note(target, Duration.ZERO, kept.answer());
                return kept.answer();
            }
            while (true) {
                Duration left = Duration.ofNanos(deadline - clock.nanos());
                if (!left.isPositive()) {
                    return new WebResult.Failed(OUT_OF_TIME, "There was no answer in time.");
                }
                long begun = clock.nanos();
                WebResult result = exchange.send(request(target, cookies, kept, left));
                note(target, Duration.ofNanos(clock.nanos() - begun), result);
                if (retries > 0 && connection.again(result)) {
                    retries--;
                    continue;
                }
                if (!(result instanceof Answered answer)) {
                    return result;
                }
                Instant now = clock.now();
                order.cookies().take(target, answer.headers().getOrDefault("set-cookie", List.of()), now);
                if (kept != null && answer.status() == 304) {
                    return cache.refresh(key, kept, answer, now);
                }
                if (get) {
                    cache.offer(key, answer, cookies != null, now);
                }
                return answer;
            }
        }

        private WebRequest request(
                URI target, @Nullable String cookies, AnswerCache.@Nullable Entry kept, Duration left) {
            boolean form = !method.equals("GET");
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("Accept", "*/*");
            headers.put("User-Agent", Web.USER_AGENT);
            headers.put(
                    Signature.HEADER,
                    Signature.sign(
                            order.account().authToken(),
                            target.toString(),
                            form ? order.parameters() : Parameters.NONE));
            headers.put("I-Twilio-Idempotency-Token", order.token());
            if (authorization != null) {
                headers.put("Authorization", authorization);
            }
            if (cookies != null) {
                headers.put("Cookie", cookies);
            }
            if (kept != null) {
                headers.putAll(kept.conditions());
            }
            byte[] body = null;
            if (form) {
                headers.put("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8");
                body = order.parameters().encoded().getBytes(StandardCharsets.UTF_8);
            }
            return new WebRequest(order.account().sid(), method, target, headers, body, limits(left));
        }

        private WebRequest.Limits limits(Duration left) {
            return new WebRequest.Limits(
                    shorter(connection.connect(), left), shorter(connection.read(), left), left, MOST, MOST_SOUND);
        }

        private void note(URI target, Duration took, WebResult result) {
            last = Wire.exchanged(
                    method,
                    Confidential.shown(order.account(), target.toString()),
                    Confidential.shown(order.account(), order.parameters()),
                    took,
                    result);
            witness.exchanged(last);
        }

        private Fetched bad(int code, String message, int status) {
            return new Fetched.Bad(url, code, message, status, last);
        }
    }

    private static boolean isRedirect(int status) {
        return switch (status) {
            case 301, 302, 303, 307, 308 -> true;
            default -> false;
        };
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
