package org.offhook.server.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.offhook.core.signalling.OutgoingInvite;
import org.offhook.core.signalling.RegisterEvent;
import org.offhook.protocols.sip.SipUri;
import org.offhook.server.config.HostPort;
import org.offhook.server.logging.Logging;
import org.offhook.server.phone.HeardFile;
import org.offhook.server.phone.Moment;
import org.offhook.server.phone.OwnSide;
import org.offhook.server.phone.PhoneLine;
import org.offhook.server.phone.PhonePlan;
import org.offhook.server.phone.PhoneReport;
import org.offhook.server.phone.PhoneText;
import org.offhook.server.phone.PhoneWords;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `offhook phone`: one call, scripted.
@Command(
        name = "phone",
        description = "Calls somebody, or waits to be called; presses keys, listens, and says what it heard.",
        abbreviateSynopsis = true,
        sortOptions = false,
        footer = "%nExit code 0: the call was as expected. 1: it was not, and one line says why. 2: wrong use.")
final class PhoneCommand implements Callable<Integer> {

    private static final HostPort STANDARD = new HostPort("127.0.0.1", 5060);
    /// Seconds that the goodbye may take after Ctrl-C.
    private static final long GOODBYE = 3;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @ArgGroup(exclusive = true, multiplicity = "1")
    @SuppressWarnings("NullAway.Init")
    private Direction direction;

    static final class Direction {
        @Option(
                names = "--call",
                paramLabel = "ADDRESS",
                description = "Call sip:…, or a number or name that lives at --server.")
        private @Nullable String call;

        @Option(names = "--answer", description = "Wait to be called.")
        private boolean answer;
    }

    @Option(
            names = "--server",
            paramLabel = "HOST[:PORT]",
            description = "Where numbers and names live. Default: the host of --register, else 127.0.0.1:5060.")
    private @Nullable String server;

    @Option(names = "--from", paramLabel = "ID", description = "Who calls: +E164, a name or sip:….")
    private @Nullable String from;

    @Mixin
    private PhoneScript script = new PhoneScript();

    @Mixin
    private PhoneAccount account = new PhoneAccount();

    @Option(
            names = "--sip",
            paramLabel = "HOST:PORT",
            description = "Where the phone listens. Default: a free port of the address that reaches the far end.")
    private @Nullable String sip;

    @Option(
            names = "--trust",
            paramLabel = "FILE",
            description = "PEM file of certificates that are trusted for TLS besides those of Java.")
    private @Nullable Path trust;

    @Option(names = "--json", description = "Print the report as JSON, at the end.")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Logging.start(Logging.Format.TEXT, "warn", System.err);
        SipUri user = account.user();
        HostPort home = home(user);
        String address = direction.call;
        SipUri target = direction.answer || address == null ? null : target(address, home);
        Path file = script.record();
        HeardFile heard = file == null ? null : new HeardFile();
        PhonePlan plan = script.plan(heard);
        PhoneReport report;
        CountDownLatch done = new CountDownLatch(1);
        try (PhoneLine line = open(target == null ? home.host() : target.host())) {
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> leave(line, done)));
            if (user != null) {
                register(line, user);
            }
            report = target == null
                    ? line.answer(plan, this::happened)
                    : line.call(invite(target, caller(line, user, home)), plan, this::happened);
        } finally {
            done.countDown();
        }
        if (heard != null && file != null && report.talked().isPositive()) {
            heard.save(file);
        }
        return tell(report);
    }

    private HostPort home(@Nullable SipUri user) {
        if (server != null) {
            String text = server;
            return HostPort.parse(text)
                    .or(() -> HostPort.parse(text + ":" + STANDARD.port()))
                    .orElseThrow(() -> PhoneScript.wrong("--server", text, "HOST or HOST:PORT"));
        }
        return user == null ? STANDARD : new HostPort(user.host(), user.portOrDefault());
    }

    private static SipUri target(String address, HostPort home) {
        return PhoneWords.target(address, home.toString())
                .map(SipUri::parse)
                .orElseThrow(() -> PhoneScript.wrong("--call", address, "sip:USER@HOST, +E164 or a name"));
    }

    private PhoneLine open(String farEnd) {
        String text = sip;
        try {
            HostPort at = text == null
                    ? OwnSide.towards(farEnd)
                    : HostPort.parse(text)
                            .orElseThrow(() -> PhoneScript.wrong("--sip", text, "HOST:PORT, such as 127.0.0.1:5070"));
            return PhoneLine.open(at, "Offhook phone/" + VersionCommand.version(), trust);
        } catch (IOException failure) {
            throw CommandException.failure(Commands.oneLine(failure.getMessage()), failure);
        }
    }

    private void register(PhoneLine line, SipUri user) throws InterruptedException {
        String route = server == null ? null : "sip:" + home(user);
        if (line.register(account.register(user, route)) instanceof RegisterEvent.Refused(int status, String reason)) {
            throw CommandException.failure(
                    "the registrar does not take " + user + ": " + status + " " + reason
                            + " (--register, --password, --server)",
                    null);
        }
    }

    /// The From URI.
    private String caller(PhoneLine line, @Nullable SipUri user, HostPort home) {
        String id = from;
        if (id == null) {
            return user == null ? "sip:phone@" + line.address() : user.toString();
        }
        String host = user == null ? line.address().toString() : home.toString();
        return PhoneWords.target(id, host).orElseThrow(() -> PhoneScript.wrong("--from", id, "+E164, a name or sip:…"));
    }

    private OutgoingInvite invite(SipUri target, String caller) {
        String to = target.toString();
        return new OutgoingInvite(to, null, caller, null, to, Map.of(), null, account.credentials());
    }

    private void happened(Moment moment) {
        if (!json) {
            PrintWriter out = spec.commandLine().getOut();
            out.println(PhoneText.line(moment));
            out.flush();
        }
    }

    private int tell(PhoneReport report) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(PhoneText.json(report));
        } else {
            PhoneText.faults(report).forEach(out::println);
        }
        if (!report.asExpected()) {
            throw CommandException.failure(PhoneText.verdict(report), null);
        }
        if (!json) {
            out.println(PhoneText.verdict(report));
        }
        return 0;
    }

    /// Ctrl-C: the far end is not left hanging.
    private static void leave(PhoneLine line, CountDownLatch done) {
        line.hangUp();
        try {
            boolean _ = done.await(GOODBYE, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
