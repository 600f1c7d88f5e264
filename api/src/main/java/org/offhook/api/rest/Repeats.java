package org.offhook.api.rest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.offhook.api.http.Request;
import org.offhook.api.http.Response;
import org.offhook.core.assets.Asset;
import org.offhook.core.assets.AssetKinds;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.ids.Sids;
import org.offhook.core.store.Change;
import org.offhook.core.store.Query;
import org.offhook.core.store.Store;
import org.offhook.core.time.Clock;

/// Requests that are sent again because nobody knows whether the first one arrived: with the same
/// `Idempotency-Key` the second gets the answer of the first, and nothing is done twice.
///
/// A few requests have it as a parameter, `IdempotencyKey`; that one holds for its path only.
///
/// That a request is being carried out is durable before it is; its answer is kept after it. When the power
/// fails between the two, a repeat is told that nobody knows.
public final class Repeats {

    /// How long an answer is kept.
    public static final Duration KEPT = Duration.ofHours(24);

    static final String HEADER = "Idempotency-Key";
    private static final String PARAMETER = "IdempotencyKey";
    private static final int LONGEST_KEY = 255;
    private static final int FORGOTTEN_AT_ONCE = 10;

    private final Store store;
    private final Clock clock;
    private final Sids sids;
    private final Map<String, Boolean> running = new ConcurrentHashMap<>();

    public Repeats(Store store, Clock clock, Sids sids) {
        this.store = store;
        this.clock = clock;
        this.sids = sids;
    }

    /// @param run    carries it out
    /// @param render writes its answer
    Answer once(Ask ask, Operation run, Function<Answer, Response> render) {
        Request request = ask.exchange().request();
        Optional<String> key = request.headers().get(HEADER).map(String::strip).or(() -> parameter(ask));
        if (key.isEmpty() || !request.method().equals("POST")) {
            return run.run(ask);
        }
        if (key.get().isEmpty() || key.get().length() > LONGEST_KEY) {
            return new Answer.Wrong(400, 20422, HEADER + " has 1 to " + LONGEST_KEY + " characters");
        }
        Sid account = ask.account().sid();
        String claim = account + " " + key.get();
        if (running.putIfAbsent(claim, true) != null) {
            return conflict("A request with this " + HEADER + " is being carried out");
        }
        try {
            Optional<Asset> known = known(account, key.get());
            return known.isPresent() ? again(known.get(), print(ask)) : first(ask, key.get(), run, render);
        } finally {
            running.remove(claim);
        }
    }

    private static Optional<String> parameter(Ask ask) {
        String path = ask.exchange().request().path();
        return ask.input().get(PARAMETER).filter(key -> !key.isEmpty()).map(key -> path + " " + key);
    }

    private Answer first(Ask ask, String key, Operation run, Function<Answer, Response> render) {
        Sid account = ask.account().sid();
        forget(account);
        Map<String, String> values = new TreeMap<>(Map.of("key", key, "print", print(ask)));
        Instant now = clock.now();
        Asset begun = new Asset(sids.next(SidType.REQUEST), account, null, values, now, now);
        store.commit(Change.put(AssetKinds.REPEATS, begun));
        Answer answer = run.run(ask);
        Response response = render.apply(answer);
        if (response.status() >= 300) {
            // Nothing was done, so it may be tried again.
            store.commit(Change.remove(AssetKinds.REPEATS, begun.sid()));
            return answer;
        }
        values.put("status", Integer.toString(response.status()));
        values.put("type", response.headers().get("Content-Type").orElse(""));
        values.put("body", response.text());
        store.commit(Change.put(AssetKinds.REPEATS, begun.with(values, clock.now())));
        return new Answer.Plain(response);
    }

    private static Answer again(Asset known, String print) {
        if (!print.equals(known.value("print"))) {
            return conflict("This " + HEADER + " was used with another request");
        }
        String status = known.value("status");
        String type = known.value("type");
        String body = known.value("body");
        if (status == null || type == null || body == null) {
            return conflict("An earlier request with this " + HEADER
                    + " was interrupted: look whether it was done, and use another key");
        }
        Response response = type.isEmpty()
                ? Response.empty(Integer.parseInt(status))
                : Response.of(Integer.parseInt(status), type, body.getBytes(StandardCharsets.UTF_8));
        return new Answer.Plain(response.with("Idempotent-Replayed", "true"));
    }

    private Optional<Asset> known(Sid account, String key) {
        Query query = Query.of(account).where("key", key).limit(1);
        return store.list(AssetKinds.REPEATS, query).stream()
                .filter(found -> found.created().plus(KEPT).isAfter(clock.now()))
                .findFirst();
    }

    /// Some of those that were kept long enough; each new one makes room for itself and more.
    private void forget(Sid account) {
        Query old = Query.of(account)
                .where("created", Query.Op.BEFORE, clock.now().minus(KEPT))
                .limit(FORGOTTEN_AT_ONCE);
        List<Change> gone = store.list(AssetKinds.REPEATS, old).stream()
                .<Change>map(found -> Change.remove(AssetKinds.REPEATS, found.sid()))
                .toList();
        if (!gone.isEmpty()) {
            store.commit(gone);
        }
    }

    /// Tells requests apart.
    private static String print(Ask ask) {
        Request request = ask.exchange().request();
        String text =
                request.method() + " " + request.path() + "?" + ask.input().encode();
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Answer conflict(String message) {
        return new Answer.Wrong(409, 20409, message);
    }
}
