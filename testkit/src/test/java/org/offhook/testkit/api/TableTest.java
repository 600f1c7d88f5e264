package org.offhook.testkit.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.offhook.api.render.Element;
import org.offhook.api.render.Table;

/// Resources as rows.
final class TableTest {

    @Test
    void aCellIsQuotedWhereItMustBe() {
        Element row = new Element("Row")
                .with("plain", "a b")
                .with("comma", "a,\"b\"")
                .with("line", "a\nb")
                .with("nested", Map.of("a", "b"))
                .with("none", null);
        assertThat(csv(row)).isEqualTo("plain,comma,line,none\r\na b,\"a,\"\"b\"\"\",\"a\nb\",\r\n");
    }

    @Test
    void aCellIsNoFormula() {
        Element row = new Element("Row")
                .with("a", "=1+1")
                .with("b", "@x")
                .with("c", "+14155550100")
                .with("d", "-cmd");
        assertThat(csv(row)).isEqualTo("a,b,c,d\r\n'=1+1,'@x,+14155550100,'-cmd\r\n");
    }

    @Test
    void aPageOfHtmlHoldsNoMarkupOfItsValues() {
        Element row = new Element("Row").with("name", "<script>\"&");
        assertThat(new String(Table.html("Rows", List.of(row)), StandardCharsets.UTF_8))
                .contains("<td>&lt;script&gt;&quot;&amp;</td>");
    }

    private static String csv(Element row) {
        return new String(Table.csv(List.of(row)), StandardCharsets.UTF_8);
    }
}
