package org.offhook.core.verbs.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.offhook.core.calls.leg.CallLeg;
import org.offhook.core.calls.script.Next;
import org.offhook.core.calls.script.Verb;
import org.offhook.core.calls.script.VerbType;
import org.offhook.core.twiml.Reading;
import org.offhook.protocols.twiml.Element;

/// `Start` and `Stop`: begin or end something beside the verbs that follow (contract §7.1).
public record Start(List<Beside> nouns) implements Verb {

    private static final int BAD_NOUN = 14300;

    private static final Map<String, Beside.Reader> BEGIN = Map.of(
            "Recording",
            RecordingNoun::start,
            "Siprec",
            SiprecNoun::start,
            "Stream",
            StreamNoun::start,
            "Transcription",
            TranscriptionNoun::start);
    private static final Map<String, Beside.Reader> END =
            Map.of("Siprec", SiprecNoun::stop, "Stream", StreamNoun::stop, "Transcription", TranscriptionNoun::stop);

    public static final VerbType START = new VerbType("Start", element -> read(element, BEGIN));
    public static final VerbType STOP = new VerbType("Stop", element -> read(element, END));

    private static Verb read(Reading element, Map<String, Beside.Reader> known) {
        element.pass("action", "method");
        List<Beside> nouns = new ArrayList<>();
        for (Element inner : element.element().elements()) {
            Beside.Reader reader = known.get(inner.name());
            if (reader == null) {
                element.complain(
                        BAD_NOUN,
                        inner.name() + " inside " + element.name() + " is not available; it was ignored. There is "
                                + String.join(
                                        ", ", known.keySet().stream().sorted().toList()) + ".");
            } else {
                Reading reading = element.inside(inner);
                nouns.add(reader.read(reading));
                reading.finish();
            }
        }
        return new Start(nouns);
    }

    @Override
    public Next run(CallLeg leg) {
        nouns.forEach(noun -> noun.perform(leg));
        return Next.CONTINUE;
    }
}
