package org.offhook.api.render;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes resources as rows: CSV (RFC 4180) and a page of HTML. Fields that hold others are left out: a table
/// has
/// no place for them.
public final class Table {

    private Table() {}

    public static byte[] csv(List<Element> rows) {
        Set<String> columns = columns(rows);
        StringBuilder text = new StringBuilder();
        line(text, List.copyOf(columns));
        for (Element row : rows) {
            line(text, columns.stream().map(column -> cell(row, column)).toList());
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    public static byte[] html(String title, List<Element> rows) {
        Set<String> columns = columns(rows);
        StringBuilder text = new StringBuilder("<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>")
                .append(escaped(title))
                .append("</title></head><body><h1>")
                .append(escaped(title))
                .append("</h1><table><tr>");
        columns.forEach(column -> text.append("<th>").append(escaped(column)).append("</th>"));
        text.append("</tr>");
        for (Element row : rows) {
            text.append("<tr>");
            columns.forEach(column ->
                    text.append("<td>").append(escaped(cell(row, column))).append("</td>"));
            text.append("</tr>");
        }
        return text.append("</table></body></html>").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Set<String> columns(List<Element> rows) {
        Set<String> columns = new LinkedHashSet<>();
        for (Element row : rows) {
            row.fields().forEach((name, value) -> {
                if (!isNested(value)) {
                    columns.add(name);
                }
            });
        }
        return columns;
    }

    private static boolean isNested(@Nullable Object value) {
        return value instanceof Map<?, ?> || value instanceof List<?> || value instanceof Element;
    }

    private static String cell(Element row, String column) {
        Object value = row.fields().get(column);
        return value == null || isNested(value) ? "" : value.toString();
    }

    private static void line(StringBuilder text, List<String> cells) {
        for (int i = 0; i < cells.size(); i++) {
            text.append(i == 0 ? "" : ",").append(quoted(cells.get(i)));
        }
        text.append("\r\n");
    }

    /// A cell that a spreadsheet would take for a formula gets an apostrophe before it.
    private static String quoted(String cell) {
        String safe = cell.matches("(?s)[=@\\t\\r].*|[+-](?![0-9]+$).*") ? "'" + cell : cell;
        return safe.matches("(?s).*[\",\\r\\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
