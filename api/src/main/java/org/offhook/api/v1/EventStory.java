package org.offhook.api.v1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.offhook.api.http.Response.Sink;
import org.offhook.api.http.Response.Wake;
import org.offhook.api.render.Json;
import org.offhook.core.events.EventQuery;
import org.offhook.core.events.StoredEvent;
import org.offhook.core.ids.Sid;
import org.offhook.core.script.Mailbox;
import org.offhook.core.store.Store;
import org.offhook.core.time.Scheduler.Cancellable;

/// Tells one subscriber an account's events as server-sent events (HTML standard, §9.2), first those it missed,
/// then those that come. The log is the queue: a slow reader is further back in it, and nobody else notices.
final class EventStory {

    /// Between two signs of life when nothing happens; also how soon a vanished reader is noticed.
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private static final int PAGE = 500;
    private static final byte[] GREETING = ": events of Offhook\nretry: 1000\n\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SIGN_OF_LIFE = ":\n\n".getBytes(StandardCharsets.US_ASCII);

    private final Store store;
    private final Sid account;
    private final EventFilter filter;
    private final AtomicBoolean woken = new AtomicBoolean();
    private long cursor;

    /// @param after the position behind which it begins
    EventStory(Store store, Sid account, EventFilter filter, long after) {
        this.store = store;
        this.account = account;
        this.filter = filter;
        this.cursor = after;
    }

    void tell(Sink sink, Mailbox<Wake> mailbox) {
        // One wake-up at a time lies in the mailbox, whatever happens meanwhile.
        Cancellable watching = store.watch(() -> {
            if (woken.compareAndSet(false, true)) {
                mailbox.put(Wake.MORE);
            }
        });
        try {
            sink.write(GREETING);
            while (follow(sink, mailbox)) {
                // Until the reader or the server has had enough.
            }
        } catch (IOException gone) {
            // The reader has left; when it comes back it says where it was.
        } finally {
            watching.cancel();
        }
    }

    /// Sends what there is, or waits.
    ///
    /// @return false when the story is over
    private boolean follow(Sink sink, Mailbox<Wake> mailbox) throws IOException {
        woken.set(false);
        List<StoredEvent> page = store.events(new EventQuery(account, filter.subject(), cursor, PAGE));
        if (page.isEmpty()) {
            Wake wake = mailbox.take(HEARTBEAT);
            if (wake == null) {
                sink.write(SIGN_OF_LIFE);
            }
            return wake != Wake.GONE;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (StoredEvent stored : page) {
            if (filter.wants(stored)) {
                write(stored, out);
            }
        }
        cursor = page.getLast().position();
        if (out.size() > 0) {
            sink.write(out.toByteArray());
        }
        return true;
    }

    private static void write(StoredEvent stored, ByteArrayOutputStream out) {
        String head =
                "id: " + stored.position() + "\nevent: " + stored.event().type().text() + "\ndata: ";
        out.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(Json.write(CloudEvents.of(stored)));
        out.writeBytes("\n\n".getBytes(StandardCharsets.US_ASCII));
    }
}
