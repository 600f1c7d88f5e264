package org.offhook.server.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads single values and turns everything that is wrong with one into a line that names its key and the flag,
/// the environment variable or the line of the file that it came from.
final class Settings {

    private final Config config;

    Settings(Config config) {
        this.config = config;
    }

    String text(String path) {
        return read(path, () -> config.getString(path)).strip();
    }

    /// Null when the text is empty.
    @Nullable
    String textOrNull(String path) {
        String text = text(path);
        return text.isEmpty() ? null : text;
    }

    /// @param shape what it should look like, for the error
    <T> T parsed(String path, Function<String, Optional<T>> parse, String shape) {
        String text = text(path);
        return parse.apply(text).orElseThrow(() -> wrong(path, quote(text) + " is not " + shape));
    }

    int number(String path, int least, int most) {
        int value = read(path, () -> config.getInt(path));
        if (value < least || value > most) {
            throw wrong(path, value + " is not between " + least + " and " + most);
        }
        return value;
    }

    boolean flag(String path) {
        return read(path, () -> config.getBoolean(path));
    }

    long size(String path, long least, long most) {
        long bytes = read(path, () -> config.getBytes(path));
        if (bytes < least || bytes > most) {
            throw wrong(path, bytes + " bytes are not between " + least + " and " + most);
        }
        return bytes;
    }

    Duration duration(String path, Duration least, Duration most) {
        Duration value = read(path, () -> config.getDuration(path));
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw wrong(path, text(path) + " is not between " + human(least) + " and " + human(most));
        }
        return value;
    }

    /// One of a few words, whatever their case.
    <E extends Enum<E>> E word(String path, Class<E> type) {
        String text = text(path);
        for (E value : type.getEnumConstants()) {
            if (value.name().equalsIgnoreCase(text)) {
                return value;
            }
        }
        throw wrong(path, quote(text) + " is not one of " + words(type));
    }

    List<? extends ConfigValue> list(String path) {
        return read(path, () -> config.getList(path));
    }

    List<String> texts(String path) {
        return read(path, () -> config.getStringList(path));
    }

    /// @param what the rest of a sentence that began with the key
    ConfigurationException wrong(String path, String what) {
        return wrong(path, config.getValue(path), what);
    }

    static ConfigurationException wrong(String name, ConfigValue value, String what) {
        return new ConfigurationException(name + ": " + what + place(value.origin()));
    }

    /// ` (line 12 of offhook.conf)`, ` (--http)`, ` (OFFHOOK_HTTP)`.
    static String place(ConfigOrigin origin) {
        String description = origin.description();
        if (origin.filename() == null && origin.lineNumber() < 0) {
            return " (" + description + ")";
        }
        String file = origin.filename() == null ? description.replaceFirst(": \\d+$", "") : origin.filename();
        return " (line " + origin.lineNumber() + " of " + file + ")";
    }

    private <T> T read(String path, java.util.function.Supplier<T> value) {
        try {
            return value.get();
        } catch (ConfigException.WrongType | ConfigException.BadValue failure) {
            ConfigValue there = config.getValue(path);
            String type = there.valueType().name().toLowerCase(Locale.ROOT);
            throw wrong(
                    path,
                    switch (there.valueType()) {
                        case STRING, NUMBER, BOOLEAN, NULL ->
                            quote(String.valueOf(there.unwrapped())) + " is not such a value; see its default in "
                                    + "offhook serve --defaults";
                        case OBJECT, LIST ->
                            "a single value is wanted here, not a" + (type.equals("object") ? "n " : " ") + type;
                    });
        }
    }

    static String quote(String text) {
        return "\"" + text.replaceAll("\\p{Cntrl}", "?") + "\"";
    }

    private static String human(Duration duration) {
        return duration.toString().substring(2).toLowerCase(Locale.ROOT);
    }

    private static String words(Class<? extends Enum<?>> type) {
        StringBuilder words = new StringBuilder();
        for (Enum<?> value : type.getEnumConstants()) {
            words.append(words.isEmpty() ? "" : ", ").append(value.name().toLowerCase(Locale.ROOT));
        }
        return words.toString();
    }
}
