package org.offhook.server.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.offhook.core.signalling.OutgoingInvite.Credentials;
import org.offhook.core.siprec.Connector;

/// Reads the recording servers.
final class Connectors {

    private static final String PATH = "connectors";
    private static final List<String> KEYS = List.of("name", "uri", "username", "password");

    private Connectors() {}

    static List<Connector> read(Settings settings) {
        Set<String> names = new HashSet<>();
        return settings.list(PATH).stream()
                .map(value -> connector(value, names))
                .toList();
    }

    private static Connector connector(ConfigValue value, Set<String> names) {
        ConfigObject item = Items.section(PATH, value, KEYS);
        String name = Items.text(PATH, item, "name");
        String uri = Items.text(PATH, item, "uri");
        if (name == null || !name.matches("[A-Za-z0-9._-]{1,64}") || !names.add(name)) {
            throw Settings.wrong(PATH, value, "a connector needs a name of its own, of letters, digits and . _ -");
        }
        if (uri == null || !Items.isSip(uri)) {
            throw Settings.wrong(PATH, value, "the uri of " + name + " is one such as sip:srs.example.net");
        }
        String username = Items.text(PATH, item, "username");
        String password = Items.text(PATH, item, "password");
        return new Connector(
                name, uri, username == null ? null : new Credentials(username, password == null ? "" : password, null));
    }
}
