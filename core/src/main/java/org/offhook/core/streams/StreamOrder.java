package org.offhook.core.streams;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;
import org.offhook.core.media.MediaSession.Track;
import org.offhook.core.web.Hook;

/// A stream that is wanted.
///
/// @param name       unique among the streams of the call; the Sid when nobody gave one
/// @param url        as the customer wrote it
/// @param track      what the application hears
/// @param speaks     whether the call hears the application (`Connect`)
/// @param parameters of the customer's own, for the `start` message
/// @param callback   told when it begins and ends, absolute; or null
public record StreamOrder(
        Sid sid,
        String name,
        String url,
        Track track,
        boolean speaks,
        Map<String, String> parameters,
        @Nullable Hook callback) {}
