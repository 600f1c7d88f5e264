package org.offhook.server.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.offhook.server.config.Configuration.NumberSetting;

/// Reads the numbers of the first account, in their short form `+E164[=URL]` and in their long one.
final class NumberSettings {

    private static final String PATH = "numbers";
    private static final List<String> KEYS =
            List.of("number", "voice", "voice-method", "voice-fallback", "message", "status-callback");

    private NumberSettings() {}

    static List<NumberSetting> read(Settings settings) {
        Set<String> seen = new HashSet<>();
        return settings.list(PATH).stream()
                .map(value -> {
                    NumberSetting number =
                            value.valueType() == ConfigValueType.STRING ? shortForm(value) : longForm(value);
                    if (!seen.add(number.number())) {
                        throw Settings.wrong(PATH, value, number.number() + " stands here twice");
                    }
                    return number;
                })
                .toList();
    }

    private static NumberSetting shortForm(ConfigValue value) {
        String text = String.valueOf(value.unwrapped()).strip();
        int equals = text.indexOf('=');
        String number = equals < 0 ? text : text.substring(0, equals).strip();
        String url = equals < 0 ? null : text.substring(equals + 1).strip();
        return new NumberSetting(e164(value, number), web(value, "voice", url), null, null, null, null);
    }

    private static NumberSetting longForm(ConfigValue value) {
        ConfigObject item = Items.section(PATH, value, KEYS);
        String number = Items.text(PATH, item, "number");
        String method = Items.text(PATH, item, "voice-method");
        if (method != null && !method.matches("(?i)get|post")) {
            throw Settings.wrong(PATH + ".voice-method", value, "GET or POST is wanted");
        }
        return new NumberSetting(
                e164(value, number == null ? "" : number),
                web(value, "voice", Items.text(PATH, item, "voice")),
                method == null ? null : method.toUpperCase(Locale.ROOT),
                web(value, "voice-fallback", Items.text(PATH, item, "voice-fallback")),
                web(value, "message", Items.text(PATH, item, "message")),
                web(value, "status-callback", Items.text(PATH, item, "status-callback")));
    }

    private static String e164(ConfigValue value, String number) {
        if (!number.matches("\\+[1-9]\\d{1,14}")) {
            throw Settings.wrong(
                    PATH,
                    value,
                    Settings.quote(number)
                            + " is not a number in E.164; write it like +15550100 or +15550100=http://…");
        }
        return number;
    }

    /// URLs may be templates (contract §3), so only their beginning is looked at. A `data:` URL is a document
    /// that needs no web server.
    private static @Nullable String web(ConfigValue value, String key, @Nullable String url) {
        if (url != null && !url.isEmpty() && !url.matches("(?i)(https?://|data:)\\S+")) {
            throw Settings.wrong(PATH + "." + key, value, Settings.quote(url) + " is not an http or https URL");
        }
        return url == null || url.isEmpty() ? null : url;
    }
}
