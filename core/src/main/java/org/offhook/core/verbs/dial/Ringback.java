package org.offhook.core.verbs.dial;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.offhook.core.calls.leg.CallLeg;
import org.offhook.core.calls.leg.Family.Child;
import org.offhook.core.events.EventType;
import org.offhook.core.media.MediaSession;
import org.offhook.core.verbs.Tones;

/// What the caller hears until somebody answers: what the first callee that makes a sound lets it hear (early
/// media, RFC 3960), else the ringing tone. A caller that is not answered yet gets the sound as early media too.
final class Ringback {

    private final CallLeg leg;
    private final String ringTone;
    private @Nullable MediaSession heard;

    Ringback(CallLeg leg, String ringTone) {
        this.leg = leg;
        this.ringTone = ringTone;
    }

    void follow(List<Child> children) {
        MediaSession sound = children.stream()
                .filter(child -> !child.gone() && !child.answered())
                .map(Child::early)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        if (!Objects.equals(sound, heard)) {
            silence();
            if (sound != null && (leg.answered() || leg.line().early())) {
                leg.playback().stop();
                leg.line().media().bridge(sound);
                leg.journal().note(EventType.SIGNAL, "what", "early media");
            }
            heard = sound;
        }
        if (sound == null
                && leg.answered()
                && children.stream().anyMatch(child -> child.ringing() && !child.answered())) {
            leg.playback().tone(Tones.ringing(ringTone));
        }
    }

    /// Nothing more of it.
    void stop() {
        leg.playback().stop();
        silence();
    }

    private void silence() {
        if (heard != null) {
            leg.line().media().unbridge();
            heard = null;
        }
    }
}
