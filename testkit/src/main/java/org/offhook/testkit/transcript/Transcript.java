package org.offhook.testkit.transcript;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.offhook.testkit.kernel.Timeline;

/// One line for each thing that a party did or heard, with seconds since the beginning. Times are cut to
/// tenths: what happens within a tenth of a second keeps its order, and a golden file survives a change of a
/// few milliseconds.
public final class Transcript {

    private final Timeline timeline;
    private final List<Line> lines = new ArrayList<>();

    public Transcript(Timeline timeline) {
        this.timeline = timeline;
    }

    /// @param at   since the beginning of the run
    /// @param who  the phone, application or carrier
    /// @param what in words
    public record Line(Duration at, String who, String what) {

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%5d.%d  %s %s", at.toSeconds(), at.toMillisPart() / 100, who, what);
        }
    }

    public void note(String who, String what) {
        Line line = new Line(timeline.elapsed(), who, what);
        lines.add(line);
        if (timeline.trace().on()) {
            timeline.trace().line(timeline.elapsed().toNanos(), "** " + who + " " + what);
        }
    }

    public List<Line> lines() {
        return List.copyOf(lines);
    }

    /// What one party did and heard.
    public List<String> of(String who) {
        return lines.stream()
                .filter(line -> line.who().equals(who))
                .map(Line::what)
                .toList();
    }

    /// All lines, each with its time.
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }
}
