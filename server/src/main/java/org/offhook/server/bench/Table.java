package org.offhook.server.bench;

import java.util.ArrayList;
import java.util.List;

/// Rows as a Markdown table, aligned for people, ready to be pasted into docs/performance.md.
public final class Table {

    private static final List<String> TITLES = List.of("work", "units", "cost per unit", "ratio to a baseline", "seen");

    private Table() {}

    public static String of(List<Row> rows) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(TITLES);
        for (Row row : rows) {
            lines.add(List.of(
                    row.work(), row.units() + " " + row.unit() + "s", row.costText(), row.ratioText(), row.remark()));
        }
        int[] widths = new int[TITLES.size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        StringBuilder table = new StringBuilder();
        for (int n = 0; n < lines.size(); n++) {
            append(table, lines.get(n), widths);
            if (n == 0) {
                append(table, TITLES.stream().map(title -> "---").toList(), widths);
            }
        }
        return table.toString();
    }

    private static void append(StringBuilder table, List<String> cells, int[] widths) {
        table.append('|');
        for (int i = 0; i < widths.length; i++) {
            String cell = cells.get(i);
            table.append(' ')
                    .append(cell)
                    .append(" ".repeat(widths[i] - cell.length()))
                    .append(" |");
        }
        table.append('\n');
    }
}
