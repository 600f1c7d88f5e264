package org.offhook.core.webhooks;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a request tells the application, in order; a name may stand there several times. Immutable.
public record Parameters(List<Parameter> list) {

    public static final Parameters NONE = new Parameters(List.of());

    public Parameters {
        list = List.copyOf(list);
    }

    public record Parameter(String name, String value) {}

    /// These and one more; these alone when `value` is null.
    public Parameters with(String name, @Nullable String value) {
        if (value == null) {
            return this;
        }
        List<Parameter> more = new ArrayList<>(list);
        more.add(new Parameter(name, value));
        return new Parameters(more);
    }

    /// These, and `others` behind them.
    public Parameters with(Parameters others) {
        if (others.list.isEmpty()) {
            return this;
        }
        List<Parameter> more = new ArrayList<>(list);
        more.addAll(others.list);
        return new Parameters(more);
    }

    /// The first value of `name`.
    public Optional<String> first(String name) {
        return list.stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(Parameter::value)
                .findFirst();
    }

    /// `application/x-www-form-urlencoded`, UTF-8.
    public String encoded() {
        return list.stream()
                .map(parameter -> encode(parameter.name()) + "=" + encode(parameter.value()))
                .collect(Collectors.joining("&"));
    }

    /// The parameters that [#encoded] wrote.
    public static Parameters decoded(String form) {
        List<Parameter> parameters = new ArrayList<>();
        for (String pair : form.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.add(new Parameter(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1))));
            }
        }
        return new Parameters(parameters);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
