package org.offhook.core.verbs.conference;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.offhook.core.conferences.Entry.Manner;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.twiml.Reading;
import org.offhook.core.verbs.RecordingWishes;
import org.offhook.core.web.Hook;

/// The conference that a document names.
///
/// @param waiting   heard until it begins; null for silence
/// @param music     whether the platform's own music is heard instead
/// @param events    which of them the callback wants
/// @param recording null for none
public record ConferenceNoun(
        String name,
        Manner manner,
        int most,
        @Nullable Hook waiting,
        boolean music,
        @Nullable Hook statusCallback,
        List<String> events,
        @Nullable Recording recording) {

    private static final int SCHEMA = 12200;
    private static final int BAD_MUTED = 13230;
    private static final int BAD_END = 13231;
    private static final int BAD_START = 13232;
    private static final int BAD_WAIT = 13234;
    private static final int BAD_BEEP = 13235;
    private static final int BAD_NAME = 13237;
    private static final int BAD_TRIM = 13239;
    private static final int BAD_COACH = 13240;
    private static final int BAD_LABEL = 16023;
    private static final int MOST = 250;
    private static final int LONGEST_LABEL = 128;
    private static final Set<String> EVENTS =
            Set.of("start", "end", "join", "leave", "mute", "hold", "modify", "speaker", "announcement");

    /// @param trim whether silence at both ends is left out
    public record Recording(boolean trim, RecordingWishes wishes) {}

    public static ConferenceNoun read(Reading noun) {
        String name = noun.body();
        if (name.isEmpty()) {
            noun.complain(BAD_NAME, "Conference has no name.");
        }
        String beep = noun.word("beep", "true", List.of("true", "false", "onEnter", "onExit"), BAD_BEEP);
        Manner manner = new Manner(
                noun.flag("startConferenceOnEnter", true, BAD_START),
                noun.flag("endConferenceOnExit", false, BAD_END),
                noun.flag("muted", false, BAD_MUTED),
                beep.equals("true") || beep.equals("onEnter"),
                beep.equals("true") || beep.equals("onExit"),
                label(noun),
                coach(noun));
        if (noun.text("region") != null) {
            noun.complain(SCHEMA, "Attribute region of Conference is ignored: this platform mixes in one place.");
        }
        noun.pass("jitterBufferSize");
        noun.without("give a statusCallback.", "eventCallbackUrl");
        String wait = noun.text("waitUrl");
        Hook document = Hook.of(wait, noun.method("waitMethod", BAD_WAIT));
        return new ConferenceNoun(
                name,
                manner,
                noun.number("maxParticipants", MOST, 2, MOST, SCHEMA),
                document,
                wait == null,
                noun.hook("statusCallback", "statusCallbackMethod", SCHEMA),
                noun.words("statusCallbackEvent", List.of("start", "end"), EVENTS, SCHEMA),
                recording(noun));
    }

    private static @Nullable String label(Reading noun) {
        String label = noun.text("participantLabel");
        if (label == null || label.isEmpty()) {
            return null;
        }
        if (label.length() > LONGEST_LABEL || Sid.parse(SidType.CALL, label).isPresent()) {
            noun.complain(
                    BAD_LABEL,
                    "Attribute participantLabel of Conference has at most " + LONGEST_LABEL
                            + " characters and is no call Sid; it is ignored.");
            return null;
        }
        return label;
    }

    private static @Nullable Sid coach(Reading noun) {
        String text = noun.text("coach");
        if (text == null || text.isEmpty()) {
            return null;
        }
        Sid call = Sid.parse(SidType.CALL, text).orElse(null);
        if (call == null) {
            noun.complain(BAD_COACH, "Attribute coach of Conference is \"" + text + "\", which is no call Sid.");
        }
        return call;
    }

    private static @Nullable Recording recording(Reading noun) {
        String wanted = noun.word(
                "record", "do-not-record", List.of("do-not-record", "record-from-start", "true", "false"), SCHEMA);
        boolean trim = noun.word("trim", "trim-silence", List.of("trim-silence", "do-not-trim"), BAD_TRIM)
                .equals("trim-silence");
        RecordingWishes wishes = RecordingWishes.read(noun);
        return wanted.equals("record-from-start") || wanted.equals("true") ? new Recording(trim, wishes) : null;
    }
}
