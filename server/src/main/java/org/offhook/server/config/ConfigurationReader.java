package org.offhook.server.config;

import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;
import org.offhook.core.ids.SidType;
import org.offhook.core.media.IceServers;
import org.offhook.core.numbers.NumberPool;
import org.offhook.core.signalling.SignallingLimits;
import org.offhook.core.trunks.MediaKeys;
import org.offhook.core.web.AllowedDestination;
import org.offhook.media.codec.Codec;
import org.offhook.protocols.sip.digest.DigestAlgorithm;
import org.offhook.server.config.Configuration.Carrier;
import org.offhook.server.config.Configuration.FirstAccount;
import org.offhook.server.config.Configuration.Limits;
import org.offhook.server.config.Configuration.Log;
import org.offhook.server.config.Configuration.Profile;
import org.offhook.server.config.Configuration.Recognition;
import org.offhook.server.config.Configuration.RecognitionService;
import org.offhook.server.config.Configuration.Registrar;
import org.offhook.server.config.Configuration.Speech;
import org.offhook.server.config.Configuration.SpeechService;
import org.offhook.server.config.Configuration.Tls;
import org.offhook.server.config.Configuration.User;

/// Makes the records of the laid-over values, one method for each section of the file.
final class ConfigurationReader {

    private static final List<String> LEVELS = List.of("error", "warn", "info", "debug", "trace");
    private static final List<String> ENGINES = List.of("http", "espeak", "freetts");
    private static final List<String> RECOGNISERS = List.of("http", "script");
    private static final long KIB = 1024;
    private static final long MIB = 1024 * KIB;
    private static final long GIB = 1024 * MIB;

    private final Settings settings;
    private final MoneyReader money;

    private ConfigurationReader(Settings settings) {
        this.settings = settings;
        this.money = new MoneyReader(settings);
    }

    static Configuration read(Settings settings) {
        return new ConfigurationReader(settings).read();
    }

    private Configuration read() {
        laterOnly("database", "", "the embedded database is the only one so far");
        laterOnly("cluster", "", "one process is all there is so far");
        laterOnly("roles", "all", "a process runs all roles so far");
        HostPort http = settings.parsed("http", HostPort::parse, "HOST:PORT, such as 127.0.0.1:8080");
        HostPort https = settings.text("https").isEmpty()
                ? null
                : settings.parsed("https", HostPort::parse, "HOST:PORT, such as 127.0.0.1:8443");
        HostPort sip = settings.parsed("sip", HostPort::parse, "HOST:PORT, such as 127.0.0.1:5060");
        PortRange media = media(sip);
        Profile profile =
                profile(List.of(http.host(), (https == null ? http : https).host(), sip.host(), media.host()));
        return new Configuration(
                path("data"),
                http,
                https,
                sip,
                media,
                settings.textOrNull("public-address"),
                ToldSettings.read(settings),
                webUrl("public-url"),
                profile,
                allow(),
                seed(),
                account(),
                NumberSettings.read(settings),
                pool(),
                money.prices(),
                carriers(),
                registrar(),
                EventSettings.subscriptions(settings),
                EventSettings.presence(settings),
                tls(),
                new MediaKeys(
                        settings.word("srtp.policy", MediaKeys.Policy.class), settings.flag("srtp.keys-anywhere")),
                ice(),
                codecs(),
                settings.text("sounds.ffmpeg"),
                speech(),
                recognition(),
                MailSettings.read(settings),
                Connectors.read(settings),
                limits(),
                SipLimits.read(settings),
                DomainSettings.read(settings, profile),
                DomainSettings.nameServers(settings),
                money.tolls(),
                SignallingLimits.STANDARD.guarded(SipLimits.guesses(settings)),
                log());
    }

    private void laterOnly(String path, String only, String why) {
        if (!settings.text(path).equals(only)) {
            throw settings.wrong(path, why + "; leave it out");
        }
    }

    private PortRange media(HostPort sip) {
        return settings.text("media").isEmpty()
                ? new PortRange(sip.host(), PortRange.LOW, PortRange.HIGH)
                : settings.parsed("media", PortRange::parse, "HOST:LOW-HIGH, such as 127.0.0.1:10000-20000");
    }

    private Profile profile(List<String> hosts) {
        return settings.text("profile").isEmpty()
                ? hosts.stream().allMatch(ConfigurationReader::isLoopback) ? Profile.DEV : Profile.PROD
                : settings.word("profile", Profile.class);
    }

    /// A name that cannot be resolved is not loopback; opening the listener will say what is wrong with it.
    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException _) {
            return false;
        }
    }

    private List<AllowedDestination> allow() {
        return settings.texts("allow").stream()
                .map(text -> AllowedDestination.parse(text)
                        .orElseThrow(() -> settings.wrong("allow", Settings.quote(text) + " is not HOST or HOST:PORT")))
                .toList();
    }

    private OptionalLong seed() {
        return settings.text("seed").isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(settings.parsed("seed", ConfigurationReader::number, "a whole number"));
    }

    private static Optional<Long> number(String text) {
        return text.matches("-?\\d{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }

    private @Nullable FirstAccount account() {
        String sid = settings.text("account.sid");
        String token = settings.text("account.token");
        if (sid.isEmpty() && token.isEmpty()) {
            return null;
        }
        if (sid.isEmpty() || token.isEmpty()) {
            throw settings.wrong(
                    sid.isEmpty() ? "account.token" : "account.sid",
                    "an account needs both; give " + (sid.isEmpty() ? "--account" : "--token") + " too");
        }
        if (Sid.parse(SidType.ACCOUNT, sid).isEmpty()) {
            throw settings.wrong("account.sid", "not AC and 32 digits of 0-9a-f");
        }
        if (token.length() < 16 || !token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            // The token itself is never printed.
            throw settings.wrong("account.token", "a token has at least 16 printable ASCII characters");
        }
        return new FirstAccount(sid, token);
    }

    private IceServers ice() {
        List<String> urls = settings.texts("ice.servers");
        for (String url : urls) {
            if (!url.matches("(stuns?|turns?):[^\\s/]+")) {
                throw settings.wrong(
                        "ice.servers", Settings.quote(url) + " is not such as stun:HOST:PORT or turn:HOST:PORT");
            }
        }
        String secret = settings.text("ice.secret");
        if (secret.isEmpty() && urls.stream().anyMatch(url -> url.startsWith("turn"))) {
            throw settings.wrong("ice.secret", "is needed: TURN servers ask who comes");
        }
        return new IceServers(urls, secret);
    }

    private NumberPool pool() {
        return new NumberPool(settings.texts("number-pool").stream()
                .map(text -> NumberPool.Range.parse(text)
                        .orElseThrow(() -> settings.wrong(
                                "number-pool",
                                Settings.quote(text) + " is not a range such as +14155550100-+14155550199")))
                .toList());
    }

    /// The one of `carrier`, which takes every number, and those of the list.
    private List<Carrier> carriers() {
        List<Carrier> carriers = new ArrayList<>();
        String uri = settings.text("carrier.uri");
        if (!uri.isEmpty()) {
            if (!Items.isSip(uri)) {
                throw settings.wrong(
                        "carrier.uri", Settings.quote(uri) + " is not a SIP URI, such as sip:sip.carrier.example:5060");
            }
            carriers.add(new Carrier(
                    "carrier",
                    uri,
                    settings.textOrNull("carrier.username"),
                    settings.textOrNull("carrier.password"),
                    settings.textOrNull("carrier.realm"),
                    List.of(),
                    BigDecimal.ZERO,
                    0,
                    "+"));
        }
        Set<String> names = new HashSet<>(Set.of("carrier"));
        settings.list("carriers").forEach(value -> carriers.add(Items.carrier(value, names)));
        return List.copyOf(carriers);
    }

    private Registrar registrar() {
        Set<String> names = new HashSet<>();
        List<User> users = settings.list("registrar.users").stream()
                .map(value -> Items.user(value, names))
                .toList();
        return new Registrar(
                settings.text("registrar.realm"),
                digests(),
                users,
                settings.duration("registrar.longest", Duration.ofSeconds(10), Duration.ofDays(7)),
                settings.duration("registrar.shortest", Duration.ofSeconds(1), Duration.ofDays(1)),
                settings.duration("registrar.keep-alive", Duration.ofSeconds(10), Duration.ofMinutes(15)));
    }

    private List<DigestAlgorithm> digests() {
        List<DigestAlgorithm> digests = settings.texts("registrar.digests").stream()
                .map(text -> Optional.ofNullable(DigestAlgorithm.of(text))
                        .orElseThrow(() -> settings.wrong(
                                "registrar.digests", Settings.quote(text) + " is not one of MD5, SHA-256")))
                .distinct()
                .toList();
        if (digests.isEmpty()) {
            throw settings.wrong("registrar.digests", "phones must be asked for something; name MD5 or SHA-256");
        }
        return digests;
    }

    private List<Codec> codecs() {
        List<Codec> codecs = settings.texts("codecs").stream()
                .map(name -> Stream.of(Codec.values())
                        .filter(codec -> codec.name().equalsIgnoreCase(name))
                        .findFirst()
                        .orElseThrow(() -> settings.wrong(
                                "codecs", Settings.quote(name) + " is not one of PCMU, PCMA, G722, OPUS")))
                .distinct()
                .toList();
        if (codecs.isEmpty()) {
            throw settings.wrong("codecs", "there is no sound without a codec; name PCMU, PCMA, G722 or OPUS");
        }
        return codecs;
    }

    private Tls tls() {
        Path certificate = pathOrNull("tls.certificate");
        Path key = pathOrNull("tls.key");
        if ((certificate == null) != (key == null)) {
            throw settings.wrong(
                    certificate == null ? "tls.certificate" : "tls.key", "a certificate and its key are needed both");
        }
        return new Tls(
                certificate,
                key,
                pathOrNull("tls.trust"),
                settings.duration("tls.hsts", Duration.ZERO, Duration.ofDays(3650)));
    }

    private @Nullable Path pathOrNull(String path) {
        return settings.text(path).isEmpty() ? null : path(path);
    }

    private Speech speech() {
        List<String> engines = engines("speech.engines", ENGINES);
        URI url = webUrl("speech.http.url");
        SpeechService service = url == null
                ? null
                : new SpeechService(
                        url,
                        settings.textOrNull("speech.http.key"),
                        settings.text("speech.http.model"),
                        settings.text("speech.http.man"),
                        settings.text("speech.http.woman"),
                        format("speech.http.format", List.of("wav", "mp3", "pcm")),
                        List.copyOf(settings.texts("speech.http.languages")));
        return new Speech(engines, service, settings.text("speech.espeak.program"));
    }

    private Recognition recognition() {
        URI url = webUrl("recognition.http.url");
        RecognitionService service = url == null
                ? null
                : new RecognitionService(
                        url,
                        settings.textOrNull("recognition.http.key"),
                        settings.text("recognition.http.model"),
                        format("recognition.http.format", List.of("json", "verbose_json")),
                        List.copyOf(settings.texts("recognition.http.languages")));
        return new Recognition(
                engines("recognition.engines", RECOGNISERS),
                service,
                List.copyOf(settings.texts("recognition.script.utterances")));
    }

    private List<String> engines(String path, List<String> known) {
        List<String> engines = List.copyOf(settings.texts(path));
        for (String engine : engines) {
            if (!known.contains(engine)) {
                throw settings.wrong(path, Settings.quote(engine) + " is not one of " + String.join(", ", known));
            }
        }
        return engines;
    }

    private String format(String path, List<String> known) {
        String format = settings.text(path);
        if (!known.contains(format)) {
            throw settings.wrong(path, Settings.quote(format) + " is not one of " + String.join(", ", known));
        }
        return format;
    }

    private Limits limits() {
        return new Limits(
                settings.number("limits.calls", 1, 1_000_000),
                settings.number("limits.calls-per-second", 1, 1_000_000),
                settings.number("limits.outgoing-calls-per-second", 1, 1_000_000),
                settings.number("limits.waiting-calls", 1, 10_000_000),
                settings.number("limits.messages-per-second", 1, 1_000_000),
                settings.duration("limits.call-duration", Duration.ofSeconds(1), Duration.ofHours(24)),
                settings.duration("limits.call-start", Duration.ofMillis(10), Duration.ofMinutes(1)),
                settings.duration("limits.sound-late", Duration.ofMillis(10), Duration.ofMinutes(1)),
                settings.number("limits.heap", 10, 100),
                settings.duration("limits.drain", Duration.ZERO, Duration.ofHours(24)),
                (int) settings.size("limits.sound", KIB, GIB),
                settings.size("limits.sound-cache", 0, 64 * GIB),
                settings.size("limits.prompt-files", 0, 1024 * GIB),
                settings.number("limits.utterances", 1, 10_000),
                settings.duration("limits.media-silence", Duration.ofSeconds(1), Duration.ofHours(24)),
                settings.number("limits.recordings-per-call", 0, 100),
                settings.number("limits.streams-per-call", 0, 100),
                settings.duration("limits.stream-buffer", Duration.ofSeconds(1), Duration.ofHours(1)));
    }

    private Log log() {
        String level = settings.text("log.level").toLowerCase(java.util.Locale.ROOT);
        if (!LEVELS.contains(level)) {
            throw settings.wrong("log.level", Settings.quote(level) + " is not one of " + String.join(", ", LEVELS));
        }
        return new Log(settings.word("log.format", Log.Format.class), level);
    }

    private Path path(String path) {
        try {
            return Path.of(settings.text(path));
        } catch (InvalidPathException failure) {
            throw settings.wrong(path, "not a path: " + failure.getReason());
        }
    }

    private @Nullable URI webUrl(String path) {
        String text = settings.text(path);
        return text.isEmpty() ? null : settings.parsed(path, ConfigurationReader::web, "an http or https URL");
    }

    private static Optional<URI> web(String text) {
        try {
            URI uri = new URI(text);
            return text.matches("(?i)https?://.+") && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }
}
