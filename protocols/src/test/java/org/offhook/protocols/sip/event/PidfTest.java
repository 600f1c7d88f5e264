package org.offhook.protocols.sip.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PidfTest {

    private static final String START = "<presence xmlns='urn:ietf:params:xml:ns:pidf' entity='pres:a@b'>";

    private static Presence read(String document) {
        return Pidf.read(document.getBytes(StandardCharsets.UTF_8));
    }

    private static Presence inside(String content) {
        return read(START + content + "</presence>");
    }

    @Test
    void whoHasAnOpenTupleIsThere() {
        String open = "<tuple id='1'><status><basic>open</basic></status></tuple>";
        String closed = "<tuple id='2'><status><basic> closed </basic></status></tuple>";
        assertThat(inside(open)).isEqualTo(Presence.OPEN);
        assertThat(inside(closed)).isEqualTo(Presence.CLOSED);
        assertThat(inside(closed + open).open()).isTrue();
        assertThat(inside("").open()).as("no tuple says nothing against it").isTrue();
    }

    @Test
    void aPersonHasActivitiesAndWordsOfItsOwnWhateverThePrefixesAre() {
        Presence presence = read("""
                <p:presence xmlns:p="urn:ietf:params:xml:ns:pidf" xmlns:d="urn:ietf:params:xml:ns:pidf:data-model"
                    xmlns:r="urn:ietf:params:xml:ns:pidf:rpid" entity="sip:romeo@example.net">
                  <p:tuple id="x"><p:status><p:basic>open</p:basic></p:status><p:note xml:lang="en"/></p:tuple>
                  <d:person id="y"><r:activities><r:away/><r:wooing/><r:away/></r:activities>
                    <d:note>wooing &lt;Juliet&gt;
                    still</d:note></d:person>
                </p:presence>
                """);
        assertThat(presence.open()).isTrue();
        assertThat(presence.activities()).containsExactly("away", "other");
        assertThat(presence.note())
                .startsWith("wooing <Juliet>")
                .endsWith("still")
                .doesNotContain("\n");
        assertThat(read(Pidf.write("sip:\"romeo\"@<example>", presence))).isEqualTo(presence);
    }

    @Test
    void whatIsSaidIsShort() {
        String activities = "<away/><busy/><meal/><travel/><tv/><lunch/>";
        Presence presence = inside("<note>" + "x".repeat(5_000) + "</note><activities>" + activities + "</activities>");
        assertThat(presence.note()).hasSize(200);
        assertThat(presence.activities()).isEqualTo(List.of("away", "busy", "meal", "travel"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "open",
                "<presence",
                "<absence/>",
                "<!DOCTYPE presence [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><presence><note>&x;</note></presence>",
                "<!DOCTYPE p [<!ENTITY a 'aa'><!ENTITY b '&a;&a;&a;'>]><presence>&b;</presence>",
                "<presence><note>&undefined;</note></presence>"
            })
    void whatIsNoPresenceDocumentIsNotRead(String document) {
        assertThat(read(document)).isNull();
    }

    @Test
    void aDocumentHasLimits() {
        assertThat(inside("<a>".repeat(15) + "</a>".repeat(15))).isNotNull();
        assertThat(inside("<a>".repeat(16) + "</a>".repeat(16))).as("depth").isNull();
        assertThat(inside("<a/>".repeat(200))).as("elements").isNull();
        assertThat(inside("<note>" + "x".repeat(16 * 1024) + "</note>"))
                .as("bytes")
                .isNull();
    }
}
