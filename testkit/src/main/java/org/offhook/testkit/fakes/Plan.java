package org.offhook.testkit.fakes;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;
import org.offhook.testkit.kernel.Timeline;

/// Steps that are taken one after the other as a call goes on; what is left when the call ends is forgotten.
final class Plan {

    private final Timeline timeline;
    private final BooleanSupplier live;
    private final Deque<Item> items = new ArrayDeque<>();
    private boolean pausing;
    private boolean looking;

    Plan(Timeline timeline, BooleanSupplier live) {
        this.timeline = timeline;
        this.live = live;
    }

    private sealed interface Item {
        record When(BooleanSupplier condition) implements Item {}

        record Pause(Duration duration) implements Item {}

        record Task(Runnable task) implements Item {}
    }

    void when(BooleanSupplier condition) {
        add(new Item.When(condition));
    }

    void pause(Duration duration) {
        add(new Item.Pause(duration));
    }

    void then(Runnable task) {
        add(new Item.Task(task));
    }

    private void add(Item item) {
        items.add(item);
        if (items.size() == 1 && !pausing && !looking) {
            timeline.after(Duration.ZERO, "phone looks at its plan", this::look);
        }
    }

    /// Something happened that a step may have waited for.
    void look() {
        if (looking || pausing) {
            return;
        }
        looking = true;
        try {
            while (live.getAsBoolean() && !pausing && !items.isEmpty()) {
                switch (items.getFirst()) {
                    case Item.When(BooleanSupplier condition) -> {
                        if (!condition.getAsBoolean()) {
                            return;
                        }
                        items.removeFirst();
                    }
                    case Item.Pause(Duration duration) -> {
                        items.removeFirst();
                        pausing = true;
                        timeline.after(duration, "phone goes on", this::resume);
                    }
                    case Item.Task(Runnable task) -> {
                        items.removeFirst();
                        task.run();
                    }
                }
            }
        } finally {
            looking = false;
        }
    }

    private void resume() {
        pausing = false;
        look();
    }
}
