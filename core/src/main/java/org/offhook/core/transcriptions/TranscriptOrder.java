package org.offhook.core.transcriptions;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;
import org.offhook.core.media.MediaSession.Track;
import org.offhook.core.recognition.SpokenWords.Wish;
import org.offhook.core.web.Hook;

/// How to transcribe a live call (contract §7.2, Transcription).
///
/// @param name     its Sid when it has none
/// @param inbound  what the far end is called, or null
/// @param outbound what our side is called, or null
/// @param engine   as the document says; the platform has its own
/// @param partials whether unfinished utterances are told
/// @param callback absolute; null for nobody
public record TranscriptOrder(
        Sid sid,
        String name,
        Track track,
        @Nullable String inbound,
        @Nullable String outbound,
        String engine,
        Wish wish,
        boolean partials,
        @Nullable Hook callback) {

    private static final int MOST_HINTS = 500;
    private static final int LONGEST_HINT = 100;

    /// The tracks' names as the application writes them.
    public static final List<String> TRACKS = List.of("inbound_track", "outbound_track", "both_tracks");

    public static Track track(String name) {
        return switch (name) {
            case "inbound_track" -> Track.INBOUND;
            case "outbound_track" -> Track.OUTBOUND;
            default -> Track.BOTH;
        };
    }

    public static String text(Track track) {
        return switch (track) {
            case INBOUND -> "inbound_track";
            case OUTBOUND -> "outbound_track";
            case BOTH -> "both_tracks";
        };
    }

    /// Hints as they are written, between commas; what is too much is left out.
    public static List<String> hints(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(hint -> !hint.isEmpty() && hint.length() <= LONGEST_HINT)
                .limit(MOST_HINTS)
                .toList();
    }
}
