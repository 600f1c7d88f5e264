package org.offhook.core.verbs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offhook.core.twiml.Complaint;
import org.offhook.core.twiml.Reading;
import org.offhook.core.verbs.SpokenText.Part;
import org.offhook.core.verbs.SpokenText.Silence;
import org.offhook.core.verbs.SpokenText.Words;
import org.offhook.protocols.twiml.DocumentParser;
import org.offhook.protocols.twiml.Parsed;

/// SSML inside Say (contract §10).
class SpokenTextTest {

    private final List<Complaint> complaints = new ArrayList<>();

    @Test
    void plainTextHasNoMarkup() {
        assertThat(read("Hello  you,\n me &amp; them")).containsExactly(words("Hello you, me & them", ""));
    }

    @Test
    void coloursGoAlongAsMarkupWithTheTextEscaped() {
        assertThat(read("a <emphasis level=\"strong\">b &lt; c</emphasis> <prosody rate=\"90%\" pitch=\"+5%\""
                        + " volume=\"-6dB\">d</prosody>"))
                .containsExactly(words(
                        "a b < c d",
                        "a <emphasis level=\"strong\">b &lt; c</emphasis> <prosody rate=\"90%\" pitch=\"+5%\""
                                + " volume=\"-6dB\">d</prosody>"));
        assertThat(complaints).isEmpty();
    }

    @Test
    void aBreakClosesWhatIsOpenAndOpensItAgain() {
        assertThat(read("<prosody rate=\"slow\">one<break time=\"250ms\"/>two</prosody> three"))
                .containsExactly(
                        words("one", "<prosody rate=\"slow\">one</prosody>"),
                        new Silence(Duration.ofMillis(250)),
                        words("two three", "<prosody rate=\"slow\">two</prosody> three"));
    }

    @Test
    void anotherLanguageIsAPartOfItsOwn() {
        assertThat(read("say <lang xml:lang=\"fr-FR\">bonjour</lang> twice"))
                .containsExactly(words("say", ""), new Words("bonjour", "", "fr-FR"), words("twice", ""));
    }

    @Test
    void whatEveryEngineCanDoIsDoneInTheText() {
        assertThat(read("<p>one</p><s>two</s><say-as interpret-as=\"digits\">42</say-as>"
                        + " <sub alias=\"World Wide Web\">WWW</sub> <w role=\"x\">read</w>"))
                .containsExactly(words("one. two. 4 2 World Wide Web read", ""));
        assertThat(complaints).isEmpty();
    }

    @Test
    void whatNoEngineCanDoIsAWarning() {
        assertThat(read("<phoneme alphabet=\"ipa\" ph=\"x\">tomato</phoneme> <blink>now</blink>"
                        + " <prosody rate=\"&quot;/>\" speed=\"9\">x</prosody> <lang>y</lang>"
                        + " <say-as interpret-as=\"song\">z</say-as>"))
                .containsExactly(words("tomato now x y z", "tomato now <prosody>x</prosody> y z"));
        assertThat(complaints).hasSize(6).allMatch(complaint -> complaint.code() == 12200);
    }

    private static Words words(String text, String markup) {
        return new Words(text, markup, "en-US");
    }

    private List<Part> read(String ssml) {
        Parsed parsed = DocumentParser.parse(("<Response><Say>" + ssml + "</Say></Response>").getBytes(UTF_8));
        return SpokenText.read(
                new Reading(((Parsed.Tree) parsed).root().elements().getFirst(), complaints), "en-US");
    }
}
