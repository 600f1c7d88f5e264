package org.offhook.core.verbs.live;

import java.util.List;
import java.util.Locale;
import org.offhook.core.calls.leg.CallLeg;
import org.offhook.core.calls.live.RecordingDesk;
import org.offhook.core.ids.SidType;
import org.offhook.core.media.MediaSession.Track;
import org.offhook.core.twiml.Reading;
import org.offhook.core.verbs.RecordingWishes;

/// The noun `Recording` of `Start` (contract §7.2): records the call beside the verbs.
record RecordingNoun(int channels, Track track, boolean trim, RecordingWishes wishes) implements Beside {

    private static final int SCHEMA = 12200;

    static Beside start(Reading element) {
        return new RecordingNoun(
                element.word("channels", "mono", List.of("mono", "dual"), SCHEMA)
                                .equals("dual")
                        ? 2
                        : 1,
                Track.valueOf(element.word("track", "both", List.of("inbound", "outbound", "both"), SCHEMA)
                        .toUpperCase(Locale.ROOT)),
                element.word("trim", "do-not-trim", List.of("trim-silence", "do-not-trim"), SCHEMA)
                        .equals("trim-silence"),
                RecordingWishes.read(element));
    }

    @Override
    public void perform(CallLeg leg) {
        int most = leg.tools().limits().recordings();
        if (leg.recordings().count() >= most) {
            leg.journal().warn(RecordingDesk.TOO_MANY, RecordingDesk.tooMany(most));
            return;
        }
        RecordingDesk.Wish wish = new RecordingDesk.Wish(
                leg.call().account(),
                leg.call().sid(),
                channels,
                track,
                trim,
                leg.talk().absolute(wishes.callback()),
                wishes.events());
        leg.recordings()
                .begin(leg.tools().base().sids().next(SidType.RECORDING), wish.order("StartCallRecordingTwiML"));
    }
}
