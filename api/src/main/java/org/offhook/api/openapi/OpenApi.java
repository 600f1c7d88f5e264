package org.offhook.api.openapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.offhook.api.http.Router;
import org.offhook.api.openapi.Described.Parameter;

/// The OpenAPI 3.1 document of the routes that there are.
public final class OpenApi {

    private static final Pattern NAME = Pattern.compile("\\{([^}]*)\\}");
    private static final List<String> ENVELOPE = List.of(
            "end:int",
            "first_page_uri",
            "next_page_uri",
            "page:int",
            "page_size:int",
            "previous_page_uri",
            "start:int",
            "uri");

    /// Of products with a version of their own.
    private static final List<String> META = List.of("meta:map");

    private OpenApi() {}

    /// As maps and lists, ready to be written as JSON.
    public static Map<String, Object> document(Router router) {
        Set<String> built = router.routes().stream()
                .filter(route -> !(route.handler() instanceof Missing))
                .map(route -> Described.key(route.method(), route.template()))
                .collect(Collectors.toSet());
        Map<String, Object> paths = new TreeMap<>();
        for (Described operation : Operations.all()) {
            if (built.contains(operation.key())) {
                path(paths, operation).put(operation.method().toLowerCase(java.util.Locale.ROOT), operation(operation));
            }
        }
        return map(
                "openapi", "3.1.0",
                "info", map("title", "Offhook", "version", "2010-04-01", "license", map("name", "Apache-2.0")),
                "servers", List.of(map("url", "/")),
                "security", List.of(map("basic", List.of())),
                "paths", paths,
                "components",
                        map(
                                "securitySchemes", map("basic", map("type", "http", "scheme", "basic")),
                                "schemas", schemas()));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> path(Map<String, Object> paths, Described operation) {
        String ending = operation.path().startsWith("/2010-04-01") ? ".json" : "";
        return (Map<String, Object>) paths.computeIfAbsent(operation.path() + ending, _ -> new LinkedHashMap<>());
    }

    private static Map<String, Object> operation(Described operation) {
        List<Object> parameters = new ArrayList<>();
        Matcher names = NAME.matcher(operation.path());
        while (names.find()) {
            parameters.add(
                    map("name", names.group(1), "in", "path", "required", true, "schema", map("type", "string")));
        }
        Map<String, Object> described = map("operationId", id(operation), "tags", List.of(operation.resource()));
        if (operation.method().equals("GET")) {
            operation
                    .parameters()
                    .forEach(p ->
                            parameters.add(map("name", p.name(), "in", "query", "schema", Types.schema(p.type()))));
            if (operation.list() != null) {
                for (String name : List.of("PageSize", "Page", "PageToken")) {
                    parameters.add(map(
                            "name",
                            name,
                            "in",
                            "query",
                            "schema",
                            Types.schema(name.equals("PageToken") ? "str" : "int")));
                }
            }
        } else if (operation.method().equals("POST") && !operation.parameters().isEmpty()) {
            described.put(
                    "requestBody",
                    map("content", map("application/x-www-form-urlencoded", map("schema", form(operation)))));
        }
        described.put("parameters", parameters);
        described.put(
                "responses",
                map(
                        Integer.toString(operation.status()),
                        answer(operation),
                        "default",
                        json("What is wrong", ref("error"))));
        return described;
    }

    private static Map<String, Object> form(Described operation) {
        Map<String, Object> form = object(operation.parameters());
        List<String> needed = operation.parameters().stream()
                .filter(Parameter::needed)
                .map(Parameter::name)
                .toList();
        if (!needed.isEmpty()) {
            form.put("required", needed);
        }
        return form;
    }

    private static Map<String, Object> answer(Described operation) {
        String answer = operation.answer();
        if (answer == null) {
            return map("description", "Done");
        }
        String list = operation.list();
        if (list == null) {
            return json("The resource", ref(answer));
        }
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(list, map("type", "array", "items", ref(answer)));
        for (String field : operation.path().matches("/[a-z]+/v[0-9]+/.*") ? META : ENVELOPE) {
            String[] parts = field.split(":");
            properties.put(parts[0], Types.shown(parts.length < 2 ? "str" : parts[1]));
        }
        return json(
                "A page of the list",
                map("type", "object", "properties", properties, "required", List.copyOf(properties.keySet())));
    }

    private static Map<String, Object> schemas() {
        Map<String, Object> schemas = new TreeMap<>();
        Operations.fields().forEach((name, fields) -> {
            Map<String, Object> properties = new LinkedHashMap<>();
            fields.forEach(field -> properties.put(field.name(), Types.shown(field.type())));
            schemas.put(
                    name,
                    map("type", "object", "properties", properties, "required", List.copyOf(properties.keySet())));
        });
        schemas.put(
                "error",
                object(List.of(
                        new Parameter("code", "int", true),
                        new Parameter("message", "str", true),
                        new Parameter("more_info", "url", true),
                        new Parameter("status", "int", true))));
        return schemas;
    }

    private static Map<String, Object> object(List<Parameter> fields) {
        Map<String, Object> properties = new LinkedHashMap<>();
        fields.forEach(field -> properties.put(field.name(), Types.schema(field.type())));
        return map("type", "object", "properties", properties);
    }

    private static String id(Described operation) {
        String verb = operation.method().equals("DELETE")
                ? "delete"
                : operation.method().equals("GET")
                        ? operation.list() == null ? "fetch" : "list"
                        : operation.path().endsWith("}") ? "update" : "create";
        String version = operation.path().startsWith("/2010-04-01") ? "" : "V1";
        boolean one = operation.path().endsWith("}");
        return verb + version + operation.resource().replace("/", "") + (one ? "One" : "");
    }

    private static Map<String, Object> json(String description, Map<String, Object> schema) {
        return map("description", description, "content", map("application/json", map("schema", schema)));
    }

    private static Map<String, Object> ref(String name) {
        return map("$ref", "#/components/schemas/" + name);
    }

    static Map<String, Object> map(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
