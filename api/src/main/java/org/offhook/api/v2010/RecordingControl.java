package org.offhook.api.v2010;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.offhook.api.http.Router;
import org.offhook.api.rest.Answer;
import org.offhook.api.rest.Ask;
import org.offhook.api.rest.Fields;
import org.offhook.api.rest.Rest;
import org.offhook.core.Outcome;
import org.offhook.core.calls.live.RecordingDesk;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.media.MediaSession.Pause;
import org.offhook.core.media.MediaSession.Track;
import org.offhook.core.recordings.Recording;
import org.offhook.core.store.Store;

/// Recordings of live calls and conferences: begun (calls only), paused, resumed and stopped by POST (contract
/// §12).
final class RecordingControl implements Resources.Resource {

    private static final int BAD_VALUE = 20001;
    private static final int BAD_CALLBACK = 21609;
    private static final int BAD_METHOD = 21209;
    private static final int BAD_EVENT = 21626;
    private static final Set<String> EVENTS = Set.of("in-progress", "completed", "absent");

    private final Store store;
    private final RecordingDesk desk;
    private final String currency;

    RecordingControl(Store store, RecordingDesk desk, String currency) {
        this.store = store;
        this.desk = desk;
        this.currency = currency;
    }

    @Override
    public void route(Router router, Rest rest) {
        router.add("POST", RecordingsResource.OF_CALL, rest.guarded(this::create));
        router.add("POST", RecordingsResource.OF_CALL + "/{Sid}", rest.guarded(this::update));
        router.add("POST", RecordingsResource.OF_CONFERENCE + "/{Sid}", rest.guarded(this::update));
    }

    private Answer create(Ask ask) {
        Optional<Sid> call = ask.sid("CallSid", SidType.CALL);
        if (call.isEmpty()) {
            return Answer.notFound(ask);
        }
        Fields fields = new Fields(ask.input());
        RecordingDesk.Wish wish = wish(fields, ask.account().sid(), call.get());
        return fields.wrong().orElseGet(() -> switch (desk.start(wish)) {
            case Outcome.Done<Recording>(Recording row) -> Answer.created(RecordingsResource.view(ask, row, currency));
            case Outcome.Refused<Recording> refused when refused.status() == 404 -> Answer.notFound(ask);
            case Outcome.Refused<Recording> refused -> Answer.wrong(refused);
        });
    }

    private static RecordingDesk.Wish wish(Fields fields, Sid account, Sid call) {
        String channels = fields.choice("RecordingChannels", "mono", Set.of("mono", "dual"), BAD_VALUE);
        Track track =
                switch (fields.choice("RecordingTrack", "both", Set.of("inbound", "outbound", "both"), BAD_VALUE)) {
                    case "inbound" -> Track.INBOUND;
                    case "outbound" -> Track.OUTBOUND;
                    default -> Track.BOTH;
                };
        String trim = fields.choice("Trim", "trim-silence", Set.of("trim-silence", "do-not-trim"), BAD_VALUE);
        List<String> events = fields.choices("RecordingStatusCallbackEvent", EVENTS, BAD_EVENT);
        return new RecordingDesk.Wish(
                account,
                call,
                channels.equals("dual") ? 2 : 1,
                track,
                trim.equals("trim-silence"),
                fields.hook("RecordingStatusCallback", "RecordingStatusCallbackMethod", BAD_CALLBACK, BAD_METHOD),
                events);
    }

    private Answer update(Ask ask) {
        Optional<Recording> found = RecordingsResource.find(ask, store);
        if (found.isEmpty()) {
            return Answer.notFound(ask);
        }
        Fields fields = new Fields(ask.input());
        fields.needed("Status", BAD_VALUE, "Status is required: paused, in-progress or stopped");
        Recording.Status next =
                switch (fields.choice("Status", "stopped", Set.of("paused", "in-progress", "stopped"), BAD_VALUE)) {
                    case "paused" -> Recording.Status.PAUSED;
                    case "in-progress" -> Recording.Status.IN_PROGRESS;
                    default -> Recording.Status.STOPPED;
                };
        Pause how = fields.choice("PauseBehavior", "silence", Set.of("skip", "silence"), BAD_VALUE)
                        .equals("skip")
                ? Pause.SKIP
                : Pause.SILENCE;
        return fields.wrong().orElseGet(() -> switch (desk.change(found.get(), next, how)) {
            case Outcome.Done<Recording>(Recording row) -> Answer.ok(RecordingsResource.view(ask, row, currency));
            case Outcome.Refused<Recording> refused -> Answer.wrong(refused);
        });
    }
}
