package org.offhook.core.siprec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class RecordedMediaTest {

    private static String session(int port, String direction) {
        return String.join(
                "\r\n",
                "v=0",
                "o=- 1 1 IN IP4 192.0.2.1",
                "s=-",
                "c=IN IP4 192.0.2.1",
                "t=0 0",
                "m=audio " + port + " RTP/AVP 0",
                "a=rtpmap:0 PCMU/8000",
                "a=" + direction,
                "");
    }

    @Test
    void severalOffersAreOneOfLabelledStreams() {
        String offer = RecordedMedia.offer(List.of(session(4000, "sendrecv"), session(4002, "sendrecv")));
        assertThat(offer.split("\r\n"))
                .containsSubsequence("m=audio 4000 RTP/AVP 0", "a=label:1", "a=sendonly")
                .containsSubsequence("m=audio 4002 RTP/AVP 0", "a=label:2", "a=sendonly")
                .doesNotContain("a=sendrecv");
    }

    @Test
    void anAnswerIsOneForEach() {
        String both = RecordedMedia.offer(List.of(session(5000, "recvonly"), session(0, "recvonly")));
        List<String> answers = RecordedMedia.answers(both, 2);
        assertThat(answers).hasSize(2);
        assertThat(answers.getFirst()).contains("m=audio 5000 ").doesNotContain("m=audio 0 ");
        assertThat(answers.getLast()).contains("m=audio 0 ").doesNotContain("m=audio 5000 ");
    }

    @Test
    void whatAnswersSomethingElseIsNone() {
        assertThat(RecordedMedia.answers(session(5000, "recvonly"), 2)).isEmpty();
        assertThat(RecordedMedia.answers("nonsense", 1)).isEmpty();
        assertThat(RecordedMedia.answers("", 2)).isEmpty();
    }
}
