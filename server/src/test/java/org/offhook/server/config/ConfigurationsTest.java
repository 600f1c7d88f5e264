package org.offhook.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offhook.adapters.mail.SmtpSettings;
import org.offhook.adapters.sipnet.SipNetLimits;
import org.offhook.core.emails.EmailLimits;
import org.offhook.core.signalling.DialogLimits;
import org.offhook.core.signalling.OutageLimits;
import org.offhook.server.config.Configuration.NumberSetting;
import org.offhook.server.config.Configuration.Profile;

class ConfigurationsTest {

    private final Map<Setting, List<String>> flags = new LinkedHashMap<>();
    private final Map<String, String> environment = new HashMap<>();
    private String file = "";

    @TempDir
    Path folder;

    @Test
    void withoutAnythingTheDefaultsHold() {
        Configuration read = read();

        assertThat(read.http()).isEqualTo(new HostPort("127.0.0.1", 8080));
        assertThat(read.sip()).isEqualTo(new HostPort("127.0.0.1", 5060));
        assertThat(read.media()).isEqualTo(new PortRange("127.0.0.1", 10_000, 20_000));
        assertThat(read.data()).isEqualTo(Path.of("./data"));
        assertThat(read.profile()).isEqualTo(Profile.DEV);
        assertThat(read.account()).isNull();
        assertThat(read.carriers()).isEmpty();
        assertThat(read.numbers()).isEmpty();
        assertThat(read.limits().drain()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void whatSingleNetworksAreToldIsReadAndMistakesInItAreSaid() {
        file = "public-addresses = [{ network = \"10.0.0.0/8\", address = 10.0.0.5 }]";
        assertThat(read().publicAddresses())
                .singleElement()
                .satisfies(rule -> assertThat(rule.address()).isEqualTo("10.0.0.5"));
        file = "public-addresses = [{ network = \"10.0.0.0\", address = 10.0.0.5 }]";
        assertThatThrownBy(this::read).hasMessageContaining("a network looks like 10.0.0.0/8");
        file = "public-addresses = [{ network = \"10.0.0.0/8\", address = 0.0.0.0 }]";
        assertThatThrownBy(this::read).hasMessageContaining("10.0.0.0/8 is told is an address such as 10.0.0.5");
        file = "public-addresses = [{ network = \"10.0.0.0/8\", address = 10.0.0.5 },"
                + " { network = \"10.0.0.0/8\", address = 10.0.0.6 }]";
        assertThatThrownBy(this::read).hasMessageContaining("stands here twice");
    }

    @Test
    void aFlagBeatsTheEnvironmentWhichBeatsTheFileWhichBeatsTheDefault() {
        file = "http = \"127.0.0.1:1\", sip = \"127.0.0.1:1\", data = here";
        environment.put("OFFHOOK_HTTP", "127.0.0.1:2");
        environment.put("OFFHOOK_SIP", "127.0.0.1:2");
        flags.put(Setting.HTTP, List.of("127.0.0.1:3"));

        Configuration read = read();

        assertThat(read.http().port()).isEqualTo(3);
        assertThat(read.sip().port()).isEqualTo(2);
        assertThat(read.data()).isEqualTo(Path.of("here"));
        assertThat(read.limits().calls()).isEqualTo(2000);
    }

    @Test
    void theFileMayBeNamedByTheEnvironment() throws IOException {
        Path other = Files.writeString(folder.resolve("other.json"), "{\"limits\": {\"calls\": 7}}");
        environment.put("OFFHOOK_CONFIG", other.toString());

        assertThat(read().limits().calls()).isEqualTo(7);
    }

    @Test
    void whatSipMayTakeIsConfigured() {
        SipLimits standard = read().sipLimits();
        assertThat(standard)
                .isEqualTo(new SipLimits(SipNetLimits.STANDARD, DialogLimits.STANDARD, OutageLimits.STANDARD));

        file = "limits.sip { connections = 7, queue = 9, session = 5m, provisionals = 3, outage = 7s }";
        SipLimits chosen = read().sipLimits();
        assertThat(chosen.net().connections()).isEqualTo(7);
        assertThat(chosen.net().queued()).isEqualTo(9);
        assertThat(chosen.dialogs().session()).isEqualTo(Duration.ofMinutes(5));
        assertThat(chosen.dialogs().provisionals()).isEqualTo(3);
        assertThat(chosen.outages().rest()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void theMailServerIsConfigured() {
        assertThat(read().mail()).isEqualTo(new MailSettings(null, EmailLimits.STANDARD));

        file =
                "mail { server = \"localhost:25\", security = none, from = \"us@example.net\", patience = 1m, waiting = 5 }";
        MailSettings chosen = read().mail();
        assertThat(chosen.server())
                .isEqualTo(new SmtpSettings("localhost", 25, SmtpSettings.Security.NONE, null, null, "us@example.net"));
        assertThat(chosen.limits().patience()).isEqualTo(Duration.ofMinutes(1));
        assertThat(chosen.limits().waiting()).isEqualTo(5);
    }

    @Test
    void anEmptyVariableIsNotSet() {
        environment.put("OFFHOOK_CARRIER", "");
        environment.put("OFFHOOK_HTTP", " ");

        assertThat(read().http().port()).isEqualTo(8080);
    }

    @Test
    void numbersComeWithAndWithoutTheirUrl() {
        flags.put(Setting.NUMBERS, List.of("+15550100=http://127.0.0.1:9000/voice?a=1,2", "+15550101"));

        assertThat(read().numbers())
                .containsExactly(
                        new NumberSetting("+15550100", "http://127.0.0.1:9000/voice?a=1,2", null, null, null, null),
                        new NumberSetting("+15550101", null, null, null, null, null));
    }

    @Test
    void theCommaOfAUrlDoesNotPartNumbers() {
        environment.put("OFFHOOK_NUMBERS", "+15550100=http://a.example/?x=1,2, +15550101=http://b.example/,+15550102");

        assertThat(read().numbers())
                .extracting(NumberSetting::number, NumberSetting::voice)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("+15550100", "http://a.example/?x=1,2"),
                        org.assertj.core.groups.Tuple.tuple("+15550101", "http://b.example/"),
                        org.assertj.core.groups.Tuple.tuple("+15550102", null));
    }

    @Test
    void aNumberOfTheFileMayHaveAllItsUrls() {
        file = """
                numbers = [{ number = "+15550100", voice = "http://a.example/v", voice-method = get
                             voice-fallback = "http://b.example/f", message = "http://a.example/m" }]
                """;

        assertThat(read().numbers())
                .containsExactly(new NumberSetting(
                        "+15550100", "http://a.example/v", "GET", "http://b.example/f", "http://a.example/m", null));
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:0, 127.0.0.1:0, 127.0.0.1:10-20, DEV",
        "[::1]:80, 127.0.0.1:0, '', DEV",
        "0.0.0.0:80, 127.0.0.1:0, '', PROD",
        "127.0.0.1:80, 192.0.2.1:5060, '', PROD",
        "127.0.0.1:80, 127.0.0.1:5060, 192.0.2.1:10-20, PROD"
    })
    void theProfileIsDevWhileEveryListenerIsOnLoopback(String http, String sip, String media, Profile profile) {
        flags.put(Setting.HTTP, List.of(http));
        flags.put(Setting.SIP, List.of(sip));
        flags.put(Setting.MEDIA, List.of(media));

        assertThat(read().profile()).isEqualTo(profile);
    }

    @Test
    void aProfileThatIsSaidHolds() {
        flags.put(Setting.PROFILE, List.of("PROD"));

        assertThat(read().profile()).isEqualTo(Profile.PROD);
    }

    @Test
    void secretsAreNotPartOfWhatIsPrinted() {
        file = """
                registrar.users = [{ name = alice, password = hush-hush-1 }]
                carrier { uri = "sip:carrier.example", username = us, password = hush-hush-2 }
                speech.http { url = "https://speech.example", key = hush-hush-3 }
                recognition.http { url = "https://speech.example", key = hush-hush-5 }
                mail { server = "smtp.example.net:587", username = us, password = hush-hush-6, from = "us@example.net" }
                account { sid = AC00000000000000000000000000000001, token = hush-hush-hush-hush-4 }
                """;

        assertThat(read().toString()).contains("alice", "carrier.example").doesNotContain("hush");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    htp = 1                       | htp: there is no such key; did you mean http?
                    limits { cals = 5 }           | limits.cals: there is no such key; did you mean calls?
                    limits = 5                    | limits: a section is wanted: limits { call-duration = … }
                    http = nonsense               | http: "nonsense" is not HOST:PORT, such as 127.0.0.1:8080
                    limits.calls = many           | limits.calls: "many" is not such a value; see its default in offhook serve --defaults
                    limits.calls = 0              | limits.calls: 0 is not between 1 and 1000000
                    limits.drain = -1s            | limits.drain: -1s is not between 0s and 24h
                    http = [1]                    | http: a single value is wanted here, not a list
                    media = "127.0.0.1:20-10"     | media: "127.0.0.1:20-10" is not HOST:LOW-HIGH, such as 127.0.0.1:10000-20000
                    recognition.engines = [psychic] | recognition.engines: "psychic" is not one of http, script
                    recognition.http { url = "http://x", format = text } | recognition.http.format: "text" is not one of json, verbose_json
                    limits.utterances = 0         | limits.utterances: 0 is not between 1 and 10000
                    mail.server = "smtp"          | mail.server: "smtp" is not HOST:PORT, such as smtp.example.net:587
                    mail { server = "smtp:25", from = "Us <us@x>" } | mail.from: "Us <us@x>" is not an address such as noreply@example.net
                    mail { server = "smtp:25", from = "us@x", password = hush } | mail.password: a user needs both
                    mail { server = "smtp:25", from = "us@x", username = us, password = hush, security = none } | mail.security: a password is sent by starttls or tls only
                    mail.connections = 0          | mail.connections: 0 is not between 1 and 100
                    connectors = [{ name = a }]   | connectors: the uri of a is one such as sip:srs.example.net
                    profile = staging             | profile: "staging" is not one of dev, prod
                    numbers = ["5550100"]         | numbers: "5550100" is not a number in E.164; write it like +15550100 or +15550100=http://…
                    numbers = [{ numer = "+1" }]  | numbers.numer: there is no such key; did you mean number?
                    account.sid = ACx             | account.sid: an account needs both; give --token too
                    carrier.uri = "tel:1"         | carrier.uri: "tel:1" is not a SIP URI, such as sip:sip.carrier.example:5060
                    database = "jdbc:postgresql:x" | database: the embedded database is the only one so far; leave it out
                    """)
    void whatIsWrongInTheFileIsSaidInOneLineWithItsPlace(String text, String line) {
        file = text;

        assertThatThrownBy(this::read)
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(line + " (line 1 of " + folder.resolve("offhook.conf") + ")");
    }

    @Test
    void whatIsWrongElsewhereNamesTheFlagOrTheVariable() {
        environment.put("OFFHOOK_SIP", "5060");
        assertThatThrownBy(this::read).hasMessageEndingWith("(OFFHOOK_SIP)");

        flags.put(Setting.SIP, List.of("5061"));
        assertThatThrownBy(this::read).hasMessageEndingWith("(--sip)");
    }

    @Test
    void aTokenThatIsWrongIsNotRepeated() {
        flags.put(Setting.ACCOUNT, List.of("AC00000000000000000000000000000001"));
        flags.put(Setting.TOKEN, List.of("too-short"));

        assertThatThrownBy(this::read).hasMessageContaining("account.token").hasMessageNotContaining("too-short");
    }

    @Test
    void aFileThatIsNotThereOrBrokenIsOneLine() throws IOException {
        assertThatThrownBy(() -> Configurations.read(flags, environment, folder.resolve("no.conf")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("no.conf cannot be read (--config)");

        Path broken = Files.writeString(folder.resolve("broken.conf"), "a = {");
        assertThatThrownBy(() -> Configurations.read(flags, environment, broken))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("broken.conf is not valid")
                .message()
                .hasLineCount(1);
    }

    private Configuration read() {
        try {
            Path path = file.isEmpty() ? null : Files.writeString(folder.resolve("offhook.conf"), file);
            return Configurations.read(flags, environment, path);
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }
}
