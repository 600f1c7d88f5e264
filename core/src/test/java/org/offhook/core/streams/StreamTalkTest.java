package org.offhook.core.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.ids.Sids;
import org.offhook.core.media.MediaSession.Track;
import org.offhook.core.streams.StreamSockets.Handshake;
import org.offhook.core.streams.StreamSockets.Socket;
import org.offhook.core.streams.StreamTalk.News;

/// The messages of one stream (contract §13).
final class StreamTalkTest {

    private static final Socket SOCKET = new Socket() {
        @Override
        public void ready() {}

        @Override
        public void close() {}
    };

    private final Sids sids = new Sids(new SplittableRandom(1));
    private final Sid stream = sids.next(SidType.STREAM);
    private final StreamCounters counters = new StreamCounters();
    private final List<News> news = new ArrayList<>();

    private StreamTalk talk(Track track, boolean speaks) {
        StreamOrder order =
                new StreamOrder(stream, "name", "wss://app.example/", track, speaks, Map.of("a", "b\n"), null);
        StreamTools tools = new StreamTools((handshake, link) -> SOCKET, true, StreamLimits.STANDARD, counters);
        StreamTalk talk = new StreamTalk(order, sids.next(SidType.ACCOUNT), sids.next(SidType.CALL), tools, news::add);
        talk.begin(
                tools.sockets(),
                new Handshake(
                        sids.next(SidType.ACCOUNT),
                        URI.create("wss://app.example/"),
                        Map.of(),
                        Duration.ofSeconds(1),
                        1_000));
        return talk;
    }

    private static List<String> all(StreamTalk talk) {
        List<String> messages = new ArrayList<>();
        for (String message = talk.next(); message != null; message = talk.next()) {
            messages.add(message);
        }
        return messages;
    }

    @Test
    void aStreamGreetsIntroducesItselfSendsBothTracksAndSaysStop() {
        StreamTalk talk = talk(Track.BOTH, false);
        assertThat(talk.next()).isNull();
        talk.opened();
        talk.frame(new short[160], new short[160]);
        talk.frame(new short[160], new short[160]);
        talk.stop();

        List<String> messages = all(talk);

        assertThat(messages.get(0)).isEqualTo("{\"event\":\"connected\",\"protocol\":\"Call\",\"version\":\"1.0.0\"}");
        assertThat(messages.get(1))
                .contains("\"event\":\"start\",\"sequenceNumber\":\"1\"")
                .contains("\"tracks\":[\"inbound\",\"outbound\"]")
                .contains("\"customParameters\":{\"a\":\"b\\n\"}")
                .contains("\"mediaFormat\":{\"encoding\":\"audio/x-mulaw\",\"sampleRate\":8000,\"channels\":1}");
        assertThat(messages.get(2))
                .contains("\"sequenceNumber\":\"2\"")
                .contains("\"media\":{\"track\":\"inbound\",\"chunk\":\"1\",\"timestamp\":\"0\",\"payload\":\"////");
        assertThat(messages.get(3)).contains("\"track\":\"outbound\",\"chunk\":\"1\",\"timestamp\":\"0\"");
        assertThat(messages.get(4)).contains("\"track\":\"inbound\",\"chunk\":\"2\",\"timestamp\":\"20\"");
        assertThat(messages.get(6)).contains("\"event\":\"stop\",\"sequenceNumber\":\"6\"");
        assertThat(messages)
                .hasSize(7)
                .allSatisfy(text -> assertThat(text)
                        .satisfiesAnyOf(
                                one -> assertThat(one).contains("\"streamSid\":\"" + stream + "\"}"),
                                one -> assertThat(one).contains("connected")));
    }

    @Test
    void aSlowApplicationLosesTheOldestSoundAndNoKey() {
        StreamTalk talk = talk(Track.INBOUND, true);
        talk.opened();
        talk.pressed('5');
        for (int i = 0; i < 300; i++) {
            talk.frame(new short[160], new short[160]);
        }

        List<String> messages = all(talk);

        assertThat(messages).hasSize(2 + 1 + 250);
        assertThat(messages.get(2)).contains("\"dtmf\":{\"track\":\"inbound_track\",\"digit\":\"5\"}");
        assertThat(messages.get(3)).contains("\"chunk\":\"51\",\"timestamp\":\"1000\"");
        assertThat(counters.framesLost()).isEqualTo(50);
        assertThat(news)
                .filteredOn(one -> one instanceof News.Problem(int code, String _) && code == 31931)
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            nonsense                                                          | 31950
            []                                                                | 31950
            {"event":"clear"}                                                 | 31951
            {"event":"clear","streamSid":"MZ00000000000000000000000000000000"} | 31951
            {"event":"sing","streamSid":"SID"}                                | 31951
            {"streamSid":"SID"}                                               | 31951
            {"event":"media","streamSid":"SID"}                               | 31951
            {"event":"media","streamSid":"SID","media":{"payload":"???"}}     | 31951
            {"event":"mark","streamSid":"SID","mark":{}}                      | 31951
            """)
    void whatAnApplicationSaysWrongIsToldOnceAndForgotten(String message, int code) {
        StreamTalk talk = talk(Track.INBOUND, true);
        talk.opened();
        talk.received(message.replace("SID\"", stream + "\""));
        talk.received(message.replace("SID\"", stream + "\""));

        assertThat(news)
                .filteredOn(one -> one instanceof News.Problem(int given, String _) && given == code)
                .hasSize(1);
    }

    @Test
    void aOneWayStreamTakesNothing() {
        StreamTalk talk = talk(Track.INBOUND, false);
        talk.opened();
        talk.received("{\"event\":\"mark\",\"streamSid\":\"" + stream + "\",\"mark\":{\"name\":\"m\"}}");

        assertThat(all(talk)).hasSize(2);
        assertThat(news).anyMatch(one -> one instanceof News.Problem(int code, String _) && code == 31951);
    }

    @ParameterizedTest
    @CsvSource({
        "wss://app.example, true, wss://app.example/",
        "WSS://user:pw@app.example:8443/a/b?x=1#f, false, wss://app.example:8443/a/b",
        "ws://127.0.0.1:9000/s, true, ws://127.0.0.1:9000/s",
        "wss://[::1]/s, true, wss://[::1]/s"
    })
    void aUrlIsReadWithoutQueryAndUserInfo(String url, boolean plain, String wire) {
        assertThat(StreamUrl.read(url, plain))
                .isInstanceOfSatisfying(
                        StreamUrl.Good.class, good -> assertThat(good.wire()).hasToString(wire));
    }

    @ParameterizedTest
    @CsvSource({
        "ws://app.example/, false, 31922",
        "https://app.example/, true, 31922",
        "/relative, true, 31922",
        "wss:///nowhere, true, 31923",
        "wss://a b/, true, 31923",
        "wss://app.example:99999/, true, 31923"
    })
    void whatIsNoUrlOfAWebSocketIsRefused(String url, boolean plain, int code) {
        assertThat(StreamUrl.read(url, plain))
                .isInstanceOfSatisfying(
                        StreamUrl.Bad.class, bad -> assertThat(bad.code()).isEqualTo(code));
    }
}
