package org.offhook.core.sounds;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.offhook.core.media.AudioDecoder;
import org.offhook.core.media.AudioDecoder.Decoded;
import org.offhook.core.media.Sounds.Result;
import org.offhook.core.sounds.Flights.Flight;
import org.offhook.core.sounds.SoundCache.Kept;
import org.offhook.core.time.Clock;
import org.offhook.core.web.ByteBudget;
import org.offhook.core.web.Freshness;
import org.offhook.core.web.Web;
import org.offhook.core.web.WebRequest;
import org.offhook.core.web.WebResult;
import org.offhook.core.webhooks.Urls;

/// Fetches and decodes one file: asks, follows redirects, each of which is an exchange of its own and checked
/// as such, asks only for changes when something is kept, and hands what comes to the decoder.
final class FileFetch {

    private static final int HTTP_FAILURE = 11200;
    private static final int BAD_URL = 11100;
    private static final int TOO_MANY_REDIRECTS = 11215;
    private static final int TOO_LARGE = 11750;
    private static final int NOT_A_SOUND = 13420;
    private static final int NOT_MODIFIED = 304;

    private final Tools tools;
    private final SoundKey.Fetched key;
    private final Flight flight;
    private final @Nullable Kept kept;
    private final String caption;
    private @Nullable String authorization;

    /// What all fetches share.
    record Tools(
            Web web,
            AudioDecoder decoder,
            Executor workers,
            Clock clock,
            SoundCache cache,
            ByteBudget decoding,
            SoundLimits limits) {}

    /// @param kept what is in the cache and no longer good without asking, or null
    FileFetch(Tools tools, SoundKey.Fetched key, Flight flight, @Nullable Kept kept) {
        this.tools = tools;
        this.key = key;
        this.flight = flight;
        this.kept = kept;
        this.authorization = Urls.basic(key.url().toString());
        URI wire = Urls.wire(key.url().toString());
        this.caption = wire == null ? "" : wire.toString();
    }

    void begin() {
        ask(key.url().toString(), 0);
    }

    private void ask(String url, int redirects) {
        URI wire = Urls.wire(url);
        if (wire == null) {
            flight.land(new Result.Failed(BAD_URL, "This is not an http or https URL: " + hidden(url)));
            return;
        }
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept", "audio/*, */*;q=0.5");
        headers.put("User-Agent", Web.USER_AGENT);
        if (authorization != null) {
            headers.put("Authorization", authorization);
        }
        Freshness known = kept == null ? null : kept.freshness();
        if (known != null) {
            headers.putAll(known.conditions());
        }
        SoundLimits limits = tools.limits();
        WebRequest.Limits bounds =
                new WebRequest.Limits(limits.connect(), limits.read(), limits.total(), limits.file(), limits.file());
        flight.holds(
                redirects,
                tools.web().send(new WebRequest(key.account(), "GET", wire, headers, null, bounds), result -> {
                    switch (result) {
                        case WebResult.Failed(int code, String message) -> failed(code, message);
                        case WebResult.Answered answer -> answered(wire, redirects, answer);
                    }
                }));
    }

    private void failed(int code, String message) {
        flight.land(new Result.Failed(code == TOO_LARGE ? HTTP_FAILURE : code, message));
    }

    private void answered(URI wire, int redirects, WebResult.Answered answer) {
        String location = answer.header("location");
        if (isRedirect(answer.status()) && location != null) {
            follow(wire, location, redirects);
        } else if (answer.status() == NOT_MODIFIED && kept != null && kept.freshness() != null) {
            Kept again = new Kept(
                    kept.audio(),
                    kept.freshness().refreshed(answer),
                    tools.clock().nanos());
            tools.cache().put(key, again);
            flight.land(new Result.Ready(kept.audio()));
        } else if (answer.status() / 100 == 2) {
            handOver(answer);
        } else {
            tools.cache().remove(key);
            failed(HTTP_FAILURE, "The server of the sound answered with status " + answer.status() + ".");
        }
    }

    private void follow(URI wire, String location, int redirects) {
        if (redirects >= tools.limits().redirects()) {
            failed(TOO_MANY_REDIRECTS, "There were more than " + tools.limits().redirects() + " redirects.");
            return;
        }
        String target = Urls.resolve(wire.toString(), location);
        URI next = target == null ? null : Urls.wire(target);
        if (target == null || next == null) {
            failed(BAD_URL, "The server redirected to what is not an http or https URL.");
            return;
        }
        // A password is for the server that it was meant for.
        if (!Urls.sameOrigin(wire, next) || Urls.basic(target) != null) {
            authorization = Urls.basic(target);
        }
        ask(target, redirects + 1);
    }

    private void handOver(WebResult.Answered answer) {
        int size = answer.body().length;
        if (!tools.decoding().take(key.account(), size)) {
            failed(HTTP_FAILURE, "Too many large sounds are being decoded at once.");
            return;
        }
        try {
            tools.workers().execute(() -> {
                try {
                    decode(answer);
                } finally {
                    tools.decoding().give(key.account(), size);
                }
            });
        } catch (RejectedExecutionException full) {
            tools.decoding().give(key.account(), size);
            failed(HTTP_FAILURE, "Too many sounds are being made or fetched at once.");
        }
    }

    private void decode(WebResult.Answered answer) {
        String type = answer.header("content-type");
        switch (decoded(answer, type == null ? "" : type)) {
            case Decoded.Sound(var audio) -> {
                Freshness freshness = Freshness.of(answer);
                if (freshness.storable()) {
                    tools.cache()
                            .put(key, new Kept(audio, freshness, tools.clock().nanos()));
                } else {
                    tools.cache().remove(key);
                }
                flight.land(new Result.Ready(audio));
            }
            case Decoded.Unplayable(String reason) ->
                failed(NOT_A_SOUND, "This cannot be played" + (type == null ? "" : " (" + type + ")") + ": " + reason);
        }
    }

    private Decoded decoded(WebResult.Answered answer, String type) {
        try {
            return tools.decoder().decode(answer.body(), type, caption);
        } catch (RuntimeException bug) {
            return new Decoded.Unplayable("the decoder failed: " + bug);
        }
    }

    private static boolean isRedirect(int status) {
        return switch (status) {
            case 301, 302, 303, 307, 308 -> true;
            default -> false;
        };
    }

    /// Without what may be a password.
    private static String hidden(String url) {
        int at = url.lastIndexOf('@');
        return at < 0 ? url : "…" + url.substring(at);
    }
}
