package org.offhook.protocols.sip.agent;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.offhook.protocols.sip.Method;

/// What a user agent can do, as it says in Allow, Accept and Supported.
///
/// @param allowed the methods it serves, in the order of the Allow field
/// @param extensions option tags it understands (RFC 3261 §19.2), in lower case
/// @param bodies the media types it takes for a method, as `type/subtype` in lower case; a method that is not
///               named takes any
public record Capabilities(List<Method> allowed, Set<String> extensions, Map<Method, List<String>> bodies) {

    /// The value of an Allow field.
    public String allow() {
        return String.join(", ", allowed.stream().map(Method::name).toList());
    }

    /// The value of a Supported field; empty when nothing is.
    public String supported() {
        return String.join(", ", extensions.stream().sorted().toList());
    }

    /// The value of an Accept field for a method.
    public String accept(Method method) {
        return String.join(", ", bodies.getOrDefault(method, List.of("*/*")));
    }
}
