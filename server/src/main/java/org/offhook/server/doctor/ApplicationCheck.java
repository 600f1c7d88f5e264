package org.offhook.server.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.offhook.adapters.runtime.Dice;
import org.offhook.core.calls.script.Interpreter;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.ids.Sids;
import org.offhook.core.tenancy.Account;
import org.offhook.core.time.Scheduler.Cancellable;
import org.offhook.core.twiml.Complaint;
import org.offhook.core.twiml.Document;
import org.offhook.core.verbs.Verbs;
import org.offhook.core.web.WebRequest;
import org.offhook.core.web.WebResult;
import org.offhook.core.webhooks.Answer;
import org.offhook.core.webhooks.Application;
import org.offhook.core.webhooks.Ask;
import org.offhook.core.webhooks.CookieJar;
import org.offhook.core.webhooks.Parameters;
import org.offhook.core.webhooks.Witness;
import org.offhook.protocols.twiml.Element;
import org.offhook.server.config.Configuration.FirstAccount;

/// Visits the voice URL of each number, as a call would, signed, and reads what it answers as a call would.
/// The visit says `CallSid=CA00…0`, so that an application can tell it from a call.
final class ApplicationCheck implements Check {

    private static final String APPLICATION = "application";
    private static final Duration SLOW = Duration.ofSeconds(2);
    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final int OUT_OF_TIME = 11203;
    private static final String NOBODY = "0".repeat(32);
    private static final String CALLER = "+15550199";

    @Override
    public void look(Patient patient, Consumer<Finding> told) throws InterruptedException {
        if (!patient.applications()) {
            return;
        }
        List<Numbers.Numbered> numbers = Numbers.of(patient, told);
        if (numbers.isEmpty()) {
            told.accept(Finding.ok(APPLICATION, "no number has a voice URL"));
        }
        for (Numbers.Numbered numbered : numbers) {
            visit(patient, numbered, told);
        }
    }

    private static void visit(Patient patient, Numbers.Numbered numbered, Consumer<Finding> told) {
        Sid sid = account(patient);
        FirstAccount first = patient.configuration().account();
        RandomGenerator random = Dice.secure();
        Account account = new Account(
                sid,
                null,
                "doctor",
                first == null ? "unknown" : first.token(),
                Account.Status.ACTIVE,
                patient.clock().now(),
                patient.clock().now());
        Parameters parameters = Parameters.NONE
                .with("CallSid", "CA" + NOBODY)
                .with("AccountSid", sid.value())
                .with("From", CALLER)
                .with("Caller", CALLER)
                .with("To", numbered.number())
                .with("Called", numbered.number())
                .with("CallStatus", "ringing")
                .with("Direction", "inbound")
                .with("ApiVersion", "2010-04-01");
        Seen seen = new Seen();
        Answer answer = new Application(patient.clock(), new Sids(random))
                .ask(
                        new Ask(account, numbered.hook(), null, null, parameters, new CookieJar()),
                        request -> send(patient, request),
                        seen);
        tell(numbered, answer, seen, first != null, told);
    }

    private static void tell(
            Numbers.Numbered numbered, Answer answer, Seen seen, boolean signed, Consumer<Finding> told) {
        String visit = numbered.number() + ": " + numbered.hook().method() + " "
                + numbered.hook().url();
        switch (answer) {
            case Answer.Nothing(int code, String message) ->
                told.accept(Finding.error(
                        APPLICATION,
                        visit + ": " + message + " (" + code + ")",
                        seen.isForbidden() && !signed
                                ? "it may demand a signature: give --account and --token"
                                : "callers would hear an apology; docs/errors.md explains " + code));
            case Answer.Instructions(Document document) -> {
                told.accept(Finding.ok(APPLICATION, visit + " → " + seen.facts() + verbs(document.root())));
                for (Complaint complaint : Interpreter.complaints(document, new Verbs())) {
                    told.accept(Finding.warning(
                            APPLICATION,
                            visit + ": " + complaint.message(),
                            "docs/errors.md explains " + complaint.code()));
                }
            }
            case Answer.Words(String text) ->
                told.accept(Finding.ok(
                        APPLICATION, visit + " → " + seen.facts() + ", " + text.length() + " characters to be spoken"));
            case Answer.Sound sound ->
                told.accept(Finding.ok(
                        APPLICATION, visit + " → " + seen.facts() + ", a sound of " + sound.body().length + " bytes"));
        }
        if (seen.took().compareTo(SLOW) > 0) {
            told.accept(Finding.warning(
                    APPLICATION,
                    visit + " takes " + seen.took().toMillis() + " ms",
                    "callers hear nothing meanwhile; answer within " + SLOW.toMillis() + " ms"));
        }
    }

    private static String verbs(Element root) {
        return root.elements().stream().map(Element::name).collect(Collectors.joining(" ", ", ", ""));
    }

    private static Sid account(Patient patient) {
        FirstAccount first = patient.configuration().account();
        return Sid.parse(SidType.ACCOUNT, first == null ? "AC" + NOBODY : first.sid())
                .orElseThrow();
    }

    private static WebResult send(Patient patient, WebRequest request) {
        CompletableFuture<WebResult> result = new CompletableFuture<>();
        Cancellable sending = patient.customers().send(request, result::complete);
        try {
            return result.get(request.limits().total().plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException late) {
            sending.cancel();
            return new WebResult.Failed(OUT_OF_TIME, "There was no answer in time.");
        } catch (InterruptedException e) {
            sending.cancel();
            Thread.currentThread().interrupt();
            return new WebResult.Failed(OUT_OF_TIME, "The visit was given up.");
        }
    }

    /// What went over the wire.
    private static final class Seen implements Witness {

        private static final int FORBIDDEN = 403;

        private final List<Exchanged> all = new ArrayList<>();

        @Override
        public void exchanged(Exchanged exchanged) {
            all.add(exchanged);
        }

        @Override
        public void problem(Problem problem) {
            // The answer says it, too.
        }

        boolean isForbidden() {
            return !all.isEmpty() && all.getLast().status() == FORBIDDEN;
        }

        Duration took() {
            return all.stream().map(Exchanged::took).reduce(Duration.ZERO, Duration::plus);
        }

        String facts() {
            return all.isEmpty()
                    ? "no visit was needed"
                    : all.getLast().status() + " in " + took().toMillis() + " ms, "
                            + all.getLast().contentType();
        }
    }
}
