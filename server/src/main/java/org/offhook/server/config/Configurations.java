package org.offhook.server.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValueFactory;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Lays the sources of the configuration over each other.
public final class Configurations {

    private static final String DEFAULTS = "offhook-defaults.conf";

    private Configurations() {}

    /// @param flags       what was said on the command line; for a flag that may be repeated all its values
    /// @param environment the variables of the process
    /// @param file        null: the one that the environment names, or none
    /// @throws ConfigurationException when something is wrong, with one line
    public static Configuration read(
            Map<Setting, List<String>> flags, Map<String, String> environment, @Nullable Path file) {
        Config defaults = ConfigFactory.parseResources(Configurations.class.getClassLoader(), DEFAULTS);
        Config config = flags(flags)
                .withFallback(environment(environment))
                .withFallback(file(file, environment, defaults))
                .withFallback(defaults);
        return ConfigurationReader.read(new Settings(resolve(config)));
    }

    /// The file that documents every key.
    public static InputStream defaults() {
        return Objects.requireNonNull(
                Configurations.class.getClassLoader().getResourceAsStream(DEFAULTS), "not in the jar: " + DEFAULTS);
    }

    private static Config flags(Map<Setting, List<String>> flags) {
        Config config = ConfigFactory.empty();
        for (Map.Entry<Setting, List<String>> flag : flags.entrySet()) {
            Setting setting = flag.getKey();
            if (!flag.getValue().isEmpty()) {
                Object value =
                        setting.isList() ? flag.getValue() : flag.getValue().getLast();
                config = config.withValue(setting.path(), ConfigValueFactory.fromAnyRef(value, setting.flag()));
            }
        }
        return config;
    }

    /// An empty variable is one that is not set: that is how a compose file or a unit leaves one out.
    private static Config environment(Map<String, String> environment) {
        Config config = ConfigFactory.empty();
        for (Setting setting : Setting.values()) {
            String text = environment.getOrDefault(setting.variable(), "").strip();
            if (!text.isEmpty()) {
                Object value = setting.isList() ? parts(setting, text) : text;
                config = config.withValue(setting.path(), ConfigValueFactory.fromAnyRef(value, setting.variable()));
            }
        }
        return config;
    }

    /// A URL may hold commas, so numbers are parted only where a comma is followed by the next number.
    private static List<String> parts(Setting setting, String text) {
        String comma = setting == Setting.NUMBERS ? "\\s*,\\s*(?=\\+\\d+\\s*(?:=|,|$))" : "\\s*,\\s*";
        return List.of(text.split(comma));
    }

    private static Config file(@Nullable Path flag, Map<String, String> environment, Config defaults) {
        String variable = environment.getOrDefault(Setting.FILE, "");
        if (flag == null && variable.isEmpty()) {
            return ConfigFactory.empty();
        }
        Path file = flag == null ? Path.of(variable) : flag;
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new ConfigurationException("the configuration file " + file + " cannot be read ("
                    + (flag == null ? Setting.FILE : "--config") + "); check its name and who may read it");
        }
        try {
            Config config = ConfigFactory.parseFile(
                    file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false));
            KnownKeys.check(config.root(), defaults.root());
            return config;
        } catch (ConfigException failure) {
            throw new ConfigurationException(file + " is not valid HOCON or JSON: " + firstLine(failure), failure);
        }
    }

    private static Config resolve(Config config) {
        try {
            return config.resolve();
        } catch (ConfigException failure) {
            throw new ConfigurationException("a reference cannot be resolved: " + firstLine(failure), failure);
        }
    }

    private static String firstLine(ConfigException failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }
}
