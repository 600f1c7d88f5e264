package org.offhook.server.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.offhook.server.config.Configuration.Domains;
import org.offhook.server.config.Configuration.Profile;

/// Reads `domains` and `name-server`.
final class DomainSettings {

    private static final String PAGE = "domains.file";
    private static final Duration YEAR = Duration.ofDays(365);

    private DomainSettings() {}

    static Domains read(Settings settings, Profile profile) {
        List<String> own = settings.texts("domains.own").stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
        for (String name : own) {
            if (!name.matches("[a-z0-9-]+(\\.[a-z0-9-]+)*")) {
                throw settings.wrong(
                        "domains.own", Settings.quote(name) + " is not a host name such as sip.example.net");
            }
        }
        return new Domains(
                settings.text("domains.proof").isEmpty()
                        ? profile == Profile.PROD
                        : settings.word("domains.proof", Who.class) == Who.TENANTS,
                own,
                page(settings),
                settings.duration("domains.recheck", Duration.ofSeconds(1), YEAR),
                settings.duration("domains.grace", Duration.ZERO, YEAR));
    }

    private enum Who {
        TENANTS,
        OFF
    }

    private static String page(Settings settings) {
        String text = settings.text(PAGE);
        try {
            URI url = new URI(text.replace("DOMAIN", "example.net"));
            if (text.contains("DOMAIN")
                    && url.getHost() != null
                    && String.valueOf(url.getScheme()).matches("https?")) {
                return text;
            }
        } catch (URISyntaxException notOne) {
            // Said below.
        }
        throw settings.wrong(
                PAGE, Settings.quote(text) + " is not a URL such as https://DOMAIN/.well-known/offhook-domain");
    }

    static String nameServers(Settings settings) {
        String text = settings.text("name-server");
        if (!text.isEmpty() && HostPort.parse(text).isEmpty()) {
            throw settings.wrong("name-server", Settings.quote(text) + " is not HOST:PORT, such as 192.0.2.53:53");
        }
        return text.isEmpty() ? "dns:" : "dns://" + text;
    }
}
