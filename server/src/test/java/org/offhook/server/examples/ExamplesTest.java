package org.offhook.server.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.offhook.core.media.Audio;
import org.offhook.core.signalling.OutgoingInvite;
import org.offhook.server.config.HostPort;
import org.offhook.server.peers.LiveServer;
import org.offhook.server.phone.HeardFile;
import org.offhook.server.phone.Moment;
import org.offhook.server.phone.PhoneLine;
import org.offhook.server.phone.PhonePlan;
import org.offhook.server.phone.PhonePlan.Cue;
import org.offhook.server.phone.PhonePlan.Press;
import org.offhook.server.phone.PhoneReport;
import org.offhook.testkit.hearing.Sound;
import org.offhook.testkit.hearing.Sounds;
import org.offhook.testkit.peers.Baresip;

/// Phones call the example programs through the whole server: several at a time, for most of their time they listen.
@Execution(ExecutionMode.CONCURRENT)
final class ExamplesTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final double CALLER = 600;
    private static final double OTHER = 900;

    private static LiveServer server;

    @TempDir
    Path folder;

    private HeardFile heard = new HeardFile();
    private PhoneLine phone;

    @BeforeAll
    static void start() {
        server = LiveServer.start("recognition.script.utterances = [\"I have a question about my bill\"]");
    }

    @BeforeEach
    void open() throws IOException {
        phone = PhoneLine.open(new HostPort("127.0.0.1", 0), "Test phone");
    }

    @AfterEach
    void close() {
        phone.close();
    }

    @AfterAll
    static void everythingIsGivenBack() {
        server.awaitQuiet(LIMIT);
        server.close();
    }

    @Test
    void aMessageIsLeftInTheVoicemailBoxAndHeardByItsOwner() throws Exception {
        try (ExampleProgram box = ExampleProgram.start("MAILBOX_PIN=2580", "node", "voicemail.js")) {
            box.assertRefusesForgeries();
            server.rest().number("+15550301", box.url("/voice"));
            server.rest().number("+15550302", box.url("/messages"));

            PhoneReport left = phone.call(
                    to("+15550301"),
                    speaking(
                            14,
                            "thank you your message has been kept",
                            new Press("#", after("speak after the beep", 9))),
                    _ -> {});
            assertThat(left.asExpected()).as(left.toString()).isTrue();

            PhoneReport owner = phone.call(
                    to("+15550302"),
                    listening(
                            "you have 1 message",
                            new Press("1111#", after("enter your pin", 1)),
                            new Press("2580#", after("that is not the pin", 7)),
                            new Press("3", after("press three", 1))),
                    _ -> {});
            assertThat(owner.asExpected()).as(owner.toString()).isTrue();
            assertThat(owner.heard().getLast().text()).isEqualTo("Your messages are erased. Goodbye.");
            assertThat(hears(sound(), CALLER)).isTrue();
        }
    }

    @Test
    void whoKnowsThePinEntersTheConference() throws Exception {
        try (ExampleProgram conference = ExampleProgram.start("CONFERENCE_PIN=4711", "python3", "conference.py");
                Baresip other = tone()) {
            conference.assertRefusesForgeries();
            server.rest().number("+15550303", conference.url("/voice"));
            other.dial(server.uri("+15550303"));
            other.awaitHeard(SECOND, LIMIT);
            other.press("4711#");

            PhoneReport report = phone.call(
                    to("+15550303"),
                    listening(
                            "you have left the conference",
                            new Press("0000#", after("enter the conference pin", 1)),
                            new Press("4711#", after("that is not the pin", 7)),
                            new Press("*", after("entering the conference", 8))),
                    _ -> {});

            assertThat(report.asExpected()).as(report.toString()).isTrue();
            assertThat(hears(sound(), OTHER)).isTrue();
            other.hangUp();
        }
    }

    @Test
    void anAgentTakesTheCallerWhoWaitsInTheQueue() throws Exception {
        try (ExampleProgram queue = queue();
                Baresip agent = tone()) {
            queue.assertRefusesForgeries();
            server.rest().number("+15550304", queue.url("/voice"));
            server.rest().number("+15550305", queue.url("/agent"));
            CompletableFuture<Moment> waits = new CompletableFuture<>();
            CompletableFuture<PhoneReport> caller = calling("+15550304", moment -> {
                if (moment.text().contains("number 1")) {
                    waits.complete(moment);
                }
            });
            waits.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            agent.dial(server.uri("+15550305"));
            agent.awaitHeard(Duration.ofSeconds(6), LIMIT);
            agent.press("*");

            PhoneReport report = caller.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            assertThat(report.asExpected()).as(report.toString()).isTrue();
            assertThat(report.heard())
                    .extracting(line -> line.text())
                    .contains("Welcome. All our agents are talking.", "An agent takes your call now.");
            assertThat(hears(sound(), OTHER)).isTrue();
            agent.hangUp();
            agent.awaitClosed(LIMIT);
            assertThat(hears(agent.heard(), CALLER)).isTrue();
        }
    }

    @Test
    void whoDoesNotWantToWaitLeavesTheQueue() throws Exception {
        try (ExampleProgram queue = queue()) {
            server.rest().number("+15550306", queue.url("/voice"));

            PhoneReport report = phone.call(
                    to("+15550306"),
                    listening("we will call you back", new Press("*", after("you are number", 2))),
                    _ -> {});

            assertThat(report.asExpected()).as(report.toString()).isTrue();
        }
    }

    @Test
    void whoSpeaksToTheEchoHearsIt() throws Exception {
        try (ExampleProgram echo = ExampleProgram.start("NO=SETTING", "node", "echo.js")) {
            echo.assertRefusesForgeries();
            server.rest().number("+15550307", echo.url("/voice"));

            PhoneReport report = phone.call(
                    to("+15550307"),
                    speaking(8, "that was the echo", new Press("*", after("press star to stop", 6))),
                    _ -> {});

            assertThat(report.asExpected()).as(report.toString()).isTrue();
            assertThat(hears(sound(), CALLER)).isTrue();
        }
    }

    @Test
    void theReceptionistUnderstandsWhatIsSaidAndWhatIsPressed() throws Exception {
        try (ExampleProgram receptionist = ExampleProgram.start("NO=SETTING", "python3", "receptionist.py")) {
            receptionist.assertRefusesForgeries();
            server.rest().number("+15550308", receptionist.url("/voice"));

            PhoneReport spoken = phone.call(to("+15550308"), speaking(2, "our billing department"), _ -> {});
            assertThat(spoken.asExpected()).as(spoken.toString()).isTrue();
            assertThat(spoken.heard().getLast().text())
                    .isEqualTo("You said: I have a question about my bill. Our billing department will call you back.");

            PhoneReport pressed = phone.call(
                    to("+15550308"),
                    listening("our sales department", new Press("1", after("what can we do", 1))),
                    _ -> {});
            assertThat(pressed.asExpected()).as(pressed.toString()).isTrue();
        }
    }

    private static ExampleProgram queue() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return ExampleProgram.start("NO=SETTING", java, "Queue.java");
    }

    private CompletableFuture<PhoneReport> calling(String number, Consumer<Moment> told) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return phone.call(to(number), speaking(40, "thank you for your call"), told);
                    } catch (InterruptedException interrupted) {
                        throw new IllegalStateException(interrupted);
                    }
                },
                Thread::startVirtualThread);
    }

    private static Baresip tone() {
        return Baresip.named("other")
                .saying(Sound.tone(OTHER, Duration.ofSeconds(60), 0.3))
                .start();
    }

    private static OutgoingInvite to(String number) {
        String target = server.uri(number);
        return new OutgoingInvite(target, null, "sip:+15550199@127.0.0.1", null, target, Map.of(), null, null);
    }

    private static Cue after(String words, int seconds) {
        return new Cue(words, Duration.ofSeconds(seconds));
    }

    private PhonePlan listening(String expect, Press... presses) {
        return plan(null, expect, presses);
    }

    /// The caller sings one note for so long, and presses no key before its end.
    private PhonePlan speaking(int seconds, String expect, Press... presses) {
        short[] tone = Sound.tone(CALLER, Duration.ofSeconds(seconds), 0.3).samples();
        return plan(new Audio(tone, CALLER + " Hz"), expect, presses);
    }

    private PhonePlan plan(@Nullable Audio say, String expect, Press... presses) {
        heard = new HeardFile();
        return new PhonePlan(List.of(presses), say, heard, List.of(expect), List.of(Cue.answered(LIMIT)), LIMIT);
    }

    /// What the phone heard in its last call.
    private Sound sound() throws IOException, InterruptedException {
        Path file = folder.resolve("heard.wav");
        heard.save(file);
        return Sounds.read(file);
    }

    /// Whether there is half a second that is mostly this tone.
    private static boolean hears(Sound sound, double tone) {
        Duration half = SECOND.dividedBy(2);
        for (Duration at = Duration.ZERO; at.plus(half).compareTo(sound.length()) < 0; at = at.plus(half)) {
            Sound part = sound.part(at, at.plus(half));
            if (!part.isSilence() && part.share(tone) > 0.7) {
                return true;
            }
        }
        return false;
    }
}
