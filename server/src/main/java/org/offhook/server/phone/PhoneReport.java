package org.offhook.server.phone;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.offhook.core.media.MediaSession.MediaStatistics;

/// What came of the phone's call.
///
/// @param end        why it ended
/// @param status     the SIP status that tells it best
/// @param talked     from the answer to the end; zero when it was not answered
/// @param loud       how much of what was received was sound and not silence
/// @param statistics of the media, or null when there were none
public record PhoneReport(
        List<Moment> moments,
        List<Heard> heard,
        List<Expectation> expectations,
        End end,
        int status,
        Duration talked,
        Duration loud,
        @Nullable MediaStatistics statistics) {

    public PhoneReport {
        moments = List.copyOf(moments);
        heard = List.copyOf(heard);
        expectations = List.copyOf(expectations);
    }

    public enum End {
        /// The far end hung up.
        REMOTE,
        /// The phone hung up as it had planned.
        LOCAL,
        /// The call was refused or rang for too long.
        UNANSWERED,
        /// The far end vanished, or the media could not be agreed on.
        LOST
    }

    /// @param met whether the text was among the lines that were heard with sound
    public record Expectation(String text, boolean met) {}

    /// Whether the call was answered, ended as calls end, and everything expected was heard.
    public boolean asExpected() {
        return (end == End.REMOTE || end == End.LOCAL) && expectations.stream().allMatch(Expectation::met);
    }

    /// Compares what was expected with what was heard: letters and digits only, whatever their case, since a
    /// caption's punctuation is nothing that can be heard. A text may reach from one line into the next.
    static List<Expectation> judge(List<String> expected, List<Heard> heard) {
        StringBuilder all = new StringBuilder(" ");
        heard.stream()
                .filter(Heard::sound)
                .forEach(line -> all.append(words(line.text())).append(' '));
        return expected.stream()
                .map(text -> new Expectation(text, all.indexOf(" " + words(text) + " ") >= 0))
                .toList();
    }

    static String words(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
    }
}
