package org.offhook.core.emails;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MailAddressTest {

    @ParameterizedTest
    @ValueSource(strings = {"ada@app.example", "a.b+c@x-1.example", "o'neil@localhost", "!#$%&*/=?^_`{|}~-@a.b"})
    void anOrdinaryAddressIsOne(String text) {
        assertThat(MailAddress.parse(text)).contains(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ada",
                "@app.example",
                "ada@",
                "ada@@app.example",
                ".ada@app.example",
                "a..b@app.example",
                "ada@app..example",
                "ada@-app.example",
                "ada@app.example\r\nBcc: eve@app.example",
                "ada@app.example ",
                "Ada <ada@app.example>",
                "\"ada\"@app.example",
                "ada@app.example>",
                "ada@[192.0.2.1]",
                "ädä@app.example"
            })
    void whatCouldMeanAnythingElseIsNone(String text) {
        assertThat(MailAddress.parse(text)).isEmpty();
    }

    @Test
    void anAddressHasALength() {
        assertThat(MailAddress.parse("a".repeat(64) + "@app.example")).isPresent();
        assertThat(MailAddress.parse("a".repeat(65) + "@app.example")).isEmpty();
        assertThat(MailAddress.parse("a@" + "b.".repeat(126))).isEmpty();
        assertThat(MailAddress.parse("a@" + "b.".repeat(130) + "c")).isEmpty();
    }
}
