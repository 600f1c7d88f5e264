package org.offhook.testkit.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// How SIPp (Debian package sip-tester) is to be run; [#start] runs it.
///
/// ```java
/// Sipp.caller("127.0.0.1", port, Scenario.caller().invite(Offer.DEAF).answered().awaitBye())
///         .calling("+15550100").run().succeeds();
/// ```
public final class Sipp {

    private final String remote;
    private final Scenario scenario;
    private String service = "service";
    private String transport = "u1";
    private int port = Ports.free();
    private int calls = 1;
    private int rate = 10;
    private int together = 50;
    private Duration limit = Duration.ofSeconds(60);
    private final List<String> more = new ArrayList<>();

    private Sipp(String remote, Scenario scenario) {
        this.remote = remote;
        this.scenario = scenario;
    }

    /// Calls the server at this address.
    public static Sipp caller(String host, int port, Scenario scenario) {
        return new Sipp(host + ":" + port, scenario);
    }

    /// Waits to be called.
    public static Sipp callee(Scenario scenario) {
        return new Sipp("", scenario);
    }

    /// The user part that is called.
    public Sipp calling(String number) {
        service = number;
        return this;
    }

    /// Over one TCP connection; else UDP.
    public Sipp overTcp() {
        transport = "t1";
        return this;
    }

    /// The port it has; else a free one.
    public Sipp at(int localPort) {
        port = localPort;
        return this;
    }

    /// @param count  how many calls in all
    /// @param second how many of them begin in a second
    public Sipp calls(int count, int second) {
        calls = count;
        rate = second;
        return this;
    }

    /// At most so many at the same time.
    public Sipp together(int count) {
        together = count;
        return this;
    }

    /// It is stopped after this time.
    public Sipp within(Duration time) {
        limit = time;
        return this;
    }

    /// Further words of its command line.
    public Sipp option(String... words) {
        more.addAll(List.of(words));
        return this;
    }

    public int port() {
        return port;
    }

    /// `sip:user@127.0.0.1:port` of a callee.
    public String uri(String user) {
        return "sip:" + user + "@127.0.0.1:" + port + (transport.startsWith("t") ? ";transport=tcp" : "");
    }

    /// Runs to the end of all calls.
    public SippResult run() {
        try (SippRun run = start()) {
            return run.await();
        }
    }

    public SippRun start() {
        Path folder = Program.folder("sipp");
        try {
            Files.writeString(folder.resolve("scenario.xml"), scenario.xml());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> words = new ArrayList<>(List.of("sipp"));
        if (!remote.isEmpty()) {
            words.add(remote);
        }
        words.addAll(List.of("-sf", "scenario.xml", "-s", service, "-i", "127.0.0.1", "-p", Integer.toString(port)));
        words.addAll(List.of("-t", transport, "-m", Integer.toString(calls), "-r", Integer.toString(rate)));
        words.addAll(List.of("-l", Integer.toString(together), "-nostdin", "-fd", "1", "-deadcall_wait", "0"));
        words.addAll(List.of("-trace_stat", "-stf", SippRun.STATISTICS, "-trace_err", "-error_file", SippRun.ERRORS));
        words.addAll(List.of("-trace_msg", "-message_file", SippRun.MESSAGES));
        words.addAll(List.of("-timeout", limit.toMillis() + "ms", "-timeout_error"));
        words.addAll(more);
        SippRun run = new SippRun(Program.start("sipp", folder, words), port, limit.plusSeconds(5));
        run.awaitReady();
        return run;
    }
}
