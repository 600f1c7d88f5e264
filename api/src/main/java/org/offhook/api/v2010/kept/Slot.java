package org.offhook.api.v2010.kept;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.offhook.api.rest.Fields;
import org.offhook.core.numbers.E164;
import org.offhook.core.web.HookUrl;

/// One field of a kept resource.
///
/// @param param  its name in a form: `VoiceUrl`
/// @param reader what may stand in it
/// @param unsaid what stands in it when it was never sent, or null
/// @param needed the code of the refusal when it is missing, or 0 when it may be
/// @param traits further ones
public record Slot(String param, Reader reader, @Nullable String unsaid, int needed, Set<Trait> traits) {

    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_TEXT = 1024;

    public enum Trait {
        /// Set once, when it is created.
        FIXED,
        /// Never shown.
        SECRET,
        /// A list can be filtered by it.
        FILTER,
        /// A list is filtered by it although no form sets it.
        READ_ONLY
    }

    /// What is allowed, and how it is shown.
    public sealed interface Reader {
        record Text(int longest, int code) implements Reader {}

        record Url() implements Reader {}

        /// Answers calls: a URL, or a `sip:` address.
        record Voice() implements Reader {}

        record Verb() implements Reader {}

        record Flag() implements Reader {}

        record Number(int least, int most, int code) implements Reader {}

        record Choice(Set<String> choices, int code) implements Reader {}

        record Phone(int code) implements Reader {}
    }

    public static Slot text(String param) {
        return new Slot(param, new Reader.Text(LONGEST_TEXT, 20422), null, 0, Set.of());
    }

    /// `FriendlyName`.
    public static Slot name() {
        return new Slot("FriendlyName", new Reader.Text(LONGEST_NAME, 20002), null, 0, Set.of());
    }

    public static Slot url(String param) {
        return new Slot(param, new Reader.Url(), null, 0, Set.of());
    }

    public static Slot voice(String param) {
        return new Slot(param, new Reader.Voice(), null, 0, Set.of());
    }

    public static Slot verb(String param) {
        return new Slot(param, new Reader.Verb(), "POST", 0, Set.of());
    }

    public static Slot flag(String param) {
        return new Slot(param, new Reader.Flag(), "false", 0, Set.of());
    }

    public static Slot flag(String param, boolean unsaid) {
        return new Slot(param, new Reader.Flag(), Boolean.toString(unsaid), 0, Set.of());
    }

    public static Slot number(String param, int least, int most, int unsaid, int code) {
        return new Slot(param, new Reader.Number(least, most, code), Integer.toString(unsaid), 0, Set.of());
    }

    public static Slot choice(String param, String unsaid, Set<String> choices, int code) {
        return new Slot(param, new Reader.Choice(choices, code), unsaid, 0, Set.of());
    }

    public static Slot phone(String param, int code) {
        return new Slot(param, new Reader.Phone(code), null, 0, Set.of());
    }

    /// It has to be sent.
    public Slot needed(int code) {
        return new Slot(param, reader, unsaid, code, traits);
    }

    public Slot with(Trait... more) {
        Set<Trait> all = new java.util.TreeSet<>(traits);
        all.addAll(Set.of(more));
        return new Slot(param, reader, unsaid, needed, Set.copyOf(all));
    }

    /// `VoiceUrl` → `voice_url`.
    public String field() {
        return param.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }

    /// Reads what the form says about it into the values.
    public void read(Fields fields, Map<String, String> values, boolean creating) {
        if (traits.contains(Trait.READ_ONLY) || (!creating && (traits.contains(Trait.FIXED) || !fields.sent(param)))) {
            return;
        }
        String sent = fields.text(param);
        if (sent == null && needed != 0) {
            fields.refuse(needed, param + " is required");
        }
        String value = sent == null ? unsaid : checked(fields, sent);
        if (value == null) {
            values.remove(field());
        } else {
            values.put(field(), value);
        }
    }

    private @Nullable String checked(Fields fields, String sent) {
        return switch (reader) {
            case Reader.Text(int longest, int code) -> {
                if (sent.length() > longest) {
                    fields.refuse(code, param + " is longer than " + longest + " characters");
                }
                yield sent;
            }
            case Reader.Url() -> {
                if (!HookUrl.isValid(sent)) {
                    fields.refuse(21402, param + " '" + sent + "' is not an absolute http or https URL");
                }
                yield sent;
            }
            case Reader.Voice() -> {
                if (!HookUrl.answersCalls(sent)) {
                    fields.refuse(21402, param + " '" + sent + "' is neither an http or https URL nor a SIP URI");
                }
                yield sent;
            }
            case Reader.Verb() -> {
                if (!HookUrl.isMethod(sent)) {
                    fields.refuse(21403, param + " is GET or POST, not '" + sent + "'");
                }
                yield sent;
            }
            case Reader.Flag() -> Boolean.toString(fields.flag(param, false));
            case Reader.Number(int least, int most, int code) ->
                Integer.toString(fields.number(param, least, least, most, code));
            case Reader.Choice(Set<String> choices, int code) -> fields.choice(param, sent, choices, code);
            case Reader.Phone(int code) -> {
                if (E164.parse(sent).isEmpty()) {
                    fields.refuse(code, param + " '" + sent + "' is not a number such as +14155550100");
                }
                yield E164.parse(sent).orElse(sent);
            }
        };
    }

    /// How a value is shown.
    public @Nullable Object shown(@Nullable String value) {
        return switch (reader) {
            case Reader.Flag() -> "true".equals(value);
            case Reader.Number number -> value == null ? null : (Object) Integer.valueOf(value);
            case Reader.Text _, Reader.Url _, Reader.Voice _, Reader.Verb _, Reader.Choice _, Reader.Phone _ -> value;
        };
    }
}
