package org.offhook.api.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class WritersTest {

    private static final Element CALL = new Element("Call")
            .with("sid", "CA1")
            .with("date_created", "Fri, 20 Nov 2026 09:43:00 +0000")
            .with("price", null)
            .with("beta", false)
            .with("channels", 2)
            .with("to", "<b> & \"Grüße\" \u0001 \ud83d")
            .with("subresource_uris", Map.of("user_defined_messages", "/x.json"));

    @Test
    void jsonKeepsNamesOrderAndTypes() {
        assertThat(new String(Json.write(CALL), StandardCharsets.UTF_8))
                .isEqualTo("{\"sid\":\"CA1\",\"date_created\":\"Fri, 20 Nov 2026 09:43:00 +0000\",\"price\":null,"
                        + "\"beta\":false,\"channels\":2,"
                        + "\"to\":\"<b> & \\\"Gr\\u00FC\\u00DFe\\\" \\u0001 \\uD83D\","
                        + "\"subresource_uris\":{\"user_defined_messages\":\"/x.json\"}}");
    }

    @Test
    void xmlWritesNamesInCamelCaseAndReplacesWhatXmlCannotHold() {
        assertThat(new String(Xml.one(CALL), StandardCharsets.UTF_8))
                .isEqualTo("<?xml version=\"1.0\" encoding=\"UTF-8\"?><TwilioResponse><Call><Sid>CA1</Sid>"
                        + "<DateCreated>Fri, 20 Nov 2026 09:43:00 +0000</DateCreated><Price/><Beta>false</Beta>"
                        + "<Channels>2</Channels><To>&lt;b&gt; &amp; \"Grüße\" \ufffd \ufffd</To><SubresourceUris>"
                        + "<UserDefinedMessages>/x.json</UserDefinedMessages></SubresourceUris></Call>"
                        + "</TwilioResponse>");
    }

    @Test
    void anXmlListCarriesItsPagingAsAttributes() {
        Map<String, Object> paging = new LinkedHashMap<>();
        paging.put("page", 0);
        paging.put("next_page_uri", null);
        paging.put("uri", "/a?b=1&c=2");
        assertThat(new String(
                        Xml.list("Calls", List.of(new Element("Call").with("sid", "CA1")), paging),
                        StandardCharsets.UTF_8))
                .endsWith("<TwilioResponse><Calls page=\"0\" nextpageuri=\"\" uri=\"/a?b=1&amp;c=2\">"
                        + "<Call><Sid>CA1</Sid></Call></Calls></TwilioResponse>");
    }

    @Test
    void namesThatXmlForbidsAreMended() {
        assertThat(Xml.camel("date_created")).isEqualTo("DateCreated");
        assertThat(Xml.camel("0 <x>")).isEqualTo("X");
        assertThat(Xml.camel("123")).isEqualTo("Value");
        assertThat(Xml.camel("MediaUrl0")).isEqualTo("MediaUrl0");
    }

    @Test
    void datesAreThoseOfMail() {
        assertThat(Dates.rfc2822(Instant.parse("2026-11-20T09:43:00.999Z")))
                .isEqualTo("Fri, 20 Nov 2026 09:43:00 +0000");
        assertThat(Dates.rfc2822(Instant.parse("2026-01-02T00:00:00Z"))).isEqualTo("Fri, 02 Jan 2026 00:00:00 +0000");
        assertThat(Dates.rfc2822(null)).isNull();
    }

    @Test
    void aDateNamesItsDayAndATimeItsSecond() {
        assertThat(Dates.parse("2026-11-20")).contains(stretch("2026-11-20T00:00:00Z", "2026-11-21T00:00:00Z"));
        assertThat(Dates.parse("2026-11-20T09:43:00Z"))
                .contains(stretch("2026-11-20T09:43:00Z", "2026-11-20T09:43:01Z"));
        assertThat(Dates.parse("2026-11-20T09:43:00"))
                .contains(stretch("2026-11-20T09:43:00Z", "2026-11-20T09:43:01Z"));
        assertThat(Dates.parse("2026-11-20T10:43:00+01:00"))
                .contains(stretch("2026-11-20T09:43:00Z", "2026-11-20T09:43:01Z"));
        for (String wrong :
                new String[] {"", "yesterday", "2026-13-01", "2026-11-20T", "20.11.2026", "+999999999-12-31T23:59:59Z"
                }) {
            assertThat(Dates.parse(wrong)).as(wrong).isEmpty();
        }
    }

    private static Dates.Stretch stretch(String start, String end) {
        return new Dates.Stretch(Instant.parse(start), Instant.parse(end));
    }
}
