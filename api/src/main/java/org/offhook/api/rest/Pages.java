package org.offhook.api.rest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.offhook.api.render.Element;

/// Lists of the newer products: the page is described in `meta`, with whole URLs.
public final class Pages {

    private static final int DEFAULT_SIZE = 50;
    private static final int MOST = 1000;
    private static final int MOST_PAGES = 1_000_000;

    private Pages() {}

    /// @param key   under which the items stand, such as `OriginationUrls`
    /// @param items the whole list
    public static Answer of(Ask ask, String key, String field, List<Element> items) {
        Fields fields = new Fields(ask.exchange().query());
        int size = fields.number("PageSize", DEFAULT_SIZE, 1, MOST, 20007);
        int page = fields.number("Page", 0, 0, MOST_PAGES, 20422);
        Optional<Answer> wrong = fields.wrong();
        if (wrong.isPresent()) {
            return wrong.get();
        }
        int start = (int) Math.min((long) page * size, items.size());
        int end = Math.min(start + size, items.size());
        String base = url(ask) + "?PageSize=" + size + "&Page=";
        Map<String, @Nullable Object> meta = new LinkedHashMap<>();
        meta.put("page", page);
        meta.put("page_size", size);
        meta.put("first_page_url", base + 0);
        meta.put("previous_page_url", page > 0 ? base + (page - 1) : null);
        meta.put("url", base + page);
        meta.put("next_page_url", end < items.size() ? base + (page + 1) : null);
        meta.put("key", field);
        return new Answer.Many(key, items.subList(start, end), Map.of("meta", meta));
    }

    /// The URL that was asked, without its query.
    private static String url(Ask ask) {
        return ask.exchange().request().base() + ask.exchange().request().path();
    }
}
