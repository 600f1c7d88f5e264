package org.offhook.api.http;

import java.util.Map;

/// A request that found its route.
///
/// @param id     `RQ…`; goes back as `Twilio-Request-Id` and into the log
/// @param path   the values of the template's `{names}`, decoded
/// @param format the ending of the path without its dot, in lower case: `json`, `xml`, `wav`, …; empty for none
/// @param query  parsed
/// @param form   parsed; empty when the body is no form
public record Exchange(String id, Request request, Map<String, String> path, String format, Params query, Params form) {

    /// What the client asks for: its form, and for what is not in it its query.
    public Params input() {
        return form.or(query);
    }

    /// A value of the path.
    ///
    /// @throws IllegalArgumentException when the route's template has no such name
    public String path(String name) {
        String value = path.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no {" + name + "} in the template");
        }
        return value;
    }
}
