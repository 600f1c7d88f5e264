package org.offhook.core.calls.script;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.offhook.core.calls.ChangeCall.Wish;
import org.offhook.core.calls.TransferGoal;
import org.offhook.core.calls.leg.CallLeg;
import org.offhook.core.calls.leg.Unwind;
import org.offhook.core.events.EventType;
import org.offhook.core.media.Audio;
import org.offhook.core.media.Sounds;
import org.offhook.core.speech.Utterance;
import org.offhook.core.twiml.Complaint;
import org.offhook.core.twiml.Document;
import org.offhook.core.twiml.Reading;
import org.offhook.core.web.Hook;
import org.offhook.core.webhooks.Answer;
import org.offhook.core.webhooks.Parameters;
import org.offhook.protocols.twiml.DocumentParser;
import org.offhook.protocols.twiml.Element;
import org.offhook.protocols.twiml.Parsed;

/// Carries out documents (contract §9): verbs top down, one at a time, from document to document.
public final class Interpreter {

    private static final int UNKNOWN_VERB = 12200;
    private static final String APOLOGY =
            "We are sorry. The service you called has a problem at the moment. Please try again later. Goodbye.";

    private final Vocabulary vocabulary;
    private final boolean quiet;
    private final Parameters always;

    public Interpreter(Vocabulary vocabulary) {
        this(vocabulary, false, Parameters.NONE);
    }

    private Interpreter(Vocabulary vocabulary, boolean quiet, Parameters always) {
        this.vocabulary = vocabulary;
        this.quiet = quiet;
        this.always = always;
    }

    /// One that says nothing when there is no document.
    ///
    /// @param always told to every document
    public static Interpreter quiet(Vocabulary vocabulary, Parameters always) {
        return new Interpreter(vocabulary, true, always);
    }

    /// How a talk came to its end.
    public enum End {
        /// The last verb of the last document has run.
        OUT_OF_VERBS,
        /// A verb or an error says that the call is over.
        HANG_UP,
        /// A verb says that what the caller waits in is left.
        LEAVE,
        /// There was no document, and nobody was told.
        FAILED
    }

    /// Carries out documents until there is no further one, wherever REST sends the call in the meantime. A
    /// call whose documents said nothing is answered before it ends.
    public End perform(CallLeg leg, Supplier<Answer> first) {
        Supplier<Answer> next = first;
        while (true) {
            try {
                End end = follow(leg, next.get());
                if (end == End.OUT_OF_VERBS) {
                    leg.answer();
                }
                return end;
            } catch (Unwind.Diverted diverted) {
                leg.playback().stop();
                next = () -> elsewhere(leg, diverted);
            }
        }
    }

    /// The same, but lets [Unwind.Diverted] pass.
    public End follow(CallLeg leg, Answer first) {
        Answer answer = first;
        while (true) {
            switch (answer) {
                case Answer.Nothing _ -> {
                    if (quiet) {
                        return End.FAILED;
                    }
                    apologise(leg);
                    return End.HANG_UP;
                }
                case Answer.Words(String text) -> {
                    speak(leg, text);
                    return End.OUT_OF_VERBS;
                }
                case Answer.Sound sound -> {
                    play(leg, sound);
                    return End.OUT_OF_VERBS;
                }
                case Answer.Instructions(Document document) -> {
                    Next next = run(leg, document);
                    if (!(next instanceof Next.Goto(Hook hook, Parameters outcome))) {
                        return end(next);
                    }
                    answer = leg.talk().visit(hook, outcome.with(always));
                }
            }
        }
    }

    private static End end(Next next) {
        return switch (next) {
            case Next.End() -> End.HANG_UP;
            case Next.Leave() -> End.LEAVE;
            case Next.Continue(), Next.Goto _ -> End.OUT_OF_VERBS;
        };
    }

    /// What REST wants the call to do next.
    public Answer elsewhere(CallLeg leg, Unwind.Diverted diverted) {
        Wish wish = diverted.wish();
        return switch (wish) {
            case Wish.Redirect(Hook hook, @Nullable Hook fallback) -> {
                leg.journal().note(EventType.CALL_CHANGED, "to", hook.url());
                leg.talk().at(null);
                if (fallback != null) {
                    leg.talk().fallback(fallback);
                }
                yield leg.talk().visit(hook, diverted.produced());
            }
            case Wish.Document(String twiml) -> {
                leg.journal().note(EventType.CALL_CHANGED, "to", "a document");
                yield inline(leg, twiml);
            }
            case Wish.Transfer(TransferGoal goal, IntConsumer told) -> {
                leg.journal().note(EventType.CALL_CHANGED, "to", goal.target());
                yield transfer(leg, goal, told, diverted.produced());
            }
            case Wish.Complete _, Wish.Cancel _, Wish.Settings _ ->
                throw new IllegalStateException("no document in " + wish);
        };
    }

    private Answer transfer(CallLeg leg, TransferGoal goal, IntConsumer told, Parameters produced) {
        Hook document = goal.document();
        leg.talk().at(null);
        if (document != null) {
            told.accept(200);
            return leg.talk().visit(document, produced.with("ReferTransferTarget", goal.target()));
        }
        leg.referral().reportTo(told);
        vocabulary.transfer(goal).run(leg);
        return inline(leg, "<Response/>");
    }

    /// A document that was given as text.
    public Answer inline(CallLeg leg, String twiml) {
        return switch (DocumentParser.parse(twiml.getBytes(StandardCharsets.UTF_8))) {
            case Parsed.Tree(Element root) -> new Answer.Instructions(new Document(root, null));
            case Parsed.Malformed(int code, String message) -> {
                leg.journal().error(code, message);
                yield new Answer.Nothing(code, message);
            }
        };
    }

    private Next run(CallLeg leg, Document document) {
        leg.talk().at(document.source());
        List<Complaint> complaints = new ArrayList<>();
        List<Step> steps = read(document.root(), vocabulary, complaints);
        leg.journal()
                .note(
                        EventType.DOCUMENT,
                        "url",
                        shown(leg, document.source()),
                        "verbs",
                        steps.stream().map(step -> step.element.name()).collect(Collectors.joining(" ")));
        complaints.forEach(leg.journal()::warn);
        for (Step step : steps) {
            if (step.verb.answers()) {
                leg.answer();
            }
            Next next = run(leg, step);
            if (!(next instanceof Next.Continue)) {
                return next;
            }
        }
        return Next.CONTINUE;
    }

    /// A URL may tell the keys that were pressed; the request for it stands masked before this.
    private static @Nullable String shown(CallLeg leg, @Nullable Hook source) {
        return source == null || leg.journal().account().settings().maskKeys() ? null : source.url();
    }

    private static Next run(CallLeg leg, Step step) {
        leg.journal().note(EventType.VERB_STARTED, "verb", step.element.name());
        try {
            return step.verb.run(leg);
        } finally {
            leg.journal().note(EventType.VERB_ENDED, "verb", step.element.name());
        }
    }

    private record Step(Element element, Verb verb) {}

    /// What a call would complain of if it got this document. Nothing is carried out.
    public static List<Complaint> complaints(Document document, Vocabulary vocabulary) {
        List<Complaint> complaints = new ArrayList<>();
        read(document.root(), vocabulary, complaints);
        return complaints;
    }

    private static List<Step> read(Element root, Vocabulary vocabulary, List<Complaint> complaints) {
        List<Step> steps = new ArrayList<>();
        new Reading(root, complaints).finish();
        for (Element element : root.elements()) {
            VerbType type = vocabulary.find(element.name());
            if (type == null) {
                complaints.add(new Complaint(
                        UNKNOWN_VERB, element.name() + " is not a verb and was ignored (names are case-sensitive)."));
            } else {
                Reading reading = new Reading(element, complaints);
                steps.add(new Step(element, type.reader().read(reading)));
                reading.finish();
            }
        }
        return steps;
    }

    private static void apologise(CallLeg leg) {
        leg.answer();
        speak(leg, APOLOGY);
    }

    private static void speak(CallLeg leg, String text) {
        leg.answer();
        Audio audio = leg.playback().get(new Sounds.Source.Speech(new Utterance(text, "en-US", "man")), () -> false);
        if (audio != null) {
            leg.journal().note(EventType.SPEECH, "text", text, "language", "en-US", "voice", "man");
            leg.playback().play(audio, "say", () -> false);
        }
    }

    private static void play(CallLeg leg, Answer.Sound sound) {
        leg.answer();
        Sounds.Source bytes = new Sounds.Source.Bytes(sound.body(), sound.contentType(), sound.url());
        Audio audio = leg.playback().get(bytes, () -> false);
        if (audio != null) {
            leg.journal().note(EventType.PLAY, "what", "play", "url", sound.url());
            leg.playback().play(audio, "play", () -> false);
        }
    }
}
