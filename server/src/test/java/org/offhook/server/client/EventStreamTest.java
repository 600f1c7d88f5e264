package org.offhook.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.offhook.server.client.EventStream.Message;

class EventStreamTest {

    @Test
    void eventsAreReadOneAfterTheOther() throws IOException {
        EventStream stream = stream("id: 7\nevent: call.ended\ndata: {\"a\":1}\n\nid:8\ndata:x\n\n");

        assertThat(stream.next()).contains(new Message("7", "call.ended", "{\"a\":1}"));
        assertThat(stream.next()).contains(new Message("8", "", "x"));
        assertThat(stream.next()).isEmpty();
    }

    @Test
    void commentsAndUnknownFieldsArePassedOver() throws IOException {
        EventStream stream = stream(": keep alive\n\nretry: 5\nodd\n\ndata: x\n\n");

        assertThat(stream.next()).contains(new Message("", "", "x"));
    }

    @Test
    void severalLinesOfDataAreOneText() throws IOException {
        assertThat(stream("data: a\ndata: b\ndata:\n\n").next()).contains(new Message("", "", "a\nb\n"));
    }

    @Test
    void anEventThatWasCutOffIsNone() throws IOException {
        assertThat(stream("data: whole\n\ndata: hal").next()).contains(new Message("", "", "whole"));
        assertThat(stream("data: hal").next()).isEmpty();
    }

    private static EventStream stream(String text) {
        return new EventStream(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
