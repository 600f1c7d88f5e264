package org.offhook.core.webhooks;

import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;
import org.offhook.core.web.Freshness;
import org.offhook.core.web.WebResult.Answered;

/// Answers to GETs that may be used again ([Freshness], contract §3). An answer is nobody's when no cookie went
/// out or came in; only such are kept, each for the account that asked.
///
/// Safe from any thread. The first ones in are the first ones out.
public final class AnswerCache {

    private static final int MOST = 500;

    private final Map<Key, Entry> entries = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Key> order = new ConcurrentLinkedQueue<>();

    /// @param authorization part of the key, so that nobody reads with another's password
    record Key(Sid account, URI url, @Nullable String authorization) {}

    record Entry(Answered answer, Instant stored, Freshness freshness) {

        boolean isFresh(Instant now) {
            return now.isBefore(stored.plus(freshness.lifetime()));
        }

        /// The headers that ask whether it is still good.
        Map<String, String> conditions() {
            return freshness.conditions();
        }
    }

    @Nullable
    Entry find(Key key) {
        return entries.get(key);
    }

    /// Takes an answer that was fetched now, when it may be taken.
    ///
    /// @param cookies whether cookies went along with the request
    void offer(Key key, Answered answer, boolean cookies, Instant now) {
        Freshness freshness = Freshness.of(answer);
        if (cookies || !freshness.storable()) {
            if (entries.remove(key) != null) {
                order.remove(key);
            }
            return;
        }
        if (entries.put(key, new Entry(answer, now, freshness)) == null) {
            order.add(key);
            Key oldest = entries.size() > MOST ? order.poll() : null;
            if (oldest != null) {
                entries.remove(oldest);
            }
        }
    }

    /// A 304 came: what is kept is good again.
    Answered refresh(Key key, Entry entry, Answered notModified, Instant now) {
        Map<String, List<String>> headers = new HashMap<>(entry.answer().headers());
        headers.putAll(notModified.headers());
        headers.put("content-type", entry.answer().headers().getOrDefault("content-type", List.of()));
        Answered again =
                new Answered(entry.answer().status(), headers, entry.answer().body());
        entries.replace(key, entry, new Entry(again, now, entry.freshness().refreshed(notModified)));
        return again;
    }
}
