package org.offhook.core.calls.live;

import org.offhook.core.calls.CallTools;

/// The doors to what runs beside live calls.
public record LiveDesks(StreamDesk streams, LiveTranscriptionDesk transcriptions) {

    public static LiveDesks of(CallTools tools, LiveCalls calls) {
        return new LiveDesks(
                new StreamDesk(calls, tools.base().clock(), tools.base().sids(), tools.streams()),
                new LiveTranscriptionDesk(calls, tools.base().clock()));
    }
}
