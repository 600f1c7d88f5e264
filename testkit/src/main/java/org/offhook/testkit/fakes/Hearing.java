package org.offhook.testkit.fakes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.offhook.testkit.kernel.Timeline;
import org.offhook.testkit.sound.Sound;

/// What one end of a call has heard.
final class Hearing {

    /// Sound is on its way longer than signalling: nobody misses the last bit.
    private static final Duration UNNOTICED = Duration.ofMillis(200);

    private final Timeline timeline;
    private final Consumer<String> notes;
    private final List<Heard> heard = new ArrayList<>();
    private final StringBuilder keys = new StringBuilder();
    private int found;

    Hearing(Timeline timeline, Consumer<String> notes) {
        this.timeline = timeline;
        this.notes = notes;
    }

    private static final class Heard {
        private final long id;
        private final String caption;
        private final Duration until;
        private boolean cut;

        Heard(long id, String caption, Duration until) {
            this.id = id;
            this.caption = caption;
            this.until = until;
        }
    }

    void hear(Sound sound) {
        switch (sound) {
            case Sound.Begins begins -> {
                heard.add(new Heard(
                        begins.id(), begins.caption(), timeline.elapsed().plus(begins.length())));
                notes.accept("hears \"" + begins.caption() + "\"");
            }
            case Sound.Stops stops -> stop(stops.id());
            case Sound.Key(char key) -> {
                keys.append(key);
                notes.accept("hears key " + key);
            }
        }
    }

    /// The call is over: what still plays is cut.
    void end() {
        for (Heard one : heard) {
            if (one.until.minus(UNNOTICED).compareTo(timeline.elapsed()) > 0) {
                one.cut = true;
            }
        }
    }

    private void stop(long id) {
        for (Heard one : heard) {
            if (one.id == id && one.until.compareTo(timeline.elapsed()) > 0) {
                one.cut = true;
                notes.accept("hears no more of \"" + one.caption + "\"");
            }
        }
    }

    /// Whether `text` has been heard behind what was found before; then it counts as found.
    ///
    /// @param whole whether it must be over
    boolean find(String text, boolean whole) {
        for (int i = found; i < heard.size(); i++) {
            Heard one = heard.get(i);
            boolean over = one.cut || one.until.compareTo(timeline.elapsed()) <= 0;
            if (one.caption.contains(text) && (over || !whole)) {
                found = i + 1;
                return true;
            }
        }
        return false;
    }

    List<String> captions() {
        return heard.stream()
                .map(one -> one.cut ? one.caption + " …" : one.caption)
                .toList();
    }

    String keys() {
        return keys.toString();
    }
}
