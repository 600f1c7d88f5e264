package org.offhook.testkit.webapp;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// One request to a [WebApp].
public final class Visit {

    private final String method;
    private final String url;
    private final Map<String, String> headers;
    private final String body;
    private final SequencedMap<String, List<String>> form;
    private final CountDownLatch gone = new CountDownLatch(1);

    /// @param url     absolute, as the visitor must have written it
    /// @param headers by their names in lower case
    Visit(String method, String url, Map<String, String> headers, String body) {
        this.method = method;
        this.url = url;
        this.headers = headers;
        this.body = body;
        // What is of another type may hold anything.
        String type = headers.getOrDefault("content-type", "");
        this.form = fields(type.isEmpty() || type.startsWith("application/x-www-form-urlencoded") ? body : "");
    }

    public String method() {
        return method;
    }

    public String url() {
        return url;
    }

    public String path() {
        String rest = url.substring(url.indexOf('/', url.indexOf("://") + 3));
        return rest.contains("?") ? rest.substring(0, rest.indexOf('?')) : rest;
    }

    public String body() {
        return body;
    }

    /// A header's value, or empty.
    public String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    /// A parameter of the form or the query; empty when it is not there.
    public String get(String name) {
        List<String> values = form.containsKey(name) ? form.get(name) : query().get(name);
        return values == null ? "" : values.getFirst();
    }

    public boolean has(String name) {
        return form.containsKey(name) || query().containsKey(name);
    }

    /// Whether `X-Twilio-Signature` is the one this token gives: HMAC-SHA1 over the URL and the form's names
    /// and values, sorted by name (contract §4).
    public boolean isSignedWith(String token) {
        StringBuilder text = new StringBuilder(url);
        new TreeMap<>(form)
                .forEach((name, values) ->
                        new TreeSet<>(values).forEach(value -> text.append(name).append(value)));
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            String expected = Base64.getEncoder()
                    .encodeToString(mac.doFinal(text.toString().getBytes(StandardCharsets.UTF_8)));
            return MessageDigest.isEqual(
                    expected.getBytes(StandardCharsets.US_ASCII),
                    header("X-Twilio-Signature").getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Waits until the visitor has closed the connection before it got its answer.
    ///
    /// @throws AssertionError when it has not within `limit`
    public void awaitGone(Duration limit) {
        try {
            if (!gone.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("still waits for its answer: " + this);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    void left() {
        gone.countDown();
    }

    private SequencedMap<String, List<String>> query() {
        return fields(url.contains("?") ? url.substring(url.indexOf('?') + 1) : "");
    }

    private static SequencedMap<String, List<String>> fields(String text) {
        SequencedMap<String, List<String>> fields = new LinkedHashMap<>();
        for (String field : text.split("&", -1)) {
            if (!field.isEmpty()) {
                int equals = field.indexOf('=');
                String name = equals < 0 ? field : field.substring(0, equals);
                String value = equals < 0 ? "" : field.substring(equals + 1);
                fields.computeIfAbsent(decode(name), _ -> new ArrayList<>()).add(decode(value));
            }
        }
        return fields;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return method + " " + url + " " + form;
    }
}
