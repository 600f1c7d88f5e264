package org.offhook.testkit.peers;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.offhook.testkit.hearing.Sound;
import org.offhook.testkit.hearing.Sounds;

/// A baresip (Debian package baresip-core, 1.0.0) without screen and sound card: it speaks a file, records what
/// it hears, and is commanded over its TCP control connection. For one call at a time.
public final class Baresip implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final int WAV_HEADER = 44;
    /// Where Debian puts its modules, by architecture.
    private static final List<Path> PLACES =
            List.of(Path.of("/usr/lib/baresip/modules"), Path.of("/usr/local/lib/baresip/modules"));

    private static final List<String> MODULES =
            List.of("g711", "aufile", "aubridge", "sndfile", "account", "menu", "ctrl_tcp");

    private final String user;
    private final int port;
    private final Program program;
    private final BaresipControl control;
    private final int samples;

    /// @param samples a second, of all channels
    private Baresip(String user, int port, Program program, BaresipControl control, int samples) {
        this.samples = samples;
        this.user = user;
        this.port = port;
        this.program = program;
        this.control = control;
    }

    /// How one is to be started.
    public static final class Setup {

        private final String user;
        private Sound says = Sound.silence(Duration.ofMinutes(1));
        private boolean answers;
        private boolean registers = true;
        private @Nullable String domain;
        private String password = "";
        private String more = "";
        private String transport = "";
        private int rate = Sound.RATE;
        private int channels = 1;
        private final List<String> modules = new ArrayList<>(MODULES);
        private final List<String> lines = new ArrayList<>();
        private String contacts = "";

        private Setup(String user) {
            this.user = user;
        }

        /// What it says from the begin of each call, once.
        public Setup saying(Sound sound) {
            says = sound;
            return this;
        }

        /// It answers calls at once; else they ring until [Baresip#answer].
        public Setup answering() {
            answers = true;
            return this;
        }

        /// It registers there, and sends its calls there.
        public Setup registered(String server, String secret) {
            domain = server;
            password = secret;
            return this;
        }

        /// It sends its calls there without registering, and answers challenges.
        public Setup authenticated(String server, String secret) {
            registers = false;
            return registered(server, secret);
        }

        /// Further account parameters, such as `;audio_codecs=PCMA`.
        public Setup account(String parameters) {
            more = parameters;
            return this;
        }

        /// It talks to its registrar over TLS, and believes the certificates of this PEM file alone.
        public Setup overTls(Path trusted) {
            transport = ";transport=tls";
            lines.add("sip_cafile " + trusted);
            return this;
        }

        /// It speaks this codec alone: PCMU, PCMA, G722 or OPUS; what it says is of the codec's rate and channels.
        public Setup speaking(String codec) {
            return switch (codec) {
                case "G722" -> at(16_000, 1).module("g722").account(";audio_codecs=G722/16000/1");
                case "OPUS" -> at(48_000, 2).module("opus").account(";audio_codecs=opus/48000/2");
                default -> account(";audio_codecs=" + codec);
            };
        }

        /// It looks for the way of its sound by ICE, and sends RTCP by the same port.
        public Setup withIce() {
            lines.add("rtcp_mux yes");
            return module("ice").account(more + ";medianat=ice");
        }

        private Setup at(int newRate, int newChannels) {
            rate = newRate;
            channels = newChannels;
            return this;
        }

        /// It has this module too, such as `srtp` or `g722`.
        public Setup module(String name) {
            modules.addFirst(name); // Accounts are read when the module for them is loaded.
            return this;
        }

        /// It watches whether this address is there (RFC 3856), and publishes its own presence.
        public Setup watching(String uri) {
            contacts += "\"Friend\" <" + uri + ">;presence=p2p\n";
            lines.add("module_app contact.so");
            lines.add("module_app presence.so"); // after the accounts: it publishes for those that are there
            return account(";pubint=600");
        }

        public Baresip start() {
            int port = Ports.block(4);
            int controlPort = Ports.free();
            Path folder = Program.folder("baresip-" + user);
            try {
                Sounds.write(says, folder.resolve("says.wav"));
                if (rate != Sound.RATE) {
                    resample(folder);
                }
                Files.writeString(folder.resolve("config"), config(folder, port, controlPort));
                Files.writeString(folder.resolve("accounts"), account(port));
                Files.writeString(folder.resolve("contacts"), contacts);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Program program = Program.start("baresip", folder, List.of("baresip", "-4", "-f", folder.toString()));
            program.awaitOutput("baresip is ready", START);
            return new Baresip(user, port, program, BaresipControl.connect(controlPort), rate * channels);
        }

        /// Its file source plays a file at the rate of the codec only.
        private void resample(Path folder) throws IOException {
            Path narrow = Files.move(folder.resolve("says.wav"), folder.resolve("narrow.wav"));
            List<String> words = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-nostdin", "-i", narrow.toString()));
            words.addAll(List.of("-ar", String.valueOf(rate), "-ac", String.valueOf(channels), "says.wav"));
            try (Program ffmpeg = Program.start("ffmpeg", folder, words)) {
                if (ffmpeg.awaitEnd(START) != 0) {
                    throw new IOException(ffmpeg.output());
                }
            }
        }

        private String account(int port) {
            String registrar = domain;
            String address = registrar == null ? "127.0.0.1:" + port : registrar;
            return "<sip:" + user + "@" + address + transport + ">"
                    + (registrar == null
                            ? ";regint=0"
                            : ";regint=" + (registers ? 60 : 0) + ";auth_user=" + user + ";auth_pass=" + password)
                    + ";answermode=" + (answers ? "auto" : "manual")
                    + (more.contains("audio_codecs") ? "" : ";audio_codecs=PCMU")
                    + more + "\n";
        }

        private String config(Path folder, int port, int controlPort) throws IOException {
            Path place = PLACES.stream()
                    .filter(Files::isDirectory)
                    .findFirst()
                    .orElseThrow(() -> new IOException("the modules of baresip are in none of " + PLACES));
            lines.add("module_path " + place);
            modules.forEach(module -> lines.add("module " + module + ".so"));
            int rtp = Ports.block(20);
            lines.addAll(List.of(
                    "net_interface 127.0.0.1",
                    "sip_listen 127.0.0.1:" + port,
                    "ctrl_tcp_listen 127.0.0.1:" + controlPort,
                    "rtp_ports " + rtp + "-" + (rtp + 19),
                    "audio_source aufile," + folder.resolve("says.wav"),
                    // A player nobody listens to; the module sndfile records what goes in and out.
                    "audio_player aubridge,nobody",
                    "audio_alert aubridge,nobody",
                    "snd_path " + folder,
                    "statmode_default off",
                    "call_local_timeout 120",
                    ""));
            return String.join("\n", lines);
        }
    }

    public static Setup named(String user) {
        return new Setup(user);
    }

    /// Its own address when it is not registered.
    public String uri() {
        return "sip:" + user + "@127.0.0.1:" + port;
    }

    public void dial(String uri) {
        control.command("dial", uri);
    }

    /// Tells others that it is not there.
    public void sayOffline() {
        control.command("presence_offline", "");
    }

    /// Waits until those it watches are shown as this.
    ///
    /// @param presence `Online`, `Offline`, `Busy`
    public void awaitContact(String presence, Duration limit) {
        Waiting.until(
                "a contact is " + presence,
                limit,
                () -> control.command("contacts", "").contains(presence));
    }

    /// Answers the call that rings.
    public void answer() {
        control.command("accept", "");
    }

    public void hangUp() {
        control.command("hangup", "");
    }

    /// Puts the other side on hold, by re-INVITE.
    public void hold() {
        control.command("hold", "");
    }

    public void resume() {
        control.command("resume", "");
    }

    /// Presses keys as RFC 4733.
    public void press(String keys) {
        for (String key : keys.split("")) {
            control.command("sndcode", key);
        }
    }

    public void awaitEstablished(Duration limit) {
        awaitEvent("CALL_ESTABLISHED", limit);
    }

    public void awaitIncoming(Duration limit) {
        awaitEvent("CALL_INCOMING", limit);
    }

    /// @return baresip's word for why
    public String awaitClosed(Duration limit) {
        return awaitEvent("CALL_CLOSED", limit).path("param").asText();
    }

    /// Reads what it prints: its event may come before anybody has connected to its control port.
    public void awaitRegistered(Duration limit) {
        program.awaitOutput("200 OK .*\\[\\d+ binding", limit);
    }

    /// The next event of this type that was not awaited before.
    public JsonNode awaitEvent(String type, Duration limit) {
        try {
            return control.await(type, limit);
        } catch (AssertionError failure) {
            throw program.failure(String.valueOf(failure.getMessage()), failure);
        }
    }

    /// Waits until the call under way has brought so much sound, silence included.
    public void awaitHeard(Duration length, Duration limit) {
        long bytes = WAV_HEADER + length.toMillis() * samples * 2 / 1_000;
        Waiting.until("baresip hears " + length.toMillis() + " ms", limit, () -> {
            Path record = lastRecord();
            return record != null && record.toFile().length() >= bytes;
        });
    }

    /// Waits until the last second that it heard is nearly all of these tones, each as loud as the others.
    public void awaitTones(Duration limit, double... hertz) {
        Waiting.until("baresip hears " + Arrays.toString(hertz) + " Hz", limit, () -> {
            Sound last = latest(SECOND);
            return last.length().equals(SECOND)
                    && Arrays.stream(hertz).allMatch(tone -> last.share(tone) > 0.8 / hertz.length);
        });
    }

    /// The end of what it has heard in the call under way, no longer than this.
    public Sound latest(Duration most) {
        Path record = lastRecord();
        if (record == null) {
            return Sound.silence(Duration.ZERO);
        }
        // Each so manieth sample will do: at the rate of a telephone the tones are the same.
        int step = 2 * samples / Sound.RATE;
        try (FileChannel file = FileChannel.open(record)) {
            long whole = (file.size() - WAV_HEADER) / step;
            int count = (int) Math.min(whole, most.toMillis() * Sound.RATE / 1_000);
            ByteBuffer bytes = ByteBuffer.allocate(count * step).order(ByteOrder.LITTLE_ENDIAN);
            file.read(bytes, WAV_HEADER + (whole - count) * step);
            short[] kept = new short[count];
            for (int i = 0; i < count; i++) {
                kept[i] = bytes.getShort(i * step);
            }
            return Sound.of(kept);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What it heard in the last call, which is over.
    public Sound heard() {
        Path file = Waiting.forValue("the record of what was heard", START, this::lastRecord);
        return Sounds.read(file);
    }

    private @Nullable Path lastRecord() {
        try (Stream<Path> files = Files.list(program.folder())) {
            Path last = files.filter(file -> file.toString().endsWith("-dec.wav"))
                    .max(Comparator.naturalOrder())
                    .orElse(null);
            return last != null && Files.size(last) > WAV_HEADER ? last : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What it has printed.
    public String log() {
        return program.output();
    }

    @Override
    public void close() {
        control.close();
        program.close();
    }
}
