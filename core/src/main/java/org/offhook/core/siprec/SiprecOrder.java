package org.offhook.core.siprec;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;
import org.offhook.core.media.MediaSession.Track;
import org.offhook.core.web.Hook;

/// A recording session that is wanted.
///
/// @param name       unique among those of the call; the Sid when nobody gave one
/// @param track      what the server hears
/// @param parameters of the customer's own, for the metadata
/// @param callback   told when it begins and ends, absolute; or null
public record SiprecOrder(
        Sid sid,
        String name,
        Connector connector,
        Track track,
        Map<String, String> parameters,
        @Nullable Hook callback) {

    public SiprecOrder {
        parameters = Map.copyOf(parameters);
    }
}
