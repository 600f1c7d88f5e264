package org.offhook.server.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.core.media.Audio;
import org.offhook.core.signalling.OutgoingInvite;
import org.offhook.core.signalling.OutgoingInvite.Credentials;
import org.offhook.core.signalling.OutgoingRegister;
import org.offhook.core.signalling.RegisterEvent;
import org.offhook.server.config.HostPort;
import org.offhook.server.peers.LiveServer;
import org.offhook.server.phone.PhonePlan.Cue;
import org.offhook.server.phone.PhonePlan.Press;
import org.offhook.testkit.hearing.Sound;
import org.offhook.testkit.hearing.Sounds;
import org.offhook.testkit.peers.Waiting;
import org.offhook.testkit.webapp.Reply;
import org.offhook.testkit.webapp.WebApp;

/// The phone, over its own sockets, with the whole server and with another phone.
final class PhoneTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static LiveServer server;
    private static WebApp app;

    @TempDir
    Path folder;

    private PhoneLine phone;

    @BeforeAll
    static void start() {
        server = LiveServer.start("""
                registrar.users = [
                  { name = "carol", password = "the-password-of-carol" }
                  { name = "eve", password = "the-password-of-eve" }
                ]""");
        app = WebApp.start();
    }

    @BeforeEach
    void open() throws IOException {
        phone = line();
    }

    @AfterEach
    void everythingIsGivenBack() {
        phone.close();
        server.awaitQuiet(LIMIT);
    }

    @AfterAll
    static void stop() {
        server.close();
        app.close();
    }

    private static PhoneLine line() throws IOException {
        return PhoneLine.open(new HostPort("127.0.0.1", 0), "Test phone");
    }

    private static OutgoingInvite to(String target) {
        return new OutgoingInvite(target, null, "sip:+15550199@127.0.0.1", null, target, Map.of(), null, null);
    }

    private static PhonePlan plan(List<Press> presses, @Nullable HeardFile record, List<Cue> hangUp, String... expect) {
        List<Cue> ends = new ArrayList<>(hangUp);
        ends.add(Cue.answered(Duration.ofSeconds(20)));
        return new PhonePlan(presses, null, record, List.of(expect), ends, LIMIT);
    }

    /// Answers as soon as it is called.
    private static CompletableFuture<PhoneReport> answering(PhoneLine line, PhonePlan plan)
            throws InterruptedException {
        CountDownLatch waits = new CountDownLatch(1);
        Consumer<Moment> told = moment -> waits.countDown();
        CompletableFuture<PhoneReport> report = CompletableFuture.supplyAsync(() -> {
            try {
                return line.answer(plan, told);
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        });
        assertThat(waits.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return report;
    }

    @Test
    void aMenuIsHeardAKeyIsPressedAndTheAnswerIsHeard() throws Exception {
        app.at(
                        "/menu",
                        Reply.twiml(
                                "<Gather numDigits=\"1\" action=\"/chosen\"><Say>Press one, please.</Say></Gather>"))
                .at("/chosen", Reply.twiml("<Say>Thank you, and goodbye.</Say>"));
        server.rest().number("+15550201", app.url("/menu"));
        HeardFile heard = new HeardFile();
        List<Press> presses = List.of(new Press("7", new Cue("press one", SECOND)));

        PhoneReport report = phone.call(
                to(server.uri("+15550201")), plan(presses, heard, List.of(), "thank you AND goodbye"), _ -> {});

        assertThat(report.end()).as(report.toString()).isEqualTo(PhoneReport.End.REMOTE);
        assertThat(report.asExpected()).isTrue();
        assertThat(report.heard())
                .extracting(Heard::text)
                .containsExactly("Press one, please.", "Thank you, and goodbye.");
        assertThat(app.awaitVisit("/chosen", 1, LIMIT).get("Digits")).isEqualTo("7");
        Path file = folder.resolve("heard.wav");
        heard.save(file);
        Sound sound = Sounds.read(file);
        assertThat(sound.isSilence()).isFalse();
        assertThat(sound.length()).isBetween(SECOND, LIMIT);
    }

    @Test
    void whatIsNotSaidIsMissed() throws Exception {
        app.at("/other", Reply.twiml("<Say>Good morning.</Say>"));
        server.rest().number("+15550202", app.url("/other"));

        PhoneReport report =
                phone.call(to(server.uri("+15550202")), plan(List.of(), null, List.of(), "evening"), _ -> {});

        assertThat(report.asExpected()).isFalse();
        assertThat(PhoneText.verdict(report)).startsWith("“evening” was not heard; they hung up after");
    }

    @Test
    void aNumberThatNobodyHasIsNotAnswered() throws Exception {
        PhoneReport report = phone.call(to(server.uri("+15550299")), plan(List.of(), null, List.of()), _ -> {});

        assertThat(report.end()).isEqualTo(PhoneReport.End.UNANSWERED);
        assertThat(PhoneText.verdict(report)).startsWith("the call was not answered: 404");
    }

    @Test
    void aCallOfTheApiIsAnswered() throws Exception {
        CompletableFuture<PhoneReport> report = answering(phone, plan(List.of(), null, List.of(), "a call for you"));
        server.rest().number("+15550203", app.url("/none"));
        server.rest()
                .post(
                        "/Calls.json",
                        "From",
                        "+15550203",
                        "To",
                        "sip:test@" + phone.address(),
                        "Twiml",
                        "<Response><Say>There is a call for you.</Say></Response>")
                .is(201);

        assertThat(report.get(LIMIT.toSeconds(), TimeUnit.SECONDS).asExpected())
                .as(report.get().toString())
                .isTrue();
    }

    @Test
    void aRegisteredPhoneIsCalledByItsName() throws Exception {
        String home = server.uri("x").substring("sip:x@".length());
        OutgoingRegister register = new OutgoingRegister(
                "sip:" + home,
                null,
                server.uri("carol"),
                Duration.ofMinutes(5),
                new Credentials("carol", "the-password-of-carol", null));
        assertThat(phone.register(register)).isInstanceOf(RegisterEvent.Registered.class);
        CompletableFuture<PhoneReport> report = answering(phone, plan(List.of(), null, List.of(), "hello carol"));
        server.rest().number("+15550204", app.url("/none"));
        server.rest()
                .post(
                        "/Calls.json",
                        "From",
                        "+15550204",
                        "To",
                        server.uri("carol"),
                        "Twiml",
                        "<Response><Say>Hello Carol.</Say></Response>")
                .is(201);

        assertThat(report.get(LIMIT.toSeconds(), TimeUnit.SECONDS).asExpected())
                .as(report.get().toString())
                .isTrue();
        assertThat(server.metric("offhook_registrations")).isEqualTo(1);
        phone.close();
        Waiting.until("nobody is registered", LIMIT, () -> server.metric("offhook_registrations") == 0);
    }

    @Test
    void aWrongPasswordIsRefused() throws Exception {
        OutgoingRegister register = new OutgoingRegister(
                server.uri("x").replace("x@", ""),
                null,
                server.uri("eve"),
                Duration.ofMinutes(5),
                new Credentials("eve", "a-guess", null));

        assertThat(phone.register(register)).isEqualTo(new RegisterEvent.Refused(401, "Unauthorized"));
    }

    @Test
    void twoPhonesHearEachOtherButTellNoCaptions() throws Exception {
        HeardFile heard = new HeardFile();
        short[] tone = Sound.tone(700, Duration.ofSeconds(3), 0.3).samples();
        PhonePlan plays = new PhonePlan(
                List.of(), new Audio(tone, "700 Hz"), null, List.of("hello"), List.of(Cue.answered(SECOND)), LIMIT);
        try (PhoneLine other = line()) {
            CompletableFuture<PhoneReport> answered = answering(other, plan(List.of(), heard, List.of()));

            PhoneReport report = phone.call(to("sip:other@" + other.address()), plays, _ -> {});

            assertThat(report.end()).isEqualTo(PhoneReport.End.LOCAL);
            assertThat(PhoneText.verdict(report)).startsWith("no captions came");
            assertThat(answered.get(LIMIT.toSeconds(), TimeUnit.SECONDS).end()).isEqualTo(PhoneReport.End.REMOTE);
        }
        Path file = folder.resolve("tone.wav");
        heard.save(file);
        assertThat(Sounds.read(file).share(700)).isGreaterThan(0.5);
    }

    @Test
    void whoCallsWhileNobodyWaitsHearsThatThePhoneIsBusy() throws Exception {
        try (PhoneLine other = line()) {
            PhoneReport report =
                    phone.call(to("sip:other@" + other.address()), plan(List.of(), null, List.of()), _ -> {});

            assertThat(PhoneText.verdict(report)).isEqualTo("the call was not answered: 486 Busy Here");
        }
    }

    @Test
    void itHangsUpWhenItsOwnerWantsTo() throws Exception {
        app.at("/long", Reply.twiml("<Say>Please hold the line.</Say><Pause length=\"60\"/>"));
        server.rest().number("+15550205", app.url("/long"));

        PhoneReport report = phone.call(to(server.uri("+15550205")), plan(List.of(), null, List.of()), moment -> {
            if (moment.kind() == Moment.Kind.CAPTION) {
                phone.hangUp();
            }
        });

        assertThat(report.end()).isEqualTo(PhoneReport.End.LOCAL);
    }
}
