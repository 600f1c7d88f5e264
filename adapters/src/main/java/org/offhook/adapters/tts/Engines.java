package org.offhook.adapters.tts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.offhook.core.media.AudioDecoder;
import org.offhook.core.speech.SpeechEngine;
import org.offhook.core.web.Web;

/// The registry of speech engines: a new one is one file and one line here.
public final class Engines {

    private static final Map<String, Function<Parts, Optional<? extends SpeechEngine>>> ALL = new LinkedHashMap<>();

    static {
        ALL.put(
                "http",
                parts -> Optional.ofNullable(parts.http()).map(s -> new HttpEngine(s, parts.web(), parts.decoder())));
        ALL.put("espeak", parts -> EspeakEngine.installed(parts.espeak()));
        ALL.put("freetts", _ -> Optional.of(new FreeTtsEngine()));
    }

    private Engines() {}

    /// What engines are made of.
    ///
    /// @param http   null when no service is configured
    /// @param web    for a service: its policy must admit it
    /// @param espeak the program, a name or a path
    public record Parts(HttpEngine.@Nullable Settings http, Web web, AudioDecoder decoder, String espeak) {}

    /// The names that the configuration may use.
    public static List<String> names() {
        return List.copyOf(ALL.keySet());
    }

    /// The engines of these names that are configured or installed, in this order. Starts a child process to
    /// find out about espeak-ng.
    ///
    /// @throws IllegalArgumentException for an unknown name
    public static List<SpeechEngine> of(List<String> names, Parts parts) {
        List<SpeechEngine> engines = new ArrayList<>();
        for (String name : names) {
            @Nullable Function<Parts, Optional<? extends SpeechEngine>> make = ALL.get(name);
            if (make == null) {
                throw new IllegalArgumentException(name + " is not one of " + String.join(", ", ALL.keySet()));
            }
            make.apply(parts).ifPresent(engines::add);
        }
        return engines;
    }
}
