package org.offhook.core.calls.live;

import org.offhook.core.calls.CallTools;

/// The doors to what runs beside live calls.
public record LiveDesks(
        StreamDesk streams,
        LiveTranscriptionDesk transcriptions,
        RecordingDesk recordings,
        UserMessageDesk userMessages) {

    public static LiveDesks of(CallTools tools, LiveCalls calls) {
        CallTools.Base base = tools.base();
        return new LiveDesks(
                new StreamDesk(calls, base.clock(), base.sids(), tools.streams()),
                new LiveTranscriptionDesk(calls, base.clock()),
                new RecordingDesk(
                        calls,
                        base.clock(),
                        base.sids(),
                        tools.meetings().conferences(),
                        tools.limits().recordings()),
                new UserMessageDesk(calls, base.clock(), base.sids()));
    }
}
