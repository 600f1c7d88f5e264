package org.offhook.adapters.tts;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.offhook.core.speech.Speakable;

/// The languages of an installed espeak-ng, as it lists them itself.
final class EspeakVoices {

    private static final Pattern LINE = Pattern.compile("\\s*\\d+\\s+(\\S+)\\s+\\S*/\\S*\\s+(.*)");
    private static final Pattern OTHER = Pattern.compile("\\((\\S+) \\d+\\)");

    /// Where the name of a language and of espeak-ng's voice for it differ, and which of several is meant.
    private static final Map<String, String> MEANT = Map.of(
            "en", "en-us",
            "fr", "fr-fr",
            "no", "nb",
            "zh-hk", "yue",
            "zh-tw", "cmn",
            "iw", "he",
            "es-mx", "es-419");

    private final Map<String, String> voices;

    private EspeakVoices(Map<String, String> voices) {
        this.voices = voices;
    }

    /// Reads what `espeak-ng --voices` prints.
    static EspeakVoices parse(Collection<String> lines) {
        Map<String, String> voices = new LinkedHashMap<>();
        Map<String, String> others = new LinkedHashMap<>();
        for (String line : lines) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                String voice = matcher.group(1);
                voices.putIfAbsent(voice.toLowerCase(Locale.ROOT), voice);
                OTHER.matcher(matcher.group(2)).results().forEach(other -> others.putIfAbsent(other.group(1), voice));
            }
        }
        others.forEach(voices::putIfAbsent);
        return new EspeakVoices(voices);
    }

    boolean isEmpty() {
        return voices.isEmpty();
    }

    /// The best voice for a BCP 47 tag: the one of that name, of the language without the region, or of some
    /// region.
    Optional<String> of(String language) {
        String tag = language.toLowerCase(Locale.ROOT).replace('_', '-');
        String primary = Speakable.primary(tag);
        for (String wanted :
                new String[] {MEANT.getOrDefault(tag, tag), MEANT.getOrDefault(primary, primary), primary}) {
            if (voices.containsKey(wanted)) {
                return Optional.of(voices.get(wanted));
            }
        }
        return voices.entrySet().stream()
                .filter(voice -> voice.getKey().startsWith(primary + "-"))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
