package org.offhook.api.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Finds who answers a method and a path. Built once at start, then only read.
///
/// A template is a path with `{names}` for whole segments; a literal segment goes before a name. The last
/// segment may end in one of [#FORMATS], which the handler gets apart from the name.
public final class Router {

    /// Endings that say what to answer with (contract §1).
    private static final Set<String> FORMATS = Set.of("json", "xml", "csv", "html", "txt", "wav", "mp3");

    private final Node root = new Node();
    private final List<Route> routes = new ArrayList<>();

    /// A route as it was added.
    public record Route(String method, String template, Handler handler) {}

    /// All routes, in the order in which they were added.
    public List<Route> routes() {
        return List.copyOf(routes);
    }

    /// What is known of a path.
    public sealed interface Found {

        /// @param path the values of the names in the template
        record Route(Handler handler, Map<String, String> path, String format) implements Found {}

        /// The path is there, but not for this method.
        ///
        /// @param allow the methods it is there for
        record OtherMethod(Set<String> allow) implements Found {}

        record Nothing() implements Found {}
    }

    /// @param method   upper case
    /// @param template such as `/2010-04-01/Accounts/{AccountSid}/Calls/{Sid}`
    /// @throws IllegalStateException when the route is there already
    public Router add(String method, String template, Handler handler) {
        Node node = root;
        List<String> names = new ArrayList<>();
        for (String segment : segments(template)) {
            if (segment.startsWith("{")) {
                names.add(segment.substring(1, segment.length() - 1));
                node = node.named();
            } else {
                node = node.literals.computeIfAbsent(segment, s -> new Node());
            }
        }
        if (node.leaves.put(method, new Leaf(handler, names)) != null) {
            throw new IllegalStateException(method + " " + template + " is routed twice");
        }
        routes.add(new Route(method, template, handler));
        return this;
    }

    public Found find(String method, String path) {
        if (!path.startsWith("/")) {
            return new Found.Nothing();
        }
        List<String> segments = segments(path);
        Found plain = find(method, segments, "");
        if (plain instanceof Found.Route) {
            return plain;
        }
        String last = segments.getLast();
        int dot = last.lastIndexOf('.');
        String ending = last.substring(dot + 1).toLowerCase(Locale.ROOT);
        if (dot <= 0 || !FORMATS.contains(ending)) {
            return plain;
        }
        segments.set(segments.size() - 1, last.substring(0, dot));
        Found stripped = find(method, segments, ending);
        return stripped instanceof Found.Nothing ? plain : stripped;
    }

    private Found find(String method, List<String> segments, String format) {
        List<String> values = new ArrayList<>();
        boolean ending = !format.isEmpty();
        Node node = descend(root, segments, 0, values, ending);
        if (node == null) {
            return new Found.Nothing();
        }
        Leaf leaf = node.leaves.get(method.equals("HEAD") ? "GET" : method);
        if (leaf == null) {
            Set<String> allow = new TreeSet<>(node.leaves.keySet());
            if (allow.contains("GET")) {
                allow.add("HEAD");
            }
            return new Found.OtherMethod(allow);
        }
        Map<String, String> path = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i++) {
            path.put(leaf.names.get(i), values.get(i));
        }
        return new Found.Route(leaf.handler, path, format);
    }

    private static @Nullable Node descend(
            Node node, List<String> segments, int depth, List<String> values, boolean ending) {
        if (depth == segments.size()) {
            return node.leaves.isEmpty() ? null : node;
        }
        String segment = segments.get(depth);
        Node literal = node.literals.get(segment);
        if (literal != null) {
            Node found = descend(literal, segments, depth + 1, values, ending);
            if (found != null) {
                return found;
            }
        }
        // A known ending is never part of a name.
        boolean last = depth == segments.size() - 1;
        if (node.name == null || segment.isEmpty() || (last && !ending && hasFormat(segment))) {
            return null;
        }
        values.add(segment);
        Node found = descend(node.name, segments, depth + 1, values, ending);
        if (found == null) {
            values.removeLast();
        }
        return found;
    }

    private static boolean hasFormat(String segment) {
        return segment.indexOf('.') >= 0
                && FORMATS.contains(
                        segment.substring(segment.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    private static List<String> segments(String path) {
        List<String> segments = new ArrayList<>();
        for (String segment : path.substring(1).split("/", -1)) {
            segments.add(Escapes.decode(segment, false));
        }
        return segments;
    }

    private static final class Node {
        private final Map<String, Node> literals = new TreeMap<>();
        private final Map<String, Leaf> leaves = new TreeMap<>();
        private @Nullable Node name;

        private Node named() {
            if (name == null) {
                name = new Node();
            }
            return name;
        }
    }

    private record Leaf(Handler handler, List<String> names) {}
}
