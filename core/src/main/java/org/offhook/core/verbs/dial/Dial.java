package org.offhook.core.verbs.dial;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.offhook.core.calls.leg.CallLeg;
import org.offhook.core.calls.leg.Recordings;
import org.offhook.core.calls.script.Next;
import org.offhook.core.calls.script.Verb;
import org.offhook.core.calls.script.VerbType;
import org.offhook.core.media.MediaSession.Track;
import org.offhook.core.twiml.Reading;
import org.offhook.core.verbs.RecordingWishes;
import org.offhook.core.verbs.conference.ConferenceNoun;
import org.offhook.core.verbs.conference.ConferenceRun;
import org.offhook.core.verbs.queue.QueueNoun;
import org.offhook.core.verbs.queue.TakeRun;
import org.offhook.core.web.Hook;

/// Calls somebody and joins the two legs (contract §7.1, Dial).
///
/// @param nouns          whom; several at once, or in order
/// @param conference     entered instead of calling anybody; or null
/// @param queue          whose next caller is taken instead; or null
/// @param action         asked when it is over; null: the next verb runs
/// @param timeout        how long it rings
/// @param timeLimit      how long the legs stay joined
/// @param callerId       shown to the callee; null: what the caller shows
/// @param hangupOnStar   whether the caller ends it with `*`
/// @param answerOnBridge whether the caller keeps ringing until somebody has answered
/// @param sequential     one after the other instead of all at once
/// @param ringTone       the country whose ringing tone the caller hears
/// @param recording      null for none
/// @param refer          asked what to do with the other party when one wants to transfer it; null to do it, for
///                       those who may
public record Dial(
        List<Noun> nouns,
        @Nullable ConferenceNoun conference,
        @Nullable QueueNoun queue,
        @Nullable Hook action,
        Duration timeout,
        Duration timeLimit,
        @Nullable String callerId,
        boolean hangupOnStar,
        boolean answerOnBridge,
        boolean sequential,
        String ringTone,
        @Nullable DialRecording recording,
        @Nullable Hook refer)
        implements Verb {

    public static final VerbType TYPE = new VerbType("Dial", Dial::read);

    private static final int SCHEMA = 12200;
    private static final int MIXED = 13000;
    private static final int BAD_METHOD = 13210;
    private static final int BAD_TIMEOUT = 13212;
    private static final int BAD_HANGUP_ON_STAR = 13213;
    private static final int BAD_CALLER_ID = 13214;
    private static final int BAD_TIME_LIMIT = 13216;
    private static final int BAD_RECORD = 13217;
    private static final int BAD_SEQUENTIAL = 13218;
    private static final int BAD_ANSWER_ON_BRIDGE = 13219;
    private static final int BAD_RING_TONE = 13220;
    private static final int LONGEST_CALLER_ID = 255;
    private static final List<String> RING_TONES = List.of(
            ("at au bg br be ch cl cn cz de dk ee es fi fr gr hu il in it lt jp mx my nl no nz ph pl pt ru se sg th uk us"
                            + " us-old tw ve za")
                    .split(" "));

    /// When and how to record.
    ///
    /// @param fromRinging whether it begins before the answer
    record DialRecording(boolean fromRinging, int channels, Track track, boolean trim, RecordingWishes wishes) {

        Recordings.Order order(CallLeg leg, Duration longest) {
            return new Recordings.Order(
                    "DialVerb",
                    channels,
                    track,
                    Duration.ZERO,
                    longest,
                    "",
                    trim,
                    leg.talk().absolute(wishes.callback()),
                    wishes.events());
        }
    }

    public Dial {
        nouns = List.copyOf(nouns);
    }

    private static Verb read(Reading element) {
        element.without("callees are not shown why they are called.", "callReason");
        element.without("give a statusCallback to those who are called.", "events");
        Noun application = NounReader.alone(element, "Application", SCHEMA, ApplicationNoun::read);
        return new Dial(
                application == null ? NounReader.read(element) : List.of(application),
                NounReader.alone(element, "Conference", MIXED, ConferenceNoun::read),
                NounReader.alone(element, "Queue", SCHEMA, QueueNoun::read),
                element.hook("action", "method", BAD_METHOD),
                Duration.ofSeconds(element.number("timeout", 30, 5, 600, BAD_TIMEOUT)),
                Duration.ofSeconds(element.number("timeLimit", 14_400, 1, 86_400, BAD_TIME_LIMIT)),
                callerId(element),
                element.flag("hangupOnStar", false, BAD_HANGUP_ON_STAR),
                element.flag("answerOnBridge", false, BAD_ANSWER_ON_BRIDGE),
                element.flag("sequential", false, BAD_SEQUENTIAL),
                element.word("ringTone", "us", RING_TONES, BAD_RING_TONE),
                recording(element),
                element.hook("referUrl", "referMethod", BAD_METHOD));
    }

    /// A Dial without anything particular.
    static Dial plain() {
        return new Dial(
                List.of(),
                null,
                null,
                null,
                Duration.ofSeconds(30),
                Duration.ofSeconds(14_400),
                null,
                false,
                false,
                false,
                "us",
                null,
                null);
    }

    private static @Nullable String callerId(Reading element) {
        String callerId = element.text("callerId");
        if (callerId == null || callerId.isBlank()) {
            return null;
        }
        if (callerId.length() > LONGEST_CALLER_ID || callerId.chars().anyMatch(c -> c < ' ')) {
            element.complain(BAD_CALLER_ID, "Attribute callerId of Dial cannot be shown; the caller's is.");
            return null;
        }
        return callerId.strip();
    }

    private static @Nullable DialRecording recording(Reading element) {
        String wanted = element.word(
                "record",
                "do-not-record",
                List.of(
                        "do-not-record",
                        "record-from-answer",
                        "record-from-ringing",
                        "record-from-answer-dual",
                        "record-from-ringing-dual",
                        "true",
                        "false"),
                BAD_RECORD);
        String track = element.word("recordingTrack", "both", List.of("inbound", "outbound", "both"), BAD_RECORD);
        // T7: unlike everywhere else, the silence stays unless told otherwise.
        boolean trim = element.word("trim", "do-not-trim", List.of("trim-silence", "do-not-trim"), BAD_RECORD)
                .equals("trim-silence");
        RecordingWishes wishes = RecordingWishes.read(element);
        if (wanted.equals("do-not-record") || wanted.equals("false")) {
            return null;
        }
        return new DialRecording(
                wanted.startsWith("record-from-ringing"),
                wanted.endsWith("-dual") ? 2 : 1,
                switch (track) {
                    case "inbound" -> Track.INBOUND;
                    case "outbound" -> Track.OUTBOUND;
                    default -> Track.BOTH;
                },
                trim,
                wishes);
    }

    /// With answerOnBridge the caller is answered when somebody was reached.
    @Override
    public boolean answers() {
        return !answerOnBridge;
    }

    @Override
    public Next run(CallLeg leg) {
        QueueNoun line = queue;
        if (line != null) {
            Recordings.Order order = recording == null ? null : recording.order(leg, timeLimit);
            return new TakeRun(leg, line, new TakeRun.Wishes(action, timeout, timeLimit, hangupOnStar, order)).run();
        }
        ConferenceNoun room = conference;
        return room == null
                ? new DialRun(leg, this).run()
                : new ConferenceRun(leg, room, new ConferenceRun.Stay(action, timeLimit, hangupOnStar)).run();
    }
}
