package org.offhook.testkit.kernel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.offhook.core.script.Mailbox;
import org.offhook.core.script.Scripts;

/// Where the scripts of a run play: each on a virtual thread of its own, never two at a time.
public final class Stage implements Scripts {

    /// How often a script may wait again while it is being unwound before it counts as stuck.
    private static final int UNWINDINGS = 1000;

    private final Timeline timeline;
    private final Set<Actor<?>> playing = new LinkedHashSet<>();
    private Duration patience = Duration.ofSeconds(20);
    private int started;

    Stage(Timeline timeline) {
        this.timeline = timeline;
    }

    /// How long, in real time, a script may compute before it counts as stuck: 20 s unless told otherwise.
    public void patience(Duration real) {
        patience = real;
    }

    @Override
    public <S> Mailbox<S> start(String name, Consumer<Mailbox<S>> story) {
        Actor<S> actor = new Actor<>(this, timeline, name, story);
        playing.add(actor);
        started++;
        actor.wakeAfter(timeline.hop());
        return actor;
    }

    /// Names of the scripts that have not returned, in the order of their start.
    public List<String> playing() {
        List<String> names = new ArrayList<>();
        for (Actor<?> actor : playing) {
            names.add(actor.name());
        }
        return names;
    }

    /// How many scripts have not returned.
    public int size() {
        return playing.size();
    }

    /// How many scripts were ever started.
    public int started() {
        return started;
    }

    Duration patience() {
        return patience;
    }

    void ended(Actor<?> actor) {
        playing.remove(actor);
    }

    /// Ends every script where it waits, as a power cut does: what its `finally` blocks do must reach nobody
    /// any more.
    public void abandon() {
        close();
    }

    /// Unwinds every script: its wait ends with an error, so that its `finally` blocks run.
    void close() {
        for (Actor<?> actor : List.copyOf(playing)) {
            for (int i = 0; playing.contains(actor); i++) {
                if (i == UNWINDINGS) {
                    throw new IllegalStateException("script " + actor.name() + " does not end when told to");
                }
                actor.unwind();
            }
        }
    }
}
