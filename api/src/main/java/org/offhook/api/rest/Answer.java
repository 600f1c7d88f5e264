package org.offhook.api.rest;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.offhook.api.http.Response;
import org.offhook.api.render.Element;
import org.offhook.core.Outcome;

/// What an [Operation] answers, before it is written as JSON or XML.
public sealed interface Answer {

    /// @param status 200 or 201
    record One(int status, Element element) implements Answer {}

    /// A page of a list.
    ///
    /// @param name     of the list, such as `Calls`; its key in JSON is the same in lower case with underscores
    /// @param envelope `page`, `next_page_uri` and so on
    record Many(String name, List<Element> items, Map<String, @Nullable Object> envelope) implements Answer {}

    /// 204.
    record Done() implements Answer {}

    /// @param code contract §24
    record Wrong(int status, int code, String message) implements Answer {}

    /// Not JSON or XML but something of its own: a sound, a stream.
    record Plain(Response response) implements Answer {}

    static Answer ok(Element element) {
        return new One(200, element);
    }

    static Answer created(Element element) {
        return new One(201, element);
    }

    static Answer wrong(Outcome.Refused<?> refused) {
        return new Wrong(refused.status(), refused.code(), refused.message());
    }

    /// The answer for what is not there and for what is somebody else's, which must not differ.
    static Answer notFound(Ask ask) {
        return notFound(ask.exchange().request().path());
    }

    static Answer notFound(String path) {
        return new Wrong(404, 20404, "The requested resource " + path + " was not found");
    }
}
