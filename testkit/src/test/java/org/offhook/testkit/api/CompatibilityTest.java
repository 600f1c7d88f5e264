package org.offhook.testkit.api;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.offhook.api.openapi.Described;
import org.offhook.api.openapi.Missing;
import org.offhook.api.openapi.Operations;

/// The part of docs/compatibility.md about REST is what the routes say.
final class CompatibilityTest {

    private static final String BEGIN = "<!-- rest: written by CompatibilityTest -->\n";
    private static final String END = "<!-- end of rest -->\n";

    /// To bring the file up to date, run this test with `OFFHOOK_WRITE_DOCS=yes` in the environment.
    @Test
    void theTableOfResourcesIsUpToDate() throws IOException {
        new WrittenTable(BEGIN, END).is(table());
    }

    private static String table() {
        Set<String> missing = new ApiFixture()
                .router.routes().stream()
                        .filter(route -> route.handler() instanceof Missing)
                        .map(route -> Described.key(route.method(), route.template()))
                        .collect(Collectors.toSet());
        Map<String, Set<String>> works = new TreeMap<>();
        Map<String, Set<String>> refused = new TreeMap<>();
        for (Described operation : Operations.all()) {
            works.computeIfAbsent(operation.resource(), _ -> new TreeSet<>());
            refused.computeIfAbsent(operation.resource(), _ -> new TreeSet<>());
            (missing.contains(operation.key()) ? refused : works)
                    .get(operation.resource())
                    .add(word(operation));
        }
        StringBuilder table = new StringBuilder("| resource | works | refused clearly |\n|---|---|---|\n");
        works.forEach((resource, words) -> table.append("| ")
                .append(resource)
                .append(" | ")
                .append(String.join(", ", words))
                .append(" | ")
                .append(String.join(", ", refused.get(resource)))
                .append(" |\n"));
        return table.toString();
    }

    private static String word(Described operation) {
        boolean one = operation.path().endsWith("}");
        return switch (operation.method()) {
            case "GET" -> operation.list() != null ? "list" : "fetch";
            case "POST" -> one ? "update" : "create";
            default -> "delete";
        };
    }
}
