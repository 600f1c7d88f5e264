package org.offhook.core.recordings;

import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;
import org.offhook.core.webhooks.Parameters;

/// What a recording status callback tells (contract §6.2).
public final class RecordingState {

    /// RFC 2822, as the 2010 API writes dates.
    private static final DateTimeFormatter RFC_2822 = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private RecordingState() {}

    /// @param status `in-progress`, `completed` or `absent`
    public static Parameters parameters(Recording row, URI url, String status) {
        return Parameters.NONE
                .with("AccountSid", row.account().value())
                .with(
                        row.conference() == null ? "CallSid" : "ConferenceSid",
                        about(row).value())
                .with("RecordingSid", row.sid().value())
                .with("RecordingUrl", url.toString())
                .with("RecordingStatus", status)
                .with("RecordingDuration", row.duration() == null ? null : seconds(row.duration()))
                .with("RecordingChannels", Integer.toString(row.channels()))
                .with("RecordingStartTime", RFC_2822.format(row.created()))
                .with("RecordingSource", row.source())
                .with("RecordingTrack", row.track())
                .with("ErrorCode", Integer.toString(row.errorCode()));
    }

    /// Whose sound it is.
    private static Sid about(Recording row) {
        Sid conference = row.conference();
        return conference == null ? row.call() : conference;
    }

    /// Where the sound can be fetched.
    ///
    /// @param base where the REST API is reached
    public static URI url(URI base, Sid account, Sid recording) {
        return URI.create(base + "/2010-04-01/Accounts/" + account + "/Recordings/" + recording);
    }

    /// Whole seconds, rounded.
    public static String seconds(@Nullable Duration duration) {
        return duration == null ? "0" : Long.toString(duration.plusMillis(500).toSeconds());
    }
}
