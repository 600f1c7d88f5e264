package org.offhook.server.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.offhook.server.demo.CallStory;
import org.offhook.server.demo.Stage;
import org.offhook.server.phone.Heard;
import org.offhook.server.phone.Moment;
import org.offhook.server.phone.PhoneReport;
import org.offhook.server.phone.PhoneText;
import org.offhook.server.wiring.Server;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `offhook demo`: a real call, and what became of it.
@Command(
        name = "demo",
        description = "Places a real call to an example web application, and shows what happened.",
        abbreviateSynopsis = true,
        sortOptions = false,
        footer = "%nIt listens on loopback only, on the usual ports or on others when these are taken, and leaves "
                + "nothing behind. Exit code 0: the call went as expected. 1: it did not, and one line says why.")
final class DemoCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--stay", description = "Keep everything up afterwards, until Ctrl-C, to call it yourself.")
    private boolean stay;

    @Option(names = "--json", description = "Print one JSON object at the end, and nothing else.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (json && stay) {
            throw CommandException.wrongUse("--json and --stay do not go together: --json prints once, at the end");
        }
        long begun = System.nanoTime();
        say(heading("Offhook: a phone call is a visit to a web site"));
        say("");
        say("starting a server and a web application ...");
        try (Stage stage = open()) {
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(stage::close));
            parties(stage);
            say("");
            say(heading("The call, on the phone"));
            PhoneReport report = stage.call(this::happened);
            CallStory story = stage.story();
            tell(report, story);
            String fault = fault(report, story);
            if (!fault.isEmpty()) {
                stage.keep();
                throw CommandException.failure(fault + "; the server's log: " + stage.log(), null);
            }
            say("");
            say(verdict(story, Duration.ofNanos(System.nanoTime() - begun)));
            if (stay) {
                invite(stage);
                new CountDownLatch(1).await();
            }
        }
        return 0;
    }

    private static Stage open() throws InterruptedException {
        try {
            return Stage.open(VersionCommand.version());
        } catch (IOException failure) {
            throw CommandException.failure(Commands.oneLine(failure.getMessage()), failure);
        }
    }

    private void parties(Stage stage) {
        Server.Addresses addresses = stage.server().addresses();
        say("  server       SIP " + addresses.sip() + ", API " + addresses.local());
        say("  application  " + stage.application() + "  (examples/Menu.java)");
        say("  number       " + Stage.NUMBER);
    }

    private void happened(Moment moment) {
        say(PhoneText.line(moment));
    }

    private void tell(PhoneReport report, CallStory story) {
        if (json) {
            ObjectNode root = new ObjectMapper().createObjectNode();
            root.put("ok", fault(report, story).isEmpty());
            root.put("why", fault(report, story));
            root.set("phone", PhoneText.tree(report));
            root.set("timeline", story.json());
            spec.commandLine().getOut().println(root);
            return;
        }
        say("");
        say(heading("The same call, on the server"));
        story.lines().forEach(this::say);
        say("");
        say(heading("What the caller heard"));
        report.heard().stream().filter(Heard::sound).forEach(line -> say("          “" + line.text() + "”"));
    }

    /// Why the call was not as expected; empty when it was.
    private static String fault(PhoneReport report, CallStory story) {
        List<String> gaps = story.gaps();
        if (!report.asExpected()) {
            return PhoneText.verdict(report);
        }
        return gaps.isEmpty() ? "" : "the timeline of the call is not whole: " + String.join(", ", gaps);
    }

    private static String verdict(CallStory story, Duration took) {
        return String.format(
                Locale.ROOT,
                "As expected, in %.1f s: %d webhooks, %d prompts, %d key.",
                took.toMillis() / 1000.0,
                story.count("webhook.exchange"),
                story.count("say.started"),
                story.count("digits.received"));
    }

    private void invite(Stage stage) {
        Server server = stage.server();
        String api = server.addresses().local().toString();
        String account = server.account().sid().value();
        String token = server.account().authToken();
        say("");
        say(heading("Everything stays up until Ctrl-C"));
        say("  server   " + api + "/");
        say("  API      " + api + "/2010-04-01/Accounts/" + account + ".json");
        say("  account  " + account + "  token " + token);
        say("  log      " + stage.log());
        say("");
        say("  call it, with any SIP phone or this one; look on meanwhile:");
        say("  ./offhook phone --call sip:" + Stage.NUMBER + "@"
                + server.addresses().sip() + " --press \"1@press one+2s\"");
        say("  ./offhook tail --api " + api + " --account " + account + " --token " + token);
    }

    private static String heading(String text) {
        return Commands.isTerminal() ? "\u001b[1m" + text + "\u001b[0m" : text;
    }

    private void say(String line) {
        if (!json) {
            PrintWriter out = spec.commandLine().getOut();
            out.println(line);
            out.flush();
        }
    }
}
