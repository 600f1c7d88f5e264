package org.offhook.api.rest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.offhook.api.http.Params;
import org.offhook.api.http.Request;
import org.offhook.api.render.Element;

/// Walks a list that only ever grows at its end, in pages counted by `Page` alone.
public final class Offsets {

    private static final int DEFAULT_SIZE = 50;
    private static final int MOST = 1000;
    private static final int MOST_PAGES = 1_000_000;

    private Offsets() {}

    /// Answers with the page that the request asks for.
    ///
    /// @param items the whole list
    public static Answer list(Ask ask, String name, List<Element> items) {
        Fields fields = new Fields(ask.exchange().query());
        int size = fields.number("PageSize", DEFAULT_SIZE, 1, MOST, 20007);
        int page = fields.number("Page", 0, 0, MOST_PAGES, 20422);
        Optional<Answer> wrong = fields.wrong();
        if (wrong.isPresent()) {
            return wrong.get();
        }
        int start = Math.min(page * size, items.size());
        int end = Math.min(start + size, items.size());
        Request request = ask.exchange().request();
        Params filters =
                ask.exchange().query().without("PageSize").without("Page").without("PageToken");
        String base = request.path() + "?" + (filters.isEmpty() ? "" : filters.encode() + "&") + "PageSize=" + size;
        Map<String, @Nullable Object> envelope = new LinkedHashMap<>();
        envelope.put("page", page);
        envelope.put("page_size", size);
        envelope.put("start", page * size);
        envelope.put("end", Math.max(page * size, page * size + end - start - 1));
        envelope.put("uri", request.target());
        envelope.put("first_page_uri", base + "&Page=0");
        envelope.put("next_page_uri", end < items.size() ? base + "&Page=" + (page + 1) : null);
        envelope.put("previous_page_uri", page > 0 ? base + "&Page=" + (page - 1) : null);
        return new Answer.Many(name, items.subList(start, end), envelope);
    }
}
