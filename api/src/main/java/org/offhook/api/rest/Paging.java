package org.offhook.api.rest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.offhook.api.http.Params;
import org.offhook.api.http.Request;
import org.offhook.api.render.Element;
import org.offhook.core.ids.Sid;
import org.offhook.core.store.Entity;
import org.offhook.core.store.Kind;
import org.offhook.core.store.Query;
import org.offhook.core.store.Store;

/// Walks a list in pages (contract §1). `PageToken` is the Sid where the walk stands, behind `PA` going down to
/// older ones or `PB` going up; `Page` only counts for the client.
public final class Paging {

    private static final int DEFAULT_SIZE = 50;
    private static final int MOST = 1000;
    private static final int MOST_PAGES = 1_000_000;
    private static final String DOWN = "PA";
    private static final String UP = "PB";

    private Paging() {}

    /// Answers a list with the page that the request asks for.
    ///
    /// @param query whose, and with which filters
    /// @param name  of the list, such as `Calls`
    public static <T extends Entity> Answer list(
            Ask ask, Store store, Kind<T> kind, Query query, String name, Function<T, Element> view) {
        return walk(ask, store, kind, query, name, view, Paging::envelope);
    }

    /// The same for products with a version of their own (contract §1): the envelope is `meta`, with absolute
    /// URLs that begin with what the client used.
    ///
    /// @param key of the list: `alerts`
    public static <T extends Entity> Answer product(
            Ask ask, Store store, Kind<T> kind, Query query, String key, Function<T, Element> view) {
        return walk(ask, store, kind, query, key, view, (request, links) -> {
            Map<String, @Nullable Object> meta = new LinkedHashMap<>();
            meta.put("key", key);
            meta.put("page", links.page);
            meta.put("page_size", links.size);
            meta.put("url", request.base() + request.target());
            meta.put("first_page_url", request.base() + links.first);
            meta.put("next_page_url", links.next == null ? null : request.base() + links.next);
            meta.put("previous_page_url", links.previous == null ? null : request.base() + links.previous);
            Map<String, @Nullable Object> envelope = new LinkedHashMap<>();
            envelope.put("meta", meta);
            return envelope;
        });
    }

    /// Where a page stands; the links are relative to the host.
    private record Links(
            int page,
            int size,
            int shown,
            String first,
            @Nullable String next,
            @Nullable String previous) {}

    private static <T extends Entity> Answer walk(
            Ask ask,
            Store store,
            Kind<T> kind,
            Query query,
            String name,
            Function<T, Element> view,
            BiFunction<Request, Links, Map<String, @Nullable Object>> envelope) {
        Fields fields = new Fields(ask.exchange().query());
        int size = fields.number("PageSize", DEFAULT_SIZE, 1, MOST, 20007);
        int page = fields.number("Page", 0, 0, MOST_PAGES, 20422);
        String token = fields.text("PageToken", "");
        boolean up = token.startsWith(UP);
        Optional<Sid> cursor = token.startsWith(DOWN) || up ? Sid.parse(token.substring(2)) : Optional.empty();
        if (!token.isEmpty() && cursor.isEmpty()) {
            fields.refuse(21481, "PageToken is not one that this server gave: follow next_page_uri as it is");
        }
        if (token.isEmpty() && page > 0) {
            fields.refuse(20422, "Page counts together with PageToken only: follow next_page_uri as it is");
        }
        Optional<Answer> wrong = fields.wrong();
        if (wrong.isPresent()) {
            return wrong.get();
        }
        Query wanted = query.limit(size + 1);
        wanted = up ? wanted.before(cursor.orElse(null)) : wanted.after(cursor.orElse(null));
        List<T> found = store.list(kind, wanted);
        boolean more = found.size() > size;
        List<T> shown = !more ? found : up ? found.subList(1, found.size()) : found.subList(0, size);
        boolean older = up || more;
        boolean newer = up ? more : page > 0;
        Request request = ask.exchange().request();
        Links links = links(
                request,
                ask.exchange().query(),
                page,
                size,
                shown,
                older && !shown.isEmpty(),
                newer && !shown.isEmpty());
        return new Answer.Many(name, shown.stream().map(view).toList(), envelope.apply(request, links));
    }

    private static <T extends Entity> Links links(
            Request request, Params query, int page, int size, List<T> shown, boolean older, boolean newer) {
        Params filters = query.without("PageSize").without("Page").without("PageToken");
        String base = request.path() + "?" + (filters.isEmpty() ? "" : filters.encode() + "&") + "PageSize=" + size;
        String next = base + "&Page=" + (page + 1) + "&PageToken=" + DOWN;
        String previous = base + "&Page=" + Math.max(0, page - 1) + "&PageToken=" + UP;
        return new Links(
                page,
                size,
                shown.size(),
                base + "&Page=0",
                older ? next + shown.getLast().sid() : null,
                newer ? previous + shown.getFirst().sid() : null);
    }

    private static Map<String, @Nullable Object> envelope(Request request, Links links) {
        int start = links.page * links.size;
        Map<String, @Nullable Object> envelope = new LinkedHashMap<>();
        envelope.put("page", links.page);
        envelope.put("page_size", links.size);
        envelope.put("start", start);
        envelope.put("end", start + Math.max(0, links.shown - 1));
        envelope.put("uri", request.target());
        envelope.put("first_page_uri", links.first);
        envelope.put("next_page_uri", links.next);
        envelope.put("previous_page_uri", links.previous);
        return envelope;
    }
}
