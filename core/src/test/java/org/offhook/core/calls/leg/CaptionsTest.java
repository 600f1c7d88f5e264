package org.offhook.core.calls.leg;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.core.signalling.LegEvent;
import org.offhook.core.signalling.SipLeg;
import org.offhook.protocols.sip.dialog.DialogId;

class CaptionsTest {

    private final List<String> sent = new ArrayList<>();
    private final Captions captions = new Captions(new SipLeg() {
        @Override
        public String callId() {
            return "1@here";
        }

        @Override
        public void progress(int status, @Nullable String sdp) {}

        @Override
        public void answer(String sdp) {}

        @Override
        public void refuse(int status, String reason, Map<String, String> headers) {}

        @Override
        public void agree(LegEvent.Reoffered offer, String sdp) {}

        @Override
        public void decline(LegEvent.Reoffered offer) {}

        @Override
        public void reoffer(String sdp) {}

        @Override
        public void info(String contentType, String body, Map<String, String> headers) {
            sent.add(headers.get("Info-Package") + "|" + contentType + "|" + body);
        }

        @Override
        public void refer(String target) {}

        @Override
        public void follow(int status) {}

        @Override
        public void tellReferrer(int status) {}

        @Override
        public boolean refers() {
            return true;
        }

        @Override
        public @Nullable DialogId dialog() {
            return null;
        }

        @Override
        public void hangUp() {}
    });

    @ParameterizedTest
    @ValueSource(strings = {"captions", "Captions", "dtmf, captions", "captions;lang=en,x"})
    void aFarEndThatNamesThePackageIsToldWhatItHears(String packages) {
        captions.agree(Map.of("Recv-Info", List.of(packages)));
        captions.say("Welcome.\n  Press one. ");

        assertThat(sent).containsExactly("captions|text/plain;charset=utf-8|Welcome. Press one.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "dtmf", "closed-captions", "nocaptions, x;captions"})
    void nobodyElseIs(String packages) {
        captions.agree(Map.of("Recv-Info", List.of(packages)));
        captions.say("Welcome.");
        captions.agree(Map.of("X-Other", List.of("captions")));
        captions.say("Welcome.");

        assertThat(sent).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://media.example.com/ivr/welcome.mp3, [welcome.mp3]",
        "https://bob:secret@media.example.com/ivr/welcome.mp3?signature=abc#x/y, [welcome.mp3]",
        "https://bob:secret@media.example.com, [sound]",
        "https://media.example.com/ivr/?signature=abc, [sound]",
        "beep, [beep]"
    })
    void aFileIsNamedWithoutTheRestOfItsUrl(String url, String caption) {
        assertThat(Captions.file(url)).isEqualTo(caption);
    }

    @Test
    void aSoundWithoutWordsIsNotAnnounced() {
        captions.agree(Map.of("Recv-Info", List.of("captions")));
        captions.say(" ");

        assertThat(sent).isEmpty();
    }

    @Test
    void aLongTextIsCutSoThatItFitsADatagram() {
        captions.agree(Map.of("Recv-Info", List.of("captions")));
        captions.say("\uD83D\uDE00".repeat(4000));

        String body = sent.getFirst().split("\\|", 3)[2];
        assertThat(body).endsWith("…");
        assertThat(body.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(1_050);
        assertThat(body.codePoints().filter(c -> c == 0x1F600).count()).isEqualTo(249);
    }
}
