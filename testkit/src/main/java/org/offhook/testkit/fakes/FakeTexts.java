package org.offhook.testkit.fakes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.offhook.core.messages.Message;
import org.offhook.core.messages.MessageGateway;
import org.offhook.testkit.kernel.Timeline;
import org.offhook.testkit.transcript.Transcript;

/// A message carrier that reaches all numbers of the world and delivers after a second, unless told otherwise.
public final class FakeTexts implements MessageGateway {

    private static final Duration HANDING_OVER = Duration.ofMillis(200);
    private static final Duration DELIVERY = Duration.ofSeconds(1);

    private final Timeline timeline;
    private final Transcript transcript;
    private final List<Message> delivered = new ArrayList<>();
    private final Map<String, Handed.Refused> refusals = new HashMap<>();
    private final Map<String, Receipt> receipts = new HashMap<>();
    private @Nullable Listener platform;

    public FakeTexts(Timeline timeline, Transcript transcript) {
        this.timeline = timeline;
        this.transcript = transcript;
    }

    /// Messages to `number` are refused from now on.
    ///
    /// @param code contract §24, delivery
    public FakeTexts refuses(String number, int code) {
        refusals.put(number, new Handed.Refused(code, "refused by the carrier"));
        return this;
    }

    /// Messages to `number` get lost behind the carrier from now on.
    ///
    /// @param code contract §24, delivery
    public FakeTexts loses(String number, int code) {
        receipts.put(number, new Receipt.Undelivered(code, "lost by the carrier"));
        return this;
    }

    /// Somebody outside sends a text to a number of the platform.
    public void sends(String from, String to, String body) {
        transcript.note(from, "texts \"" + body + "\" to " + to);
        Listener listener = platform;
        if (listener == null) {
            throw new IllegalStateException("nobody listens yet");
        }
        // It blocks for the store, so it is not the timeline's to call.
        timeline.scripts().start("gateway", mailbox -> {
            Object _ = listener.received(from, to, body, List.of());
        });
    }

    /// What has reached somebody outside, oldest first.
    public List<Message> delivered() {
        return List.copyOf(delivered);
    }

    @Override
    public String name() {
        return "texts";
    }

    @Override
    public boolean reaches(String to) {
        return true;
    }

    @Override
    public void send(Message message, Consumer<Handed> whenDone) {
        Handed.Refused refusal = refusals.get(message.to());
        timeline.after(HANDING_OVER, "carrier takes a text", () -> {
            if (refusal == null) {
                whenDone.accept(new Handed.Sent());
                timeline.after(DELIVERY, "carrier delivers a text", () -> deliver(message));
            } else {
                whenDone.accept(refusal);
            }
        });
    }

    private void deliver(Message message) {
        Receipt receipt = receipts.getOrDefault(message.to(), new Receipt.Delivered());
        if (receipt instanceof Receipt.Delivered) {
            delivered.add(message);
            transcript.note(message.to(), "gets the text \"" + message.body() + "\" from " + message.from());
        }
        Listener listener = platform;
        if (listener != null) {
            timeline.scripts().start("gateway", mailbox -> listener.reported(message.sid(), receipt));
        }
    }

    @Override
    public void start(Listener listener) {
        platform = listener;
    }
}
