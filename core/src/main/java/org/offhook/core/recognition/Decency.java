package org.offhook.core.recognition;

import java.util.regex.Pattern;

/// Masks the coarsest English words but for their first letter (contract §7.1, `profanityFilter`). No engine that
/// we ask has a filter of its own.
final class Decency {

    private static final Pattern COARSE = Pattern.compile(
            "(?iu)\\b(?:mother)?(fuck|shit|bitch|cunt|cock ?suck|ass ?hole|wank|twat|nigg(?:er|a)|fagg?ot)\\w*");

    private Decency() {}

    static String masked(String text) {
        return COARSE.matcher(text).replaceAll(found -> {
            String word = found.group();
            return word.substring(0, 1) + "*".repeat(word.length() - 1);
        });
    }
}
