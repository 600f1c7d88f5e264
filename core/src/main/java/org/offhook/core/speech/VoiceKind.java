package org.offhook.core.speech;

import java.util.Locale;
import java.util.Set;

/// What an engine with one or two voices makes of the voice a document asks for (contract §7.1, Say).
public enum VoiceKind {
    MAN,
    WOMAN;

    private static final Set<String> BASIC = Set.of("", "man", "woman", "alice");

    /// Voices of a large speech service that documents name often and that are men's.
    private static final Set<String> MEN = Set.of(
            "matthew",
            "joey",
            "justin",
            "kevin",
            "stephen",
            "gregory",
            "brian",
            "arthur",
            "russell",
            "geraint",
            "hans",
            "daniel",
            "enrique",
            "sergio",
            "miguel",
            "pedro",
            "andres",
            "mathieu",
            "remi",
            "liam",
            "giorgio",
            "adriano",
            "ricardo",
            "thiago",
            "cristiano",
            "maxim",
            "jacek",
            "jan",
            "ruben",
            "mads",
            "karl",
            "takumi",
            "laurent");

    /// @param voice as the document says, such as `man`, `alice`, `Polly.Matthew-Neural`
    public static VoiceKind of(String voice) {
        String name = voice.toLowerCase(Locale.ROOT);
        if (name.equals("man") || name.isEmpty()) {
            return MAN;
        }
        int start = name.indexOf('.') + 1;
        int end = name.indexOf('-', start);
        return MEN.contains(name.substring(start, end < 0 ? name.length() : end)) ? MAN : WOMAN;
    }

    /// Whether the document asks for a voice by a name that only one engine knows.
    public static boolean isNamed(String voice) {
        return !BASIC.contains(voice.toLowerCase(Locale.ROOT));
    }
}
