package org.offhook.server.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.offhook.server.config.Configuration.User;

/// Reads the items of lists, whose keys the defaults cannot show.
final class Items {

    private static final List<String> USER = List.of("name", "password");

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
