package org.offhook.adapters.stt;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.offhook.core.recognition.SpeechRecogniser;
import org.offhook.core.web.Web;

/// The registry of speech recognisers: a new one is one file and one line here.
public final class Recognisers {

    private static final Map<String, Function<Parts, Optional<? extends SpeechRecogniser>>> ALL = new LinkedHashMap<>();

    static {
        ALL.put("http", parts -> Optional.ofNullable(parts.http()).map(s -> new HttpRecogniser(s, parts.web())));
        ALL.put(
                "script",
                parts -> parts.script().isEmpty()
                        ? Optional.empty()
                        : Optional.of(new ScriptedRecogniser(parts.script())));
    }

    private Recognisers() {}

    /// What recognisers are made of.
    ///
    /// @param http   null when no service is configured
    /// @param web    for a service: its policy must admit it
    /// @param script what is understood, utterance by utterance; empty: not configured
    public record Parts(HttpRecogniser.@Nullable Settings http, Web web, List<String> script) {}

    /// The names that the configuration may use.
    public static List<String> names() {
        return List.copyOf(ALL.keySet());
    }

    /// The recognisers of these names that are configured, in this order.
    ///
    /// @throws IllegalArgumentException for an unknown name
    public static List<SpeechRecogniser> of(List<String> names, Parts parts) {
        return names.stream()
                .flatMap(name -> {
                    Function<Parts, Optional<? extends SpeechRecogniser>> make = ALL.get(name);
                    if (make == null) {
                        throw new IllegalArgumentException(name + " is not one of " + String.join(", ", ALL.keySet()));
                    }
                    return make.apply(parts).<SpeechRecogniser>map(one -> one).stream();
                })
                .toList();
    }
}
