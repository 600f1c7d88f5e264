package org.offhook.api.openapi;

import static org.offhook.api.openapi.OpenApi.map;

import java.util.List;
import java.util.Map;

/// The types of the tables as JSON schemas.
final class Types {

    private Types() {}

    /// Of a parameter.
    static Map<String, Object> schema(String type) {
        if (type.startsWith("enum(")) {
            return map(
                    "type",
                    "string",
                    "enum",
                    List.of(type.substring("enum(".length(), type.length() - 1).split("/")));
        }
        if (type.startsWith("[")) {
            String of = type.substring(1, type.length() - 1);
            return map("type", "array", "items", schema(of.isEmpty() ? "str" : of));
        }
        return switch (type) {
            case "any" -> map();
            case "bool" -> map("type", "boolean");
            case "date" -> map("type", "string", "description", "RFC 2822");
            case "int" -> map("type", "integer");
            case "isodate", "str:date" -> map("type", "string", "description", "A day or a time of ISO 8601");
            case "map" -> map("type", "object");
            case "num" -> map("type", "string", "description", "A decimal number");
            case "time" -> map("type", "string", "format", "date-time");
            case "url" -> map("type", "string", "format", "uri");
            case "verb" -> map("type", "string", "enum", List.of("GET", "POST"));
            default -> type.matches("[A-Z]{2}(\\|[A-Z]{2})*") ? sid(type) : map("type", "string");
        };
    }

    /// Of a field of an answer: like that of a parameter, but whatever is not known is null.
    static Map<String, Object> shown(String type) {
        Map<String, Object> schema = schema(type);
        Object kind = schema.get("type");
        if (kind != null && !kind.equals("array")) {
            schema.put("type", List.of(kind, "null"));
        }
        schema.remove("enum");
        schema.remove("format");
        return schema;
    }

    private static Map<String, Object> sid(String prefixes) {
        return map("type", "string", "pattern", "^(" + prefixes + ")[0-9a-f]{32}$");
    }
}
