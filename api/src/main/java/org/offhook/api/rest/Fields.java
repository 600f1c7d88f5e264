package org.offhook.api.rest;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.offhook.api.http.Params;
import org.offhook.core.web.Hook;
import org.offhook.core.web.HookUrl;

/// Reads the parameters of a request and remembers the first thing that is wrong with them. A reader that finds
/// a fault returns a stand-in; whoever reads asks [#wrong] before doing anything.
///
/// A parameter that was not sent and one that was sent empty are the same, except to [#sent].
public final class Fields {

    private final Params params;
    private Answer.@Nullable Wrong wrong;

    public Fields(Params params) {
        this.params = params;
    }

    /// The first fault, if any.
    public Optional<Answer> wrong() {
        return Optional.ofNullable(wrong);
    }

    /// Notes a fault, unless there was one before.
    public void refuse(int code, String message) {
        if (wrong == null) {
            wrong = new Answer.Wrong(400, code, message);
        }
    }

    /// Whether it was sent at all, be it empty.
    public boolean sent(String name) {
        return params.has(name);
    }

    public @Nullable String text(String name) {
        return params.get(name).filter(value -> !value.isEmpty()).orElse(null);
    }

    public String text(String name, String unsaid) {
        String value = text(name);
        return value == null ? unsaid : value;
    }

    /// @param code when it was not sent
    public String needed(String name, int code, String message) {
        String value = text(name);
        if (value == null) {
            refuse(code, message);
            return "";
        }
        return value;
    }

    public boolean flag(String name, boolean unsaid) {
        String value = text(name);
        if (value == null) {
            return unsaid;
        }
        if (!value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
            refuse(20422, name + " is true or false, not '" + value + "'");
        }
        return value.equalsIgnoreCase("true");
    }

    public int number(String name, int unsaid, int least, int most, int code) {
        String value = text(name);
        if (value == null) {
            return unsaid;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Refused below, like a number out of range.
        }
        refuse(code, name + " is a whole number from " + least + " to " + most + ", not '" + value + "'");
        return unsaid;
    }

    public String choice(String name, String unsaid, Set<String> choices, int code) {
        String value = text(name, unsaid);
        if (!choices.contains(value)) {
            refuse(
                    code,
                    name + " is one of "
                            + String.join(", ", choices.stream().sorted().toList()) + ", not '" + value + "'");
            return unsaid;
        }
        return value;
    }

    /// The values of a parameter that may be repeated (contract §23, T12); a single one may also list them
    /// between spaces or commas.
    public List<String> choices(String name, Set<String> choices, int code) {
        List<String> values = params.all(name).stream()
                .flatMap(value -> List.of(value.split("[ ,]+")).stream())
                .filter(value -> !value.isEmpty())
                .distinct()
                .toList();
        for (String value : values) {
            if (!choices.contains(value)) {
                refuse(
                        code,
                        name + " is one of "
                                + String.join(", ", choices.stream().sorted().toList()) + ", not '" + value + "'");
            }
        }
        return values;
    }

    /// A URL of the application and its method, where what is not sent stays as it is and a URL that is sent
    /// empty is taken away. Checked by the desk that gets it.
    public @Nullable Hook edited(String urlName, String methodName, @Nullable Hook now) {
        String url = sent(urlName) ? text(urlName) : now == null ? null : now.url();
        String method = text(methodName, now == null ? "POST" : now.method());
        return Hook.of(url, method);
    }

    /// A URL of the application and its method.
    public @Nullable Hook hook(String urlName, String methodName, int urlCode, int methodCode) {
        String url = text(urlName);
        String method = text(methodName, "POST");
        if (!HookUrl.isMethod(method)) {
            refuse(methodCode, methodName + " is GET or POST, not '" + method + "'");
        }
        if (url != null && !HookUrl.isValid(url)) {
            refuse(urlCode, urlName + " '" + url + "' is not an absolute http or https URL");
        }
        return Hook.of(url, method);
    }
}
