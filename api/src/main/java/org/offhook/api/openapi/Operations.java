package org.offhook.api.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.offhook.api.openapi.Described.Parameter;

/// The two tables: `operations.tsv` and `fields.tsv`.
public final class Operations {

    private Operations() {}

    /// Every operation of the contract and every one of our own.
    public static List<Described> all() {
        return rows("operations.tsv").stream().map(Operations::described).toList();
    }

    /// The fields of each answer, with their types, in order.
    public static Map<String, List<Parameter>> fields() {
        Map<String, List<Parameter>> fields = new LinkedHashMap<>();
        for (List<String> row : rows("fields.tsv")) {
            fields.put(row.get(0), parameters(row.get(1)));
        }
        return fields;
    }

    private static Described described(List<String> row) {
        String answer = row.get(3);
        int bracket = answer.indexOf('[');
        return new Described(
                row.get(0),
                row.get(1),
                Integer.parseInt(row.get(2)),
                bracket < 0 ? null : answer.substring(0, bracket),
                answer.equals("-") ? null : bracket < 0 ? answer : answer.substring(bracket + 1, answer.length() - 1),
                row.size() < 5 ? List.of() : parameters(row.get(4)));
    }

    private static List<Parameter> parameters(String text) {
        List<Parameter> parameters = new ArrayList<>();
        for (String word : text.split(" ", -1)) {
            boolean needed = word.startsWith("*");
            String[] parts = (needed ? word.substring(1) : word).split(":", 2);
            parameters.add(new Parameter(parts[0], parts.length < 2 ? "str" : parts[1], needed));
        }
        return parameters;
    }

    private static List<List<String>> rows(String name) {
        try (InputStream in = Operations.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> List.of(line.split("\t", -1)))
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
