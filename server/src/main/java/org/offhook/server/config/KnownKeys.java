package org.offhook.server.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// Finds keys of a file that mean nothing, and guesses what was meant. A key that is silently ignored is a
/// limit that does not hold.
final class KnownKeys {

    private KnownKeys() {}

    /// @throws ConfigurationException for the first key of `file` that `defaults` has not
    static void check(ConfigObject file, ConfigObject defaults) {
        check("", file, defaults);
    }

    private static void check(String prefix, ConfigObject file, ConfigObject defaults) {
        file.forEach((key, value) -> {
            ConfigValue known = defaults.get(key);
            String path = prefix + key;
            if (known == null) {
                throw unknown(path, key, value, defaults.keySet());
            }
            if (known instanceof ConfigObject inner) {
                if (!(value instanceof ConfigObject section)) {
                    throw Settings.wrong(path, value, "a section is wanted: " + path + " { " + first(inner) + " = … }");
                }
                check(path + ".", section, inner);
            }
        });
    }

    static ConfigurationException unknown(String path, String key, ConfigValue value, Collection<String> known) {
        String advice = nearest(key, known)
                .map(near -> "; did you mean " + near + "?")
                .orElse("; known here: "
                        + String.join(", ", known.stream().sorted().toList()));
        return Settings.wrong(path, value, "there is no such key" + advice);
    }

    /// The known word that differs least from `word`, when that is little enough to be a slip.
    static Optional<String> nearest(String word, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(candidate -> distance(word, candidate)))
                .filter(candidate -> distance(word, candidate) <= Math.max(1, candidate.length() / 3));
    }

    /// Levenshtein's distance.
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        java.util.Arrays.setAll(row, i -> i);
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }

    private static String first(ConfigObject section) {
        return section.keySet().stream().sorted().findFirst().orElse("");
    }
}
