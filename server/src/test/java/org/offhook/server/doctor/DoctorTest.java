package org.offhook.server.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offhook.server.command.Commands;
import org.offhook.testkit.peers.OffhookProcess;
import org.offhook.testkit.peers.Ports;
import org.offhook.testkit.peers.Program;
import org.offhook.testkit.webapp.Reply;
import org.offhook.testkit.webapp.WebApp;

/// `offhook doctor` with real misconfigurations: every line that it can say is said for a reason.
final class DoctorTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int RTP_PORTS = 20;
    private static final String NUMBER = "+15550100";

    @TempDir
    private Path folder;

    private int http;
    private int sip;
    private int rtp;

    @BeforeEach
    void ports() {
        http = Ports.free();
        sip = Ports.block(2);
        rtp = Ports.block(RTP_PORTS);
        rtp += rtp % 2;
    }

    @Test
    void aSoundConfigurationHasNoErrors() throws Exception {
        Said said = doctor("");
        assertThat(said.code()).as(said.all().toString()).isZero();
        said.says("ok", "java", "25");
        said.says("ok", "data", "will be made");
        said.says("ok", "http", "is free");
        said.says("ok", "sip-tls", "is free");
        said.says("ok", "media", "are free");
        said.says("ok", "ffmpeg", "decoded by ffmpeg");
        said.says("ok", "speech", "espeak said a word of");
        said.says("ok", "speech", "freetts said a word of");
        said.says("ok", "address", "127.0.0.1");
        said.says("ok", "application", "no number");
    }

    @Test
    void portsThatAreTakenAreErrors() throws Exception {
        try (ServerSocket web = new ServerSocket(http, 1, InetAddress.ofLiteral("127.0.0.1"));
                DatagramSocket phone = new DatagramSocket(sip, InetAddress.ofLiteral("127.0.0.1"));
                DatagramSocket sound = new DatagramSocket(rtp, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThat(web.isBound() && phone.isBound() && sound.isBound()).isTrue();
            Said said = doctor("");
            assertThat(said.code()).isEqualTo(1);
            said.says("error", "http", "127.0.0.1:" + http);
            said.says("error", "sip", "over UDP cannot be opened");
            said.says("warning", "media", "another program");
        }
        doctor("", "--sip", "192.0.2.1:5060").says("error", "sip", "address of this machine");
    }

    @Test
    void neighboursWhoAreToldTheAddressOfARouterAreSaid() throws Exception {
        doctor(
                        "public-address = 203.0.113.7\npublic-addresses = [{ network = \"127.0.0.0/8\", address = \"127.0.0.1\" }]")
                .says("ok", "address", "127.0.0.0/8 is told 127.0.0.1");
        doctor("public-addresses = [{ network = \"10.0.0.0/8\", address = \"198.51.100.9\" }]")
                .says("warning", "address", "198.51.100.9, which is no address of this machine");
    }

    @Test
    void aDataFolderThatIsNoneOrOpenToOthersIsSaid() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        doctor("", "--data", file.toString()).says("error", "data", "is a file");
        Path open = Files.createDirectory(folder.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
        doctor("", "--data", open.toString()).says("warning", "data", "chmod 700");
    }

    @Test
    void aClockThatStandsBeforeTheDataIsAnError() throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        Path written = Files.createFile(data.resolve("offhook.db"));
        Files.setLastModifiedTime(written, FileTime.from(Instant.parse("2100-01-01T00:00:00Z")));
        doctor("").says("error", "clock", "NTP");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout key.pem -out cert.pem"
                        + " -subj /CN=a -addext subjectAltName=DNS:*.example.net -days 300 | ok | is for voice.example.net",
                "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout key.pem -out cert.pem"
                        + " -subj /CN=a -addext subjectAltName=DNS:example.org -days 300 | error | not for voice.example.net",
                "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout key.pem -out cert.pem"
                        + " -subj /CN=a -days 3 | warning | runs out at",
                "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout key.pem -out cert.pem"
                        + " -subj /CN=a -days 300 | warning | signs itself",
                "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out key.pem | error | cert.pem"
            })
    void certificates(String command, String level, String text) throws Exception {
        certificate(command);
        doctor(tls() + "\npublic-url = \"https://voice.example.net\"").says(level, "tls", text);
    }

    @Test
    void aCertificateThatRanOutIsAnError() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair keys = generator.generateKeyPair();
        X500Name name = new X500Name("CN=voice.example.net");
        Date then = Date.from(Instant.parse("2020-01-01T00:00:00Z"));
        Date until = Date.from(Instant.parse("2021-01-01T00:00:00Z"));
        pem("key.pem", new JcaPKCS8Generator(keys.getPrivate(), null));
        pem(
                "cert.pem",
                new JcaX509v3CertificateBuilder(name, BigInteger.ONE, then, until, name, keys.getPublic())
                        .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
        doctor(tls()).says("error", "tls", "ran out at 2021");
    }

    private void pem(String file, Object object) throws Exception {
        try (JcaPEMWriter writer = new JcaPEMWriter(Files.newBufferedWriter(folder.resolve(file)))) {
            writer.writeObject(object);
        }
    }

    private void certificate(String command) {
        List<String> words = new ArrayList<>(List.of(command.strip().split(" ")));
        try (Program openssl = Program.start("openssl", folder, words)) {
            if (openssl.awaitEnd(LIMIT) != 0) {
                throw new AssertionError(openssl.output());
            }
        }
    }

    private String tls() {
        return "tls { certificate = \"" + folder.resolve("cert.pem") + "\", key = \"" + folder.resolve("key.pem")
                + "\" }";
    }

    @Test
    void aServerForOthersWithoutACertificateIsWarned() throws Exception {
        doctor("", "--profile", "prod").says("warning", "tls", "unencrypted");
        doctor("", "--profile", "prod", "--https", "127.0.0.1:0").says("error", "tls", "without a certificate");
    }

    @Test
    void soundThatGoesOneWayIsSaid() throws Exception {
        // 203.0.113.0/24 stands for addresses of the Internet (RFC 5737).
        doctor("carrier.uri = \"sip:203.0.113.7\"").says("error", "audio", "which is themselves");
        doctor("carrier.uri = \"sip:203.0.113.7\"\npublic-address = \"192.168.7.7\"")
                .says("warning", "audio", "sound will go one way");
        doctor("public-address = \"203.0.113.9\"", "--sip", "0.0.0.0:" + sip)
                .says("warning", "address", "no address of this machine");
        doctor("public-address = \"203.0.113.9\"").says("error", "address", "SIP listens on loopback");
    }

    @Test
    void mediaPortsThatDoNotFitAreSaid() throws Exception {
        Said odd = doctor("", "--media", "127.0.0.1:" + (rtp + 1) + "-" + (rtp + 10));
        odd.says("warning", "audio", "odd port");
        odd.says("warning", "audio", "room for 5 legs");
        doctor("", "--media", "127.0.0.1:" + (sip - 2) + "-" + (sip + 1)).says("error", "audio", "the port of SIP");
        doctor("", "--media", "127.0.0.1:40000-40010").says("warning", "audio", "system hands out");
    }

    @Test
    void namesThatDoNotExistAreErrors() throws Exception {
        doctor("carrier.uri = \"sip:carrier.invalid\"").says("error", "dns", "there is no host carrier.invalid");
        doctor("public-url = \"https://voice.invalid\"").says("error", "dns", "there is no host voice.invalid");
    }

    @Test
    void programsAndEnginesThatAreNotThereAreSaid() throws Exception {
        Said said = doctor("sounds.ffmpeg = \"no-such-ffmpeg\"\nspeech.espeak.program = \"no-such-espeak\"");
        said.says("warning", "ffmpeg", "sounds.ffmpeg");
        said.says("warning", "espeak-ng", "no-such-espeak");
        assertThat(said.code()).isZero();
        doctor("speech.http.url = \"http://127.0.0.1:" + Ports.free() + "\"").says("error", "speech", "http cannot");
        doctor("speech.engines = []").says("error", "speech", "no speech engine");
    }

    @Test
    void applicationsAreVisitedAsACallWould() throws Exception {
        try (WebApp app = WebApp.start()) {
            app.at("/good", Reply.twiml("<Say>Hello</Say><Hangup/>"));
            app.at("/odd", Reply.twiml("<say>Hello</say><Pause length=\"many\"/>"));
            app.at("/broken", Reply.of(200, "text/xml", "<Response><Say>"));
            app.at("/missing", Reply.of(404, "text/html", "not here"));
            app.at("/image", Reply.of(200, "image/png", "PNG"));
            Said good = number(app.url("/good"));
            good.says("ok", "application", "200 in");
            good.says("ok", "application", "Say Hangup");
            assertThat(app.awaitVisit("/good", 1, LIMIT).body()).contains("CallSid=CA0000", "CallStatus=ringing");
            Said odd = number(app.url("/odd"));
            odd.says("warning", "application", "say is not a verb");
            odd.says("warning", "application", "Attribute length of Pause");
            number(app.url("/broken")).says("error", "application", "12100");
            number(app.url("/missing")).says("error", "application", "11200");
            number(app.url("/image")).says("error", "application", "12300");
            number("http://127.0.0.1:" + Ports.free() + "/").says("error", "application", "docs/errors.md");
            int visits = app.visits().size();
            doctor("", "--number", NUMBER + "=" + app.url("/good"), "--no-visits");
            assertThat(app.visits()).hasSize(visits);
            // What the prod profile would not visit is not visited here either.
            doctor("", "--profile", "prod", "--number", NUMBER + "=" + app.url("/good"))
                    .says("error", "application", "/good");
            assertThat(app.visits()).hasSize(visits);
        }
    }

    private Said number(String url) throws Exception {
        return doctor("", "--number", NUMBER + "=" + url);
    }

    @Test
    void aRunningServerIsAskedForItsNumbers() throws Exception {
        try (WebApp app = WebApp.start();
                OffhookProcess server = OffhookProcess.setup().start()) {
            app.at("/voice", Reply.twiml("<Hangup/>"));
            server.rest().number(NUMBER, app.url("/voice"));
            http = server.httpPort();
            Said said = doctor("", "--account", OffhookProcess.ACCOUNT, "--token", OffhookProcess.TOKEN);
            said.says("ok", "server", "profile dev");
            said.says("ok", "application", app.url("/voice"));
            assertThat(app.awaitVisit("/voice", 1, LIMIT).header("X-Twilio-Signature"))
                    .isNotEmpty();
            doctor("").says("warning", "numbers", "--account");
            doctor("", "--profile", "prod").says("warning", "server", "profile");
        }
    }

    @Test
    void peopleReadOneLineForEachFinding() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        int code = Commands.run(out, out, words("", "--data", file.toString()).toArray(String[]::new));
        assertThat(code).isEqualTo(1);
        assertThat(text.toString()).containsPattern("(?m)^error +data +.*→").containsPattern("(?m)^errors: 1, ");
    }

    private record Said(int code, List<JsonNode> all) {

        void says(String level, String about, String text) {
            assertThat(all).anySatisfy(finding -> {
                assertThat(finding.path("level").asText()).isEqualTo(level);
                assertThat(finding.path("about").asText()).isEqualTo(about);
                assertThat(finding.path("found").asText() + " → "
                                + finding.path("advice").asText())
                        .contains(text);
            });
        }
    }

    private Said doctor(String configuration, String... more) throws Exception {
        List<String> words = words(configuration, more);
        words.add("--json");
        StringWriter text = new StringWriter();
        StringWriter errors = new StringWriter();
        int code = Commands.run(new PrintWriter(text), new PrintWriter(errors), words.toArray(String[]::new));
        assertThat(errors.toString()).isEmpty();
        List<JsonNode> all = new ArrayList<>();
        JsonNode said = new ObjectMapper().readTree(text.toString());
        said.path("findings").forEach(all::add);
        assertThat(said.path("errors").asInt() > 0).isEqualTo(code == 1);
        return new Said(code, all);
    }

    private List<String> words(String configuration, String... more) {
        List<String> words = new ArrayList<>(List.of("doctor"));
        if (!configuration.isEmpty()) {
            try {
                Path file = Files.writeString(folder.resolve("offhook.conf"), configuration);
                words.addAll(List.of("--config", file.toString()));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        List<String> given = List.of(more);
        add(words, given, "--data", folder.resolve("data").toString());
        add(words, given, "--http", "127.0.0.1:" + http);
        add(words, given, "--sip", "127.0.0.1:" + sip);
        add(words, given, "--media", "127.0.0.1:" + rtp + "-" + (rtp + RTP_PORTS - 1));
        words.addAll(given);
        return words;
    }

    private static void add(List<String> words, List<String> given, String flag, String value) {
        if (!given.contains(flag)) {
            words.addAll(List.of(flag, value));
        }
    }
}
