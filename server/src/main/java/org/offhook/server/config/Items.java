package org.offhook.server.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.offhook.server.config.Configuration.Carrier;
import org.offhook.server.config.Configuration.User;

/// Reads the items of lists, whose keys the defaults cannot show.
final class Items {

    private static final List<String> USER = List.of("name", "password");
    private static final List<String> CARRIER =
            List.of("name", "uri", "username", "password", "realm", "prefixes", "price", "channels", "prepend");

    private Items() {}

    /// @param names the names so far; the user's is added
    static User user(ConfigValue value, Set<String> names) {
        String path = "registrar.users";
        ConfigObject item = section(path, value, USER);
        String name = text(path, item, "name");
        String password = text(path, item, "password");
        if (name == null || !name.matches("[A-Za-z0-9._~+-]{1,64}")) {
            throw Settings.wrong(path, value, "a user needs a name of letters, digits and . _ ~ + -");
        }
        if (password == null || password.length() < 8) {
            throw Settings.wrong(path, value, "the password of " + name + " needs at least 8 characters");
        }
        if (!names.add(name)) {
            throw Settings.wrong(path, value, name + " stands here twice");
        }
        return new User(name, password);
    }

    /// @param names the names so far; the carrier's is added
    static Carrier carrier(ConfigValue value, Set<String> names) {
        String path = "carriers";
        ConfigObject item = section(path, value, CARRIER);
        String name = text(path, item, "name");
        String uri = text(path, item, "uri");
        if (name == null || !name.matches("[A-Za-z0-9._-]{1,64}") || !names.add(name)) {
            throw Settings.wrong(path, value, "a carrier needs a name of its own, of letters, digits and . _ -");
        }
        if (uri == null || !isSip(uri)) {
            throw Settings.wrong(path, value, "the uri of " + name + " is one such as sip:sip.carrier.example:5060");
        }
        String prefixes = textOr(path, item, "prefixes", "");
        String price = textOr(path, item, "price", "0");
        String channels = textOr(path, item, "channels", "0");
        String prepend = textOr(path, item, "prepend", "+");
        if (!prefixes.matches("(\\+\\d{1,15}([ ,]+|$))*")) {
            throw Settings.wrong(path, value, "the prefixes of " + name + " look like \"+49 +4320\"");
        }
        if (!price.matches("\\d{1,9}(\\.\\d{1,6})?") || !channels.matches("\\d{1,6}")) {
            throw Settings.wrong(path, value, "price and channels of " + name + " are numbers such as 0.0085 and 30");
        }
        if (!prepend.matches("none|\\+?[0-9*#]{0,8}")) {
            throw Settings.wrong(path, value, "prepend of " + name + " is +, digits such as 00, or none");
        }
        return new Carrier(
                name,
                uri,
                text(path, item, "username"),
                text(path, item, "password"),
                text(path, item, "realm"),
                Stream.of(prefixes.split("[ ,]+"))
                        .filter(prefix -> !prefix.isEmpty())
                        .toList(),
                new BigDecimal(price),
                Integer.parseInt(channels),
                prepend.equals("none") ? "" : prepend);
    }

    static boolean isSip(String uri) {
        return uri.matches("(?i)sips?:[^\\s<>\"]+");
    }

    private static String textOr(String path, ConfigObject item, String key, String otherwise) {
        String text = text(path, item, key);
        return text == null ? otherwise : text;
    }

    static ConfigObject section(String path, ConfigValue value, List<String> keys) {
        if (!(value instanceof ConfigObject item)) {
            throw Settings.wrong(path, value, "an item looks like { " + String.join(" = …, ", keys) + " = … }");
        }
        item.forEach((key, inner) -> {
            if (!keys.contains(key)) {
                throw KnownKeys.unknown(path + "." + key, key, inner, keys);
            }
        });
        return item;
    }

    /// Null when it is not there or empty.
    static @Nullable String text(String path, ConfigObject item, String key) {
        ConfigValue value = item.get(key);
        if (value == null) {
            return null;
        }
        if (value.valueType() != ConfigValueType.STRING && value.valueType() != ConfigValueType.NUMBER) {
            throw Settings.wrong(path + "." + key, value, "a text is wanted");
        }
        String text = String.valueOf(value.unwrapped()).strip();
        return text.isEmpty() ? null : text;
    }
}
