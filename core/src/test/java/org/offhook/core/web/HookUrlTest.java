package org.offhook.core.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HookUrlTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com",
                "https://example.com/voice?x=1&y=%20#rc=2",
                "HTTP://user:pass@127.0.0.1:8080/a",
                "http://[::1]:80/",
                "http://example.com/app/{To}/{From}{?CallSid*}",
                "http://bücher.example/ü",
                "data:text/xml,<Response><Gather finishOnKey=\"#\"/></Response>"
            })
    void absoluteUrlsAndTemplatesAreTaken(String url) {
        assertThat(HookUrl.isValid(url)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "voice",
                "/voice",
                "//example.com",
                "ftp://example.com",
                "file:///etc/passwd",
                "http://",
                "http:///a",
                "http://:80/",
                "http://user@",
                "http://a b/",
                "http://a/\r\nX: y",
                "javascript:alert(1)",
                "http://a/\"",
                "https:example.com"
            })
    void othersAreNot(String url) {
        assertThat(HookUrl.isValid(url)).isFalse();
    }

    @Test
    void aUrlOfUnreasonableLengthIsRefused() {
        assertThat(HookUrl.isValid("http://a/" + "x".repeat(HookUrl.LONGEST - 9)))
                .isTrue();
        assertThat(HookUrl.isValid("http://a/" + "x".repeat(HookUrl.LONGEST - 8)))
                .isFalse();
    }
}
